// The pages of the doors and of the member's place that no other journey stops at: what axe says, and whether a phone holds them.
import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeKey } from '#server/accounts/one-time-key.ts';
import type { KeyPurpose } from '#server/accounts/schema.ts';
import { uuidv7 } from '#server/ids.ts';
import { signUnsubscribe } from '#server/notifications/unsubscribe-token.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { InboxPage } from '#server/inbox/wire.ts';
import { propose } from '#server/relays/answer.ts';
import { relayPath, WRITING } from '#server/relays/link.ts';
import { relayBy } from '#server/relays/queries.ts';
import { findArticlePlace } from '#server/threads/queries.ts';
import { expectClean, sideways } from '../support/eyes.ts';
import { deskOf } from '../support/desk.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;
let lucie: Neighbour;
let camille: Neighbour;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [lucie, camille] = [await town.person('Lucie Prigent'), await town.person('Camille Roussel', 'admin')];
  const { db } = town.deps;
  await db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'ville', name: 'La ville', position: 1 })),
  );
});
afterAll(() => town.close());

test('of a member: what was asked of them, their doors, a proof, what they wrote and may take back', async () => {
  const [id] = await fillThread(town, 'marche', lucie, [{ text: 'Un mot, un seul.' }]);
  await (
    await deskOf(town, camille)
  ).call('POST', `members/${lucie.member.uid}/measures`, {
    rule: 1,
    note: 'Restons courtois entre nous, s’il vous plaît.',
    measures: [{ kind: 'warning', until: null }],
  });
  town.tell();

  await see(lucie, [
    '/account',
    '/account/profile',
    '/account/standing',
    '/account/ignored',
    '/account/badges',
    '/levels',
    '/bookmarks',
    `/bookmarks/posts/${id}`,
    '/account/doors',
    '/account/guest',
    '/notifications',
    '/notifications/devices',
    '/notifications/settings',
    '/following',
    '/follow/article/marche',
    '/a/marche',
    `/p/${id}/edit`,
    `/p/${id}/deletion`,
    `/notices/new?post=${id}`,
    `/unsubscribe/${signUnsubscribe(town.deps.config.secret!, lucie.member.uid)}`,
    `/own-data/${await keyOf('data', lucie, { siteId: town.site.id })}`,
  ]);
});

test('of anybody: what the site says of itself, and what a phone shows when offline', async () => {
  await see(null, ['/about', '/legal', '/audience', '/offline']);
});

test('of a member whose session is old: the proof that is asked for', async () => {
  await see(lucie, ['/account', '/account/confirm-it-is-you', `/account/confirm-it-is-you/${await keyOf('prove', lucie)}`], {
    proved: false,
  });
});

test('of staff: somebody’s page, with the names they had', async () => {
  const [id] = await fillThread(town, 'marche', lucie, [{ text: 'Un autre mot.' }]);
  const thread = (await findArticlePlace(town.deps.db.read, town.site, 'marche')).thread!.uid;
  await (await deskOf(town, camille)).call('POST', `threads/${thread}/whispers`, { text: 'Entre nous.', clientId: uuidv7(), post: id });
  await see(camille, [
    `/members/${lucie.member.uid}`,
    `/thanks/${id}`,
    `/pass-on/${id}`,
    `/taken-up/${id}`,
    `/whispers/${thread}?post=${id}`,
    '/positioning',
    '/a/marche',
  ]);
});

test('of a journalist who is asked by mail: where they write, and where they confirm', async () => {
  const maelle = await town.person('Maëlle Kerbrat', 'journalist');
  await fillThread(town, 'marche', lucie, [{ text: '@redaction qui paie la cuve ?' }]);
  const desk = await deskOf(town, camille);
  const { items } = await desk.call<InboxPage>('GET', 'inbox?lane=newsroom');
  await desk.call('POST', `inbox/${items[0]!.id}/relays`, { version: 1, to: maelle.member.uid, word: 'Tu as le dossier.' });
  const { relays } = town.deps.db.read.t;
  const [{ id } = { id: 0 }] = await town.deps.db.read.select({ id: relays.id }).from(relays);
  const relay = (await relayBy(town.deps.db.read, id))!;
  await propose(town.deps, relay, { source: 'Le budget de l’eau.', hash: null, mailed: false });

  await see(
    maelle,
    [WRITING, 1].map((version) => relayPath(town.deps.config, relay.uid, version)),
  );
});

