// Every route and every event of a socket, times every sort of visitor, times whose the object is: against the one table
// that says who may do what (server/rights.ts). What this file expects it works out by itself, from the table's words.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#server/http/who.ts';
import { hashSecret, uuidv7 } from '#server/ids.ts';
import { banned } from '#server/moderation/screening.ts';
import { rightOf, rights, type Right } from '#server/rights.ts';
import type { Site } from '#server/sites/queries.ts';
import type { Role } from '#server/threads/wire.ts';
import { objects, type Thing, type Whose } from '../support/objects.ts';
import { listen } from '../support/sockets.ts';
import { createWorld, ORIGIN, OWN, type Person, type World } from '../support/world.ts';

const ROLES: Role[] = ['guest', 'member', 'subscriber', 'expert', 'journalist', 'moderator', 'manager', 'admin'];
const SCOPES = ['articles', 'posts', 'figures'];

/** What a route must be sent for its handler to come to the question of whose the object is. */
const bodies: Record<string, unknown> = {
  'PUT /api/v1/partners/:id': {
    version: 1,
    name: 'Lumen',
    label: 'partner',
    url: '',
    origins: [],
    moderation: null,
    look: { accent: null, accentDark: null, ink: null, inkDark: null, paper: null, paperDark: null },
  },
  'POST /api/v1/posts': { site: 'courrier', article: 'pont', parent: null, source: 'Bonjour.' },
  'POST /api/v1/threads': { site: 'courrier', space: 'velo', kind: 'discussion', title: 'Une piste', source: 'Bonjour.' },
  'PATCH /api/v1/posts/:id': { source: 'Bonsoir.', revision: 1 },
  'POST /api/v1/posts/:id/reports': { rule: 1 },
  'POST /p/:id/edit': 'source=Bonsoir.&revision=1',
  'POST /p/:id/report': 'rule=1',
  'POST /p/:id/media/rights': 'medium=unknown',
  'POST /write/picture': 'article=pont&body=Bonjour.',
  'POST /p/:id/reactions': 'kind=merci',
  'POST /votes/:id': 'act=vote',
  'POST /calls/:id/answers': 'act=answering',
  'POST /polls/:id': 'option=1',
  'POST /manage/:id/polls': 'question=Qui+vient&pollOptions=Moi%0APas+moi',
  'POST /ideas/:id/state': 'state=planned&word=Bien+vu.&clientId=ideas-of-the-walk',
  'POST /calls/:id/invitation': 'name=',
  'PUT /api/v1/drafts/:name': { source: 'Bonjour.', version: 0 },
  'POST /invited/:id': 'act=decline',
  'POST /invited/answers': ({ id }: Thing['params']) => `parent=${id}&source=Oui.&clientId=${uuidv7()}`,
  'POST /account/ignored': ({ id }: Thing['params']) => `id=${id}`,
  'POST /account/standing': ({ id }: Thing['params']) => `warning=${id}`,
  'POST /account/passkeys/:id': 'name=Autre',
  'POST /api/v1/cases/:id/decisions': { version: 1, revision: 1, verdict: 'approve' },
  'PUT /api/v1/cases/:id/claim': { take: true },
  'PUT /api/v1/cases/:id/assignee': { member: null },
  'PUT /api/v1/cases/:id/escalation': { text: 'Une note.' },
  'POST /api/v1/cases/:id/notes': { text: 'Une note.' },
  'PUT /api/v1/members/:id/preset': { preset: null },
  'POST /api/v1/threads/:id/whispers': { text: 'Entre nous.' },
  'POST /whispers/:id': 'text=Entre+nous.&clientId=whispers-of-the-walk',
  'POST /api/v1/inbox/:id/relays': { version: 1, to: uuidv7() },
  'PUT /api/v1/posts/:id/article': { article: 'pont' },
  'POST /taken-up/:id': 'article=pont',
  'POST /pass-on/:id': 'to=x',
  'POST /api/v1/mediations/:id/words': { text: 'Bonjour.', clientId: 'words-of-the-walk' },
  'POST /api/v1/mediations/:id/proposals': { text: 'Une trêve.', clientId: 'proposals-of-the-walk' },
  'PUT /api/v1/mediations/:id/date': { version: 1, days: 7 },
  'PUT /api/v1/mediations/:id/end': { version: 1 },
  'PUT /api/v1/mediations/:id/mediator': { version: 1, reason: 'Paul est absent.' },
  'POST /mediations/:id': 'act=say&text=Bonjour.&clientId=mediations-of-the-walk',
  'PATCH /api/v1/inbox/:id': { version: 1, labels: ['école'] },
  'PUT /api/v1/inbox/:id/claim': { take: true },
  'POST /messages/:id': 'text=Merci.&clientId=messages-of-the-walk',
  'POST /messages/:id/thanks': 'mayThank=1',
  'POST /api/v1/inbox/:id/notes': { text: 'Une note.' },
  'POST /api/v1/inbox/:id/answers': { source: 'Bonjour.', clientId: 'inbox-of-the-walk', version: 1 },
  'POST /api/v1/appeals/:id/decision': { version: 1, outcome: 'upheld', answer: 'Relu, et confirmé pour ces raisons.' },
  'POST /api/v1/members/:id/measures': { rule: 1, note: 'Des attaques répétées.', measures: [{ kind: 'warning', until: null }] },
  'POST /api/v1/members/:id/removals': { rule: 1, name: 'nobody' },
  'POST /api/v1/members/:id/notes': { text: 'Une note.' },
  'POST /api/v1/removals/:id/restoration': { reason: 'Un malentendu.' },
  'POST /api/v1/measures/:id/lift': { reason: 'Un malentendu.' },
  'PUT /api/v1/posts/:id/place': { thread: uuidv7() },
  'PUT /api/v1/threads/:id/merger': { into: uuidv7() },
  'POST /api/v1/threads/:id/splits': { posts: [uuidv7()], title: 'Un autre fil', space: 'absent' },
  'POST /api/v1/threads/:id/timers': { act: 'close', at: '2027-01-01T00:00:00Z' },
  'PUT /api/v1/threads/:id/moderation': { moderation: null },
  'PUT /api/v1/welcome': { site: 'courrier' },
  'PUT /api/v1/topic-draft': { version: 0, source: 'Bonjour' },
  'PUT /api/v1/spaces/:slug/merger': { into: 'unknown', name: 'unknown' },
  'PUT /api/v1/tags/:slug': { name: 'unknown' },
  'POST /api/v1/segments/:id/askings': { thread: uuidv7() },
  'PUT /api/v1/segments/:id': { name: 'Nouveaux', filter: {}, version: 1 },
  'PUT /api/v1/voices/:id': { name: 'La rédaction', title: '', secondEyes: false, retired: false, hands: [] },
  'PUT /api/v1/calendar/:id': { version: 1, kind: 'digest', title: 'La lettre' },
  'PUT /api/v1/calendar/:id/moment': { version: 1, at: null },
  'PUT /api/v1/calendar/:id/state': { version: 1, state: 'review' },
  'PUT /api/v1/calendar/:id/author': { version: 1 },
  'PUT /api/v1/calendar/templates/:key': { version: 0, kind: 'discussion', name: 'Débat' },
  'PUT /api/v1/experts/:id': { version: 1, field: 'Crues', availability: '' },
  'PUT /api/v1/calendar/:id/series': { version: 1, weeks: 1 },
  'POST /api/v1/letters/previews': { title: 'La lettre', source: 'Bonjour.' },
  'POST /api/v1/calendar/:id/notes': { text: 'Relu.' },
  'PUT /api/v1/positioning': { version: 0, tone: 'Vous.', points: [] },
  'PUT /api/v1/badges/:id': { fr: 'Témoin', en: 'Witness', glyph: 'star' },
  'POST /api/v1/tags/:slug/synonyms': { name: 'unheard of' },
  'PUT /api/v1/tags/:slug/merger': { into: 'nowhere', name: 'unknown' },
  'PUT /api/v1/calls/:id/state': { state: 'answering' },
  'PUT /api/v1/polls/:id/vote': { options: [1] },
  'PUT /api/v1/polls/:id': { question: 'Qui en est ?', options: ['Moi', 'Pas moi'] },
  'POST /api/v1/threads/:id/polls': { question: 'Qui vient ?', options: ['Moi', 'Pas moi'] },
  'PUT /api/v1/ideas/:id/state': { state: 'planned', word: 'Bien vu.', clientId: 'ideas-of-the-walk' },
  'PUT /api/v1/calls/:id/dates': { answersFrom: null, answersUntil: null },
  'PUT /api/v1/events/:id': { startsAt: '2026-12-01T18:00:00Z', endsAt: '2026-12-01T20:00:00Z', timeZone: 'Europe/Paris', place: 'Halle' },
  'POST /events/:id/answer': 'answer=yes',
  'POST /events/:id/settings': 'startsAt=',
  'POST /events/:id/cancellation': 'reason=Orage.',
  'POST /events/:id/recap': 'source=',
  'POST /events/:id/list': ({ attendance }: Thing['params']) => `came=${attendance}`,
  'PUT /api/v1/events/:id/answer': { answer: 'yes' },
  'PUT /api/v1/galleries/:id': { order: 'hand', pictures: [] },
  'POST /galleries/:id/settings': 'galleryOrder=hand',
  'POST /galleries/:id/new': 'text=Rien',
  'PUT /api/v1/testimonies/:id/own': { form: 1, answers: {}, consent: true },
  'PUT /api/v1/testimonies/:id': { fields: [{ id: 'f1', label: 'Quoi ?' }], closesAt: '2027-01-01T00:00:00Z', keepDays: 30 },
  'PUT /api/v1/testimonies/:id/answers/:answer/handling': { version: 1, state: 'kept' },
  'POST /api/v1/testimonies/:id/answers/:answer/notes': { text: 'Rappeler.' },
  'POST /api/v1/testimonies/:id/answers/:answer/agreements': { version: 1, text: 'Un mot.', namedAs: 'anonymous' },
  'PUT /api/v1/agreements/:id/decision': { hash: 'abc', says: 'refused' },
  'POST /testimonies/:id/answer': 'form=1&consent=1',
  'POST /testimonies/:id/withdrawal': 'sure=1',
  'POST /testimonies/:id/answers/:answer': 'section=note&text=Rappeler.',
  'POST /testimonies/:id/settings': 'more=1',
  'POST /agreements/:id': 'says=refused&hash=abc',
  'PUT /api/v1/events/:id/cancellation': { reason: 'Orage.' },
  'POST /api/v1/events/:id/attendances': { name: 'Marie' },
  'PUT /api/v1/threads/:id/screening': { known: null, screening: { maxLinks: 1 } },
  'PUT /api/v1/threads/:id/measures/:kind': { until: '2026-11-23T00:00:00Z', reason: 'Le ton monte.' },
  'POST /api/v1/second-readings/:id': { verdict: 'approve' },
  'PUT /api/v1/canned-replies/:id': { locale: 'fr', version: 1, title: 'Ton', body: 'Restons courtois.', verdict: null, rule: null },
  'POST /api/v1/members/:id/second-factor-resets': { reason: 'Téléphone perdu' },
  'POST /api/v1/members/:id/sign-outs': { reason: 'Téléphone perdu' },
  'PUT /api/v1/members/:id/name': { name: 'Lectrice', reason: 'Nom injurieux' },
  'PUT /api/v1/members/:id/role': { from: 'member', role: 'subscriber' },
  'PUT /api/v1/providers/:id': {
    kind: 'discourse',
    name: 'Compte',
    enabled: true,
    config: { issuer: 'https://comptes.example.test/', audience: '', jwksUrl: null, scopes: [], mappings: [] },
    secret: 'a secret of the publisher’s',
  },
  'PUT /api/v1/webhooks/:id': { url: 'https://cms.example.test/', events: ['post.published'] },
  'PUT /api/v1/invitations/:id/dates': { startsAt: '2026-12-01T00:00:00Z', endsAt: '2026-12-02T00:00:00Z' },
};