test('of an event: announced, answered, changed, ticked at the door', async () => {
  const details = {
    startsAt: '2030-01-10T18:00:00Z',
    endsAt: '2030-01-10T20:00:00Z',
    timeZone: 'Europe/Paris',
    place: 'Halle',
    capacity: 1,
  };
  const given = { site: 'courrier', space: 'ville', kind: 'event', title: 'Visite de la halle', source: 'Venez.', clientId: uuidv7() };
  const { call } = await deskOf(town, camille);
  const { thread } = await call<{ thread: string }>('POST', 'threads', { ...given, details });
  await call('PUT', `events/${thread}/answer`, { answer: 'yes', named: true });

  await see(camille, [`/events/${thread}/list`, `/events/${thread}/settings`, '/new?kind=event']);
  await see(lucie, ['/events', '/events/mine', `/events/${thread}/answer`, `/t/${thread}/visite-de-la-halle`]);
});

test('of a call for testimony: asked, answered, read, agreed to', async () => {
  const asked = [
    { type: 'long', label: 'Qu’avez-vous vu ?', help: 'Une heure, un bruit.', required: true },
    { type: 'choice', label: 'Où ?', options: ['Centre', 'Côte'] },
    { type: 'several', label: 'Avec qui ?', options: ['Seul', 'Des voisins'] },
    { type: 'phone', label: 'Un téléphone ?' },
  ];
  const details = { fields: asked, closesAt: '2030-01-10T18:00:00Z', keepDays: 30 };
  const given = { site: 'courrier', space: 'ville', kind: 'testimony', title: 'La crue', source: 'Racontez.', clientId: uuidv7() };
  const { call } = await deskOf(town, camille);
  const { thread } = await call<{ thread: string }>('POST', 'threads', { ...given, details });
  const answers = { f1: 'Le fleuve a passé le quai.', f2: 'Centre', f4: '06 12 34 56 78' };
  const odile = await town.person('Odile Ménard');
  await (await deskOf(town, odile)).call('PUT', `testimonies/${thread}/own`, { form: 1, answers, consent: true });
  const { testimonies } = await call<{ testimonies: { id: string }[] }>('GET', `testimonies/${thread}/answers`);
  const here = `testimonies/${thread}/answers/${testimonies[0]!.id}`;
  const { id } = await call<{ id: string }>('POST', `${here}/agreements`, { version: 1, text: 'Le fleuve.', namedAs: 'first' });

  await see(camille, [
    '/testimonies',
    `/testimonies/${thread}/answers`,
    `/${here}`,
    `/testimonies/${thread}/settings`,
    '/new?kind=testimony',
  ]);
  await see(odile, [`/t/${thread}/la-crue`, `/testimonies/${thread}/answer`, '/testimonies/mine', `/agreements/${id}`]);
});

test('of who writes to the newsroom, and reads its answer', async () => {
  const { page } = await open(lucie);
  await page.goto(`${town.origin}/messages/new`);
  await page.getByLabel('Sujet').fill('Le bac de la Lieuse, pendant toute la durée des travaux du pont');
  await page.getByLabel('Votre message').fill('Où est-il passé ?');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await page.getByText('C’est envoyé.').waitFor();
  await see(lucie, ['/messages', '/messages/new', new URL(page.url()).pathname]);
});

test('of a party to a mediation: asked, then in its room', async () => {
  const odette = await town.person('Odette Bihan');
  const [post] = await fillThread(town, 'marche', odette, [{ text: 'Vous n’y connaissez rien.' }]);
  const given = { subject: 'Le ton sous « Le marché »', first: lucie.member.uid, second: odette.member.uid, post, case: '', days: 7 };
  const { call } = await deskOf(town, camille);
  const { id } = await call<{ id: string }>('POST', 'mediations', { ...given, clientId: uuidv7() });
  await see(lucie, ['/mediations', `/mediations/${id}`]);
  for (const party of [lucie, odette]) {
    const { page } = await open(party);
    await page.goto(`${town.origin}/mediations/${id}`);
    await page.getByRole('button', { name: 'J’accepte d’en parler' }).click();
    await page.getByText('Merci. Les autres sont prévenus.').waitFor();
  }
  const proposal = { text: 'Chacun son étal.', publishes: 'Pardon, Lucie.', publisher: odette.member.uid, clientId: uuidv7() };
  await call('POST', `mediations/${id}/proposals`, proposal);

  await see(lucie, [`/mediations/${id}`]);
});

test('of an idea: proposed, to be decided; of polls: opened, added, mended, voted in, who voted', async () => {
  const { call } = await deskOf(town, camille);
  const open = (kind: string, title: string, more: object = {}) =>
    call<{ thread: string }>('POST', 'threads', {
      site: 'courrier',
      space: 'ville',
      kind,
      title,
      source: 'Dites.',
      clientId: uuidv7(),
      ...more,
    });
  const { thread: idea } = await open('idea', 'Une carte des bancs');
  const details = { options: ['Mardi', 'Vendredi'], secret: false, shows: 'always' };
  const { thread: asked } = await open('poll', 'Quel jour ?', { details });
  const { thread } = await call<ThreadPage>('GET', `thread?thread=${asked}`);
  const [poll] = thread.polls!;
  await call('PUT', `polls/${poll!.id}/vote`, { options: [poll!.options[0]!.id] });
  await call('POST', `threads/${asked}/polls`, { question: 'Et à quelle heure ?', options: ['Huit heures', 'Midi'] });

  await see(camille, [
    `/t/${idea}/une-carte-des-bancs`,
    `/manage/${idea}`,
    `/manage/${asked}`,
    `/polls/${poll!.id}/voters`,
    '/new?kind=poll',
  ]);
  await see(lucie, [`/t/${asked}/quel-jour`]);
});

test('of a live night: opened, held, a moment of it pinned', async () => {
  const { db } = town.deps;
  await db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'sports', name: 'Sports', position: 2 })),
  );
  const { call } = await deskOf(town, camille);
  const given = { site: 'courrier', space: 'sports', kind: 'live', title: 'Le derby en direct', source: 'On y est.', clientId: uuidv7() };
  const { thread } = await call<{ thread: string }>('POST', 'threads', given);
  const said = { thread, parent: null, source: 'But !', clientId: uuidv7() };
  const { post } = await call<{ post: { id: string } }>('POST', 'posts', said);

  await see(camille, ['/new?kind=live', `/lives/${thread}`, `/live-moments/${post.id}`, `/t/${thread}/le-derby-en-direct`]);
  await call('PUT', `live-moments/${post.id}`, {});
  await call('PUT', `lives/${thread}/ending`);
  await see(camille, [`/lives/${thread}`, `/t/${thread}/le-derby-en-direct`]);
});

test('of an expert: the link’s page, and what they are invited to', async () => {
  const [invited] = [{ name: 'Claire Vasseur', email: 'claire@universite.test' }];
  await fillThread(town, 'crue', lucie, [{ text: 'Le barrage tiendra-t-il ?' }]);
  const threads = (await (await deskOf(town, camille)).call<{ threads: { id: string; title: string }[] }>('GET', 'desk/threads')).threads;
  await (
    await deskOf(town, camille)
  ).call('POST', 'invitations', {
    kind: 'expert',
    ...invited,
    title: 'Hydrologue',
    affiliation: 'université de Rennes',
    interests: 'Aucun lien avec la commune',
    threads: [threads[0]!.id],
    articles: [],
    message: 'Vos lecteurs vous attendent.',
    locale: 'fr',
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
  });
  const mail = await until('the invitation', () => town.mails.find(({ to }) => to === invited.email));
  const link = new URL(/https?:\S+\/invitations\/\S+/.exec(mail.text)![0]).pathname;
  await see(null, [link]);

  const { page } = await open(null);
  await page.goto(`${town.origin}${link}`);
  await page.getByRole('button').first().click();
  await page.waitForURL('**/invited');
  await expectClean(page, '/invited');
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await sideways(page)).toBe(0);
});

test('of somebody who has not joined yet', async () => {
  const stranger = await town.person('Nour Haddad');
  await town.deps.db.write(
    async (tx) => void (await tx.update(tx.t.members).set({ accountId: null }).where(eq(tx.t.members.id, stranger.member.id))),
  );

  await see(stranger, ['/join']);
});

async function open(as: Neighbour | null) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(20_000);
  if (as) await town.signIn(context, as);
  const page = await context.newPage();
  return { page, problems: watch(page) };
}

/** In French, on a phone by night and at a desk by day. */
async function see(as: Neighbour | null, paths: string[], { proved = true } = {}) {
  const { page, problems } = await open(as);
  if (!proved) await town.deps.db.write(async (tx) => void (await tx.update(tx.t.sessions).set({ provedAt: null })));
  for (const path of paths) {
    const answer = await page.goto(`${town.origin}${path}`);
    expect.soft([answer!.status(), new URL(page.url()).pathname], path).toEqual([200, path.replace(/\?.*/, '')]);
    await page.locator('h1').waitFor();
    await expectClean(page, path);
    await page.setViewportSize({ width: 390, height: 900 });
    expect.soft(await sideways(page), path).toBe(0);
  }
  expect(problems).toEqual([]);
}

const keyOf = (purpose: KeyPurpose, { accountId }: Neighbour, data = {}) =>
  town.deps.db.write((tx) => makeKey(tx, { purpose, accountId, data, now: town.deps.now() }));