/** Where they are asked: a conversation is no part of their address. */
const HERE = '?site=courrier&article=pont';
const queries: Record<string, string> = {
  'GET /api/v1/handles': HERE,
  'GET /api/v1/drafts': HERE,
  'POST /api/v1/media': HERE,
  'PUT /api/v1/media/:id/captions': '?site=courrier&language=fr',
  'DELETE /api/v1/calendar/:id': '?version=1',
  'DELETE /api/v1/calendar/:id/series': '?version=1',
  'PUT /api/v1/drafts/:name': HERE,
  'DELETE /api/v1/drafts/:name': `${HERE}&version=1`,
  'PUT /api/v1/topic-draft': HERE,
};

/** `who` is let by, away with a status (401, 403, 404), or led to sign in. */
type Expected = 'in' | 'sign in' | 401 | 403 | 404;
type Visitor = {
  name: string;
  /** `data`: by an embed’s link to their own data alone. */
  via: 'nobody' | 'cookie' | 'embed' | 'data' | 'server';
  /** On the site that is asked; null for whoever is no member of it. */
  role: Role | null;
  owner?: boolean;
  scope?: string;
};

const visitors: Visitor[] = [
  { name: 'nobody', via: 'nobody', role: null },
  ...ROLES.map((role) => ({ name: `${role}, on our pages`, via: 'cookie' as const, role })),
  ...ROLES.map((role) => ({ name: `${role}, in an embed`, via: 'embed' as const, role })),
  { name: 'member, at their own data', via: 'data', role: 'member' },
  { name: 'owner, on our pages', via: 'cookie', role: 'member', owner: true },
  { name: 'owner, in an embed', via: 'embed', role: 'member', owner: true },
  { name: 'admin of another site, on our pages', via: 'cookie', role: null },
  { name: 'admin of another site, in its embed', via: 'embed', role: null },
  ...[...SCOPES, 'no scope'].map((scope) => ({ name: `server with ${scope}`, via: 'server' as const, role: null, scope })),
];

const lines = Object.entries(rights as Record<string, Right>);
const routes = lines.filter(([what]) => !what.startsWith('live '));
const events = lines.filter(([what]) => what.startsWith('live '));

describe('the table and the service', () => {
  let world: World;
  beforeAll(async () => void (world = await createWorld('sqlite', { closing: afterAll })));

  test('every route has its line, and every line its route', () => {
    const served = world.app.routes.filter(({ method, path }) => method !== 'ALL' && path !== '/*');

    expect(new Set(served.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set(routes.map(([what]) => what)));
  });

  test('what answers to every method is only on the way to a route', () => {
    const all = world.app.routes.filter(({ method }) => method === 'ALL');

    // A handler takes the context alone; a middleware also what comes next.
    expect(all.filter(({ handler }) => handler.length < 2).map(({ path }) => path)).toEqual([]);
  });

  test('every event of a socket has its line, and every line its event', async () => {
    const { connect, live } = await listen(world);
    const { socket } = await connect();

    const heard = live.io.sockets.sockets.get(socket.id!)!.eventNames();

    expect(
      new Set(heard.map((name) => `live ${String(name)}`).filter((name) => !['live disconnect', 'live error'].includes(name))),
    ).toEqual(new Set(events.map(([what]) => what)));
  });
});

describe('every route, every visitor', () => {
  let town: Town;
  beforeAll(async () => void (town = await createTown()));

  test.each(routes)('%s', async (what, right) => {
    const forAll = await town.thingFor(what, await town.whoseFor(right, null));
    for (const visitor of right.to === 'anyone' ? someOf(visitors) : visitors) {
      const expected = expectedOf(right, visitor, what);
      // Let by, they may end what they came by: somebody new.
      const fresh = expected === 'in' && !what.startsWith('GET') && (right.to === 'account' || right.to === 'anyone');
      const person = fresh ? await town.person(visitor) : await town.standing(visitor);
      const thing = expected === 'in' ? await town.thingFor(what, await town.whoseFor(right, person)) : forAll;
      const answer = await town.ask(what, { visitor, person, thing });
      expect(seen(what, answer), `${visitor.name}: ${answer.status} ${answer.text.slice(0, 200)}`).toBe(
        expected === 'in' && KEPT_AS_FILES.includes(what) ? 404 : expected,
      );
    }
  });
});

describe('every object, whose it is', () => {
  let town: Town;
  beforeAll(async () => void (town = await createTown()));
  const withObject = routes.filter(([what, { objects: of }]) => of !== 'any' && what.includes('/:') && !MAKES.includes(what));

  test.each(withObject)('%s', async (what, right) => {
    const visitor = visitorFor(right);
    const person = (await town.person(visitor)) ?? (await town.reader());
    const ask = async (whose: Whose, as = person) => {
      const thing = await town.thingFor(what, whose);
      const before = await thing.look?.();
      const answer = await town.ask(what, { visitor, person: as, thing });
      const untouched = thing.look && JSON.stringify(before) === JSON.stringify(await thing.look());
      return untouched ? 404 : seen(what, answer);
    };
    const own = right.objects === 'own';

    expect(await ask({ by: await town.reader(), site: town.site, space: null }), 'another’s').toBeOneOf<Expected | 500>(
      own ? [403, 404] : ['in'],
    );
    expect(await ask({ by: town.stranger, site: town.elsewhere, space: null }), 'another site’s').toBeOneOf([403, 404]);
    // Last: it may renew the session it came by.
    if (own) expect(await ask({ by: person, site: town.site, space: null }), 'own').toBe('in');
    if (right.objects !== 'of the spaces') return;
    expect(await ask({ by: await town.reader(), site: town.site, space: town.theirs }, town.limited), 'in a space of theirs').toBe('in');
    expect(await ask({ by: await town.reader(), site: town.site, space: town.others }, town.limited), 'in a space of others').toBe(404);
    expect(await ask({ by: await town.reader(), site: town.site, space: null }, town.limited), 'in no space').toBe(404);
  });
});

describe('every event of a socket, every visitor', () => {
  test.each(events)('%s', async (what, right) => {
    const town = await createTown();
    const { connect } = await listen(town.world);
    for (const visitor of visitors.filter(({ via }) => via !== 'server')) {
      const person = await town.person(visitor);
      const { authorization, ...headers } = town.headers(visitor, person);
      const { ask, socket } = await connect(headers, authorization?.slice('Bearer '.length));

      const { error } = await ask(what.slice('live '.length), { site: 'courrier', article: 'pont' });

      expect(error === undefined, `${visitor.name}: ${error}`).toBe(expectedOf(right, visitor, '/api/') === 'in');
      socket.disconnect();
    }
  });

  test('our cookie from another site’s page opens nothing', async () => {
    const town = await createTown();
    const { connect } = await listen(town.world);
    const admin = await town.person({ name: 'admin', via: 'cookie', role: 'admin' });

    const { ask } = await connect({ cookie: admin!.asPage.cookie, origin: ORIGIN });

    expect(await ask('desk')).toEqual({ error: 'not_found' });
    expect(await ask('me')).toEqual({ error: 'not_found' });
  });
});

/** Where nobody is refused, one of each sort will do. */
const someOf = (all: Visitor[]) => all.filter(({ role, owner }) => !owner && (role === null || role === 'member'));

/** Addresses that name what they make, or what is always the asker's. */
const MAKES = ['PUT /api/v1/articles/:id', 'PUT /api/v1/drafts/:name', 'DELETE /api/v1/drafts/:name'];

/** What the table's words come to, for this visitor. */
function expectedOf(right: Right, visitor: Visitor, what: string): Expected {
  const { to, by, scope, data } = right;
  const { via, role, owner, scope: given } = visitor;
  if (via === 'data') return data ? 'in' : expectedOf(right, { ...visitor, via: 'nobody' }, what);
  const api = what.includes('/api/');
  const away = api ? 401 : 'sign in';
  if (to === 'anyone') return by === 'page' && (via === 'embed' || via === 'server') ? 403 : 'in';
  if (by === 'page' && !api && !what.startsWith('GET') && (via === 'embed' || via === 'server')) return 403; // no form of ours
  if (via === 'nobody' || (via === 'embed' && by === 'page' && !api)) return away;
  if (to === 'server') return via === 'server' && given === scope ? 'in' : 403;
  if (to === 'owner') return via === 'cookie' && owner ? 'in' : 404;
  if (to === 'account') return via === 'cookie' || (via === 'embed' && by !== 'page') ? 'in' : 403;
  if (to === 'member') return via !== 'server' && (via === 'cookie' || by !== 'page') && (role || owner) ? 'in' : 403;
  return via === 'cookie' && (owner || (role !== null && to.includes(role))) ? 'in' : 404;
}

/** What came of it. Beyond the door, a handler may still say no to what it was sent: that is another matter. */
function seen(what: string, { status, headers, text }: Answer): Expected | 500 {
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  if (status === 500) return 500;
  if (rightOf(what)!.to === 'anyone') return code === 'wrong_origin' ? 403 : 'in';
  const to = status === 303 ? headers.get('location')! : '';
  if (to.startsWith('/signin?')) return 'sign in';
  if (to.startsWith('/join?') && rightOf(what)!.to === 'member') return 403;
  if (status === 401) return 401;
  if (status === 404) return 404;
  return status === 403 && (!code || ['forbidden', 'wrong_origin'].includes(code)) ? 403 : 'in';
}

type Answer = Awaited<ReturnType<World['request']>>;
type Town = Awaited<ReturnType<typeof createTown>>;

/** Somebody for whom the line is, on our pages where both doors are open. */
function visitorFor({ to, scope }: Right): Visitor {
  if (to === 'server') return { name: 'server', via: 'server', role: null, scope };
  return { name: 'somebody', via: 'cookie', role: typeof to === 'object' ? to[to.length - 1]! : 'member' };
}

/** Two sites, a member of each, a moderator limited to one of two spaces, and whoever else is asked for. */
async function createTown() {
  // One person writes for a hundred routes in the same instant.
  const screening = { newcomerPosts: 0, words: [banned('guignol')], effects: { flood: 'off' as const } };
  const world = await createWorld('sqlite', { closing: afterAll, settings: { guests: true, screening } });
  const { site, db } = world;
  const elsewhere = await world.addSite('ailleurs', 'ailleurs.test');
  const stranger = await world.person('stranger', 'member', { at: elsewhere });
  const limited = await world.person('limited', 'moderator');
  const [theirs, others] = await db.write(async (tx) => {
    const row = (slug: string) => ({ siteId: site.id, slug, name: slug, position: 1 });
    const made = await tx
      .insert(tx.t.spaces)
      .values([row('velo'), row('livres')])
      .returning({ id: tx.t.spaces.id });
    await tx.insert(tx.t.moderatorSpaces).values({ siteId: site.id, memberId: limited.member.id, spaceId: made[0]!.id });
    return made.map(({ id }) => id);
  });
  const tokens = await tokensOf(world, site);
  let n = 0;

  /** Somebody new. Their objects are made while they are a member: some roles may write in few places. */
  const person = async ({ via, role, owner = false }: Visitor): Promise<Person | null> => {
    if (via === 'nobody' || via === 'server') return null;
    const made = role ? await world.person(`p${n++}`, role, { owner }) : await world.person(`p${n++}`, 'admin', { at: elsewhere });
    await proveStrongly(world, made);
    return via === 'data' ? { ...made, asPage: await atTheirData(made) } : made;
  };
  const atTheirData = async ({ accountId, asPage }: Person) => {
    const { secret } = await world.deps.sessions.start(accountId, { siteId: site.id, origin: null, provedAt: world.now() });
    return { ...asPage, cookie: `${SESSION_COOKIE}=${secret}` };
  };
  const kept = new Map<string, Person | null>();
  const standing = async (visitor: Visitor) => {
    if (!kept.has(visitor.name)) kept.set(visitor.name, await person(visitor));
    return kept.get(visitor.name)!;
  };

  const reader = () => world.person(`p${n++}`);
  /** Of an account, on whatever site; else of a member of the site that is asked. */
  const whoseFor = async ({ to, objects: of }: Right, who: Person | null): Promise<Whose> => {
    const own = of === 'own' && who && (to === 'account' || who.member.siteId === site.id);
    const by = own ? who : await reader();
    return { by, site: by.member.siteId === site.id ? site : elsewhere, space: null };
  };

  const headers = ({ via, scope }: Visitor, who: Person | null): Record<string, string> => {
    if (via === 'server') return { authorization: `Bearer ${tokens[scope!]}` };
    if (via === 'embed') return who!.asEmbed;
    return via === 'cookie' || via === 'data' ? who!.asPage : { origin: OWN, 'sec-fetch-site': 'same-origin' };
  };

  const thingFor = async (what: string, whose: Whose): Promise<Thing> => {
    const [, prefix] = /^\w+ (.*?\/:[a-z]+|.*)/.exec(what)!;
    const make = objects[prefix!];
    if (!make) return { params: {} };
    const { members } = db.read.t;
    const setRole = (role: Role) =>
      db.write(async (tx) => void (await tx.update(members).set({ role }).where(eq(members.id, whose.by.member.id))));
    const { role } = whose.by.member;
    if (role !== 'member') await setRole('member');
    const thing = await make(world, whose);
    if (role !== 'member') await setRole(role);
    return thing;
  };

  const ask = (what: string, { visitor, person: who, thing }: { visitor: Visitor; person: Person | null; thing: Thing }) => {
    const [method, pattern] = what.split(' ') as [string, string];
    const path = pattern.replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, (_, name: string) => thing.params[name] ?? SAMPLES[name] ?? uuidv7());
    const given = bodies[what];
    const body = typeof given === 'function' ? (given(thing.params) as string) : given;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    return world.request(method, path.replace('/*', '/x') + (queries[what] ?? ''), bodyOf(method, body), {
      ...(typeof body === 'string' && form),
      ...headers(visitor, who),
    });
  };

  return {
    world,
    site,
    elsewhere,
    stranger,
    limited,
    theirs: theirs!,
    others: others!,
    reader,
    person,
    standing,
    whoseFor,
    headers,
    thingFor,
    ask,
  };
}

/** Nothing of theirs is in the database: none is found. */
const KEPT_AS_FILES = ['GET /api/v1/kept-mails/:id'];

const SAMPLES: Record<string, string> = {
  number: '1',
  version: '1',
  slug: 'velo',
  article: 'pont',
  file: 'x.js',
  key: 'unknown',
  token: 'unknown',
  kind: 'merci',
  name: 'new',
};

function bodyOf(method: string, body: unknown): unknown {
  if (method === 'GET') return undefined;
  return typeof body === 'object' ? { clientId: uuidv7(), ...body } : body;
}

async function tokensOf({ deps, db }: World, site: Site): Promise<Record<string, string>> {
  const made = [...SCOPES, 'no scope'].map((scope) => ({ scope, token: `tst_${uuidv7()}` }));
  const rows = made.map(({ scope, token }) => ({
    uid: uuidv7(),
    siteId: site.id,
    name: scope,
    hash: hashSecret(token),
    scopes: SCOPES.filter((each) => each === scope),
    createdAt: deps.now(),
  }));
  await db.write(async (tx) => void (await tx.insert(tx.t.siteTokens).values(rows)));
  return Object.fromEntries(made.map(({ scope, token }) => [scope, token]));
}

/** They have just given a second factor: what asks for one is not what is walked here. */
async function proveStrongly({ db, now }: World, { accountId }: Person) {
  const { sessions } = db.read.t;
  await db.write(async (tx) => void (await tx.update(sessions).set({ strongAt: now() }).where(eq(sessions.accountId, accountId))));
}
