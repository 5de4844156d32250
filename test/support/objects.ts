// One of everything that an address can name, for whoever walks the routes: whose it is, on which site, in which space.
import { eq } from 'drizzle-orm';
import { makeKey } from '#server/accounts/one-time-key.ts';
import { UNDO_MS } from '#server/cases/decide.ts';
import { restrict } from '#server/cases/restrict.ts';
import { tellKey } from '#server/cases/tell-decision.ts';
import { addToOutbox, GIVEN_UP } from '#server/events/outbox.ts';
import type { ExportInput } from '#server/exports/wire.ts';
import { hashSecret, uuidv7 } from '#server/ids.ts';
import type { Seat } from '#server/mediations/wire.ts';
import { openItem } from '#server/inbox/feed.ts';
import { nextSeq } from '#server/inbox/write-item.ts';
import { playName } from '#server/media/files.ts';
import type { ProviderKind } from '#server/sign-on/wire.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import { findThreadPlace } from '#server/threads/queries.ts';
import type { Kind, OpenedWire, ThreadState } from '#server/threads/wire.ts';
import { makeOwnCase } from '#server/sanctions/own-case.ts';
import { insertPoll } from '#server/polls/insert-poll.ts';
import { sealSecret } from '#server/sign-on/secret.ts';
import { doorKey } from '#server/sign-on/unlink-identity.ts';
import { hashOf } from '#server/testimonies/agreement-words.ts';
import { OURS } from '#server/sites/palette.ts';
import type { Site } from '#server/sites/queries.ts';
import { makeToken } from '#server/sites/tokens.ts';
import type { Person, World } from './world.ts';

export type Thing = {
  /** What stands in the address. */
  params: Record<string, string>;
  /** Its row, for what answers the same to whoever it is not of: it must have stayed as it was. */
  look?: () => Promise<unknown>;
};
export type Whose = { by: Person; site: Site; space: number | null };
type Maker = (world: World, whose: Whose) => Promise<Thing>;

const named = (id: string): Thing => ({ params: { id } });

/** By the address up to the first name in it, or whole where a form names the object. */
export const objects: Record<string, Maker> = {
  '/api/v1/posts/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/p/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/api/v1/threads/:id': async (world, whose) => ({
    params: { id: (await post(world, whose)).thread, kind: 'before', timer: uuidv7(), article: 'pont' },
  }),
  '/manage/:id': async (world, whose) => named((await post(world, whose)).thread),
  '/api/v1/look/versions/:version': look,
  '/api/v1/positioning/versions/:version': positioning,
  '/bookmarks/posts/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/bookmarks/threads/:id': async (world, whose) => named((await post(world, whose)).thread),
  '/bookmarks/:id': bookmark,
  '/following/:id': follow,
  '/follow/:kind': async (world, whose) => ({ params: { kind: 'thread', name: (await post(world, whose)).thread } }),
  '/t/:id': async (world, whose) => named((await post(world, whose)).thread),
  '/api/v1/spaces/:slug': space,
  '/api/v1/tags/:slug': tag,
  '/api/v1/kept-answers/:id': answer,
  '/kept-answers/:id': answer,
  '/api/v1/votes/:id': question,
  '/votes/:id': question,
  '/api/v1/official-answers/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/whispers/:id': async (world, whose) => named((await post(world, whose)).thread),
  '/api/v1/whispers/:id': whispered,
  '/pass-on/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/taken-up/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/thanks/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/official-answers/:id': async (world, whose) => named((await post(world, whose)).post.id),
  '/api/v1/polls/:id': poll,
  '/polls/:id': poll,
  '/api/v1/ideas/:id': idea,
  '/ideas/:id': idea,
  '/api/v1/lives/:id': live,
  '/lives/:id': live,
  '/api/v1/live-moments/:id': moment,
  '/live-moments/:id': moment,
  '/api/v1/calls/:id': call,
  '/calls/:id': call,
  '/api/v1/events/:id': meeting,
  '/events/:id': meeting,
  '/api/v1/galleries/:id': gallery,
  '/galleries/:id': gallery,
  '/api/v1/testimonies/:id': testimony,
  '/testimonies/:id': testimony,
  '/api/v1/agreements/:id': agreement,
  '/agreements/:id': agreement,
  '/api/v1/reports/threads/:id': async (world, whose) => named((await post(world, whose)).thread),
  '/api/v1/cases/:id': openCase,
  '/api/v1/inbox/:id': inboxItem,
  '/messages/:id': conversation,
  '/mediations/:id': async (world, whose) => mediation(world, whose, 'first'),
  '/api/v1/mediations/:id': async (world, whose) => mediation(world, whose, 'mediator'),
  '/api/v1/decisions/:id': decision,
  '/api/v1/measures/:id': async (world, whose) => measure(world, whose, 'suspension'),
  '/api/v1/removals/:id': removal,
  '/api/v1/warnings/:id': async (world, whose) => measure(world, whose, 'warning'),
  '/api/v1/appeals/:id': appeal,
  '/api/v1/saved-filters/:id': savedFilter,
  '/api/v1/canned-replies/:id': cannedReply,
  '/api/v1/second-readings/:id': secondReading,
  '/api/v1/members/:id': async (world, whose) => ({
    params: { id: whose.by.member.uid, badge: (await badge(world, whose)).params.id!, label: 'quai' },
  }),
  '/api/v1/badges/:id': badge,
  '/api/v1/voices/:id': voice,
  '/api/v1/exports/:id': (world, whose) => listExport(world, whose),
  '/api/v1/segments/:id': segment,
  '/api/v1/campaigns/:id': campaign,
  '/api/v1/partners/:id': partner,
  '/partners/:secret': partner,
  '/api/v1/goals/:id': goal,
  '/api/v1/openings/:id': opening,
  '/api/v1/calendar/:id': plannedItem,
  '/api/v1/calendar/templates/:key': async () => ({ params: { key: 'debate' } }),
  '/api/v1/experts/:id': expert,
  '/api/v1/tokens/:id': async ({ deps }, { site }) => named((await makeToken(deps, site.id, { name: 'CMS' })).id),
  '/api/v1/providers/:id': async (world, whose) => named(await provider(world, whose)),
  '/signin/try/:provider': async (world, whose) => ({ params: { provider: await provider(world, whose) } }),
  '/api/v1/webhooks/:id': webhook,
  '/api/v1/invitations/:id': invitation,
  '/invited/:id': invitation,
  '/invited/answers': async (world, whose) => named((await post(world, whose)).post.id),
  '/account/standing': async (world, whose) => measure(world, whose, 'warning'),
  '/account/ignored': async (world) => named((await world.person(`ignored-${uuidv7()}`)).member.uid),
  '/api/v1/mails/:id': mail,
  '/notifications/:id': notice,
  '/notifications/devices/:id': device,
  '/account/doors/:provider': async (world, whose) => ({ params: { provider: await provider(world, whose) } }),
  '/members/:id': async (_, { by }) => named(by.member.uid),
  '/api/v1/ignores/:id': async (_, { by }) => named(by.member.uid),
  '/account/passkeys/:id': passkey,
  '/account/data/:id': takeout,
  '/account/data/files/:id': async (world, { by, site }) => named(await film(world, by, site)),
  '/api/v1/media/:id': async (world, { by, site }) => named(await film(world, by, site)),
  '/account/doors/:door': door,
  '/account/confirm-it-is-you/with/:provider': async (world, whose) => ({ params: { provider: await provider(world, whose, 'oidc') } }),
  '/account/confirm-it-is-you/:key': proof,
};

async function post(world: World, { by, site, space }: Whose, source = `Bonjour, dit ${uuidv7()}.`): Promise<PostAnswer> {
  const place =
    space === null ? { site: site.key, article: `article-${uuidv7()}` } : { thread: await thread(world, site, { spaceId: space }) };
  const { body, text } = await by.send<PostAnswer>('POST', '/api/v1/posts', { ...place, parent: null, clientId: uuidv7(), source });
  if (!body.post) throw new Error(`${by.name} could not post: ${text}`);
  return body;
}

async function conversation({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const { inboxItems } = db.read.t;
  const about = { lane: 'message', siteId: site.id, postId: null, memberId: by.member.id, subject: 'Le bac', words: 'Où ?' } as const;
  const id = await db.write((tx) => openItem(tx, about, now()));
  const [row] = await db.read.select({ uid: inboxItems.uid }).from(inboxItems).where(eq(inboxItems.id, id));
  return named(row!.uid);
}

/** In which `by` sits. */
async function mediation({ db, now }: World, { by, site }: Whose, seat: Seat): Promise<Thing> {
  const row = { uid: uuidv7(), siteId: site.id, clientId: uuidv7(), subject: 'Le ton', state: 'open' as const, at: now() };
  const dueAt = new Date(now().getTime() + 86_400_000);
  await db.write(async (tx) => {
    const { mediations, mediationSeats } = tx.t;
    const [made] = await tx
      .insert(mediations)
      .values({ ...row, dueAt })
      .returning({ id: mediations.id });
    await tx.insert(mediationSeats).values({ mediationId: made!.id, memberId: by.member.id, seat, acceptedAt: now() });
  });
  return named(row.uid);
}

async function inboxItem(world: World, whose: Whose): Promise<Thing> {
  const { db, now } = world;
  const asked = (await post(world, whose)).post.id;
  const { posts } = db.read.t;
  const [row] = await db.read.select({ postId: posts.id, memberId: posts.authorId }).from(posts).where(eq(posts.uid, asked));
  const uid = uuidv7();
  const item = { ...row!, uid, siteId: whose.site.id, lane: 'newsroom' as const, openedAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.inboxItems).values({ ...item, seq: await nextSeq(tx, whose.site.id) })));
  return named(uid);
}

async function whispered(world: World, whose: Whose): Promise<Thing> {
  const { db, now } = world;
  const place = (await findThreadPlace(db.read, (await post(world, whose)).thread))!;
  const row = { uid: uuidv7(), siteId: whose.site.id, threadId: place.thread.id, authorId: whose.by.member.id, text: 'Entre nous.' };
  const { whispers } = db.read.t;
  await db.write(async (tx) => void (await tx.insert(whispers).values({ ...row, clientId: uuidv7(), at: now() })));
  return { ...named(row.uid), look: () => db.read.select().from(whispers).where(eq(whispers.uid, row.uid)) };
}

async function positioning({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const version = Number.parseInt(uuidv7().slice(-6), 16);
  const row = { siteId: site.id, version, tone: 'Vous.', points: [], byId: by.member.id, at: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.positionings).values(row)));
  return { params: { version: String(version) } };
}

async function look({ db, now }: World, { site }: Whose): Promise<Thing> {
  const version = Number.parseInt(uuidv7().slice(-6), 16);
  const said = { accent: null, font: 'system' as const, tokens: OURS, header: '', footer: '', headerHtml: '', footerHtml: '' };
  const row = { siteId: site.id, version, look: said, savedBy: 'grace', savedAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.siteLooks).values(row)));
  return { params: { version: String(version) } };
}

async function bookmark(world: World, whose: Whose): Promise<Thing> {
  const { db, now } = world;
  const { id: target } = (await post(world, whose)).post;
  const { bookmarks, posts } = db.read.t;
  const [row] = await db.read.select({ id: posts.id }).from(posts).where(eq(posts.uid, target));
  const kept = { siteId: whose.site.id, memberId: whose.by.member.id, postId: row!.id, threadId: null, target, note: 'Lire', at: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.bookmarks).values(kept)));
  const look = () => db.read.select().from(bookmarks).where(eq(bookmarks.target, target));
  return { params: { id: String((await look())[0]!.id) }, look };
}

async function follow({ db, now }: World, whose: Whose): Promise<Thing> {
  const { follows } = db.read.t;
  const target = String(Number.parseInt(uuidv7().slice(-6), 16));
  const row = {
    siteId: whose.site.id,
    memberId: whose.by.member.id,
    kind: 'tag',
    target,
    level: 'watch',
    chosen: true,
    at: now(),
  } as const;
  await db.write(async (tx) => void (await tx.insert(tx.t.follows).values(row)));
  const look = () => db.read.select().from(follows).where(eq(follows.target, target));
  return { params: { id: String((await look())[0]!.id) }, look };
}

type Kept = { spaceId: number | null; kind?: Kind; state?: ThreadState };

async function thread({ db, now }: World, site: Site, { kind = 'discussion', ...more }: Kept): Promise<string> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, kind, ...more, title: 'Un fil', createdAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.threads).values(row)));
  return uid;
}

async function space({ db }: World, { site }: Whose): Promise<Thing> {
  const slug = uuidv7();
  await db.write(async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: site.id, slug, name: slug, position: 9 })));
  return { params: { slug } };
}

async function call(world: World, { site, space }: Whose): Promise<Thing> {
  return named(await thread(world, site, { spaceId: space, kind: 'expert', state: 'gathering' }));
}

/** An event that `by` has said they come to. */
async function meeting(world: World, { by, site, space }: Whose): Promise<Thing> {
  const { db, now } = world;
  const id = await thread(world, site, { spaceId: space, kind: 'event' });
  const attendance = uuidv7();
  const hours = (n: number) => new Date(now().getTime() + n * 3_600_000);
  await db.write(async (tx) => {
    const { threads, meetings, attendances } = tx.t;
    const [row] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.uid, id));
    const of = { threadId: row!.id, siteId: site.id };
    await tx
      .insert(meetings)
      .values({ ...of, startsAt: hours(48), endsAt: hours(50), timeZone: 'UTC', place: 'Halle', comes: 1, changedAt: now() });
    await tx.insert(attendances).values({ ...of, uid: attendance, memberId: by.member.id, answer: 'yes', answeredAt: now() });
  });
  return { params: { id, attendance } };
}

/** One that `by` holds: of the newsroom by name, else by an invitation. */
async function live(world: World, { by, site, space }: Whose): Promise<Thing> {
  const { db, now } = world;
  const id = await thread(world, site, { spaceId: space, kind: 'live' });
  await db.write(async (tx) => {
    const { threads, lives, liveHosts, invitations, invitationThreads } = tx.t;
    const [row] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.uid, id));
    const of = { threadId: row!.id, siteId: site.id };
    await tx.insert(lives).values(of);
    await tx.insert(liveHosts).values({ ...of, memberId: by.member.id, at: now() });
    const [asked] = await tx
      .insert(invitations)
      .values({
        uid: uuidv7(),
        siteId: site.id,
        kind: 'expert',
        role: 'expert',
        state: 'accepted',
        hash: uuidv7(),
        memberId: by.member.id,
        invitedById: by.member.id,
        startsAt: now(),
        endsAt: new Date(now().getTime() + 3_600_000),
        createdAt: now(),
      })
      .returning({ id: invitations.id });
    await tx.insert(invitationThreads).values({ siteId: site.id, invitationId: asked!.id, threadId: row!.id });
  });
  return { params: { id, member: by.member.uid } };
}

async function moment(world: World, whose: Whose): Promise<Thing> {
  const { params } = await live(world, whose);
  const sent = { thread: params.id, parent: null, source: `But, dit ${uuidv7()} !`, clientId: uuidv7() };
  return named((await whose.by.send<PostAnswer>('POST', '/api/v1/posts', sent)).body.post.id);
}

async function gallery(world: World, { site, space }: Whose): Promise<Thing> {
  const { db } = world;
  const id = await thread(world, site, { spaceId: space, kind: 'gallery' });
  await db.write(async (tx) => {
    const { threads, galleries } = tx.t;
    const [row] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.uid, id));
    await tx.insert(galleries).values({ threadId: row!.id, siteId: site.id, order: 'newest', readers: true });
  });
  return { params: { id, picture: uuidv7() } };
}

/** A call that `by` has answered, and agreed to be quoted from. */
async function testimony(world: World, { by, site, space }: Whose): Promise<Thing> {
  const { db, now } = world;
  const id = await thread(world, site, { spaceId: space, kind: 'testimony' });
  const [answer, agreed] = [uuidv7(), uuidv7()];
  const soon = new Date(now().getTime() + 86_400_000);
  await db.write(async (tx) => {
    const { threads, testimonyCalls, testimonies, agreements } = tx.t;
    const [row] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.uid, id));
    const of = { threadId: row!.id, siteId: site.id };
    const asked = { id: 'f1', type: 'short' as const, label: 'Quoi ?', help: '', required: false, options: [] };
    await tx.insert(testimonyCalls).values({ ...of, fields: [asked], closesAt: soon, keepDays: 30, readers: 'newsroom' });
    const sent = { uid: answer, answers: {}, consent: 1, consentedAt: now(), sentAt: now(), keptUntil: soon };
    const [made] = await tx
      .insert(testimonies)
      .values({ ...of, ...sent, memberId: by.member.id })
      .returning({ id: testimonies.id });
    const said = { text: 'Un mot.', namedAs: 'anonymous' as const, name: '', wording: 1 };
    const asking = { uid: agreed, testimonyId: made!.id, memberId: by.member.id, askedById: by.member.id, askedAt: now() };
    await tx.insert(agreements).values({ ...of, ...asking, ...said, hash: hashOf(said), state: 'agreed' });
  });
  const { params } = await listExport(world, { by, site, space }, { list: 'testimonies', call: id, as: 'csv', state: null, mine: false });
  return { params: { id, answer, file: 'answers.csv', agreement: agreed, export: params.id! } };
}

async function agreement(world: World, whose: Whose): Promise<Thing> {
  return named((await testimony(world, whose)).params.agreement!);
}

/** A public one. */
async function poll(world: World, { by, site, space }: Whose): Promise<Thing> {
  const uid = await thread(world, site, { spaceId: space, kind: 'poll' });
  const { db, now } = world;
  const id = uuidv7();
  await db.write(async (tx) => {
    const { threads } = tx.t;
    const [row] = await tx.select({ id: threads.id, siteId: threads.siteId }).from(threads).where(eq(threads.uid, uid));
    const asked = {
      question: 'Qui vient ?',
      options: ['Moi', 'Pas moi'],
      choices: 1,
      secret: false,
      shows: 'always',
      audience: 'members',
    } as const;
    await insertPoll(tx, row!, { ...asked, options: [...asked.options], uid: id, closesAt: null, byId: by.member.id }, now());
  });
  return named(id);
}

async function idea(world: World, { by, site, space }: Whose): Promise<Thing> {
  const uid = await thread(world, site, { spaceId: space, kind: 'idea', state: 'open' });
  const sent = { thread: uid, parent: null, source: `Proposons ${uuidv7()}.`, clientId: uuidv7() };
  const { post } = (await by.send<PostAnswer>('POST', '/api/v1/posts', sent)).body;
  await world.db.write(async (tx) => {
    const { threads, posts, ideas } = tx.t;
    const [row] = await tx.select().from(posts).where(eq(posts.uid, post.id));
    await tx.update(threads).set({ openingId: row!.id, count: 0 }).where(eq(threads.uid, uid));
    await tx.insert(ideas).values({ siteId: site.id, threadId: row!.threadId, postId: row!.id });
  });
  return named(uid);
}

/** To somebody invited, asked by `by`. */
async function question(world: World, { by, site }: Whose): Promise<Thing> {
  const asked = { thread: await thread(world, site, { spaceId: null, kind: 'expert', state: 'gathering' }), parent: null };
  return named(
    (await by.send<PostAnswer>('POST', '/api/v1/posts', { ...asked, source: `Et ${uuidv7()} ?`, clientId: uuidv7() })).body.post.id,
  );
}

async function tag({ db }: World, { site }: Whose): Promise<Thing> {
  const slug = uuidv7();
  await db.write(async (tx) => void (await tx.insert(tx.t.tags).values({ siteId: site.id, slug, key: slug })));
  return { params: { slug } };
}

/** To a question that `by` asked. */
async function answer(world: World, whose: Whose): Promise<Thing> {
  const { by, site } = whose;
  const { slug } = (await space(world, whose)).params;
  const asked = {
    site: site.key,
    space: slug,
    kind: 'question',
    title: `Où est ${slug} ?`,
    source: `Je cherche ${slug}.`,
    clientId: uuidv7(),
  };
  const { body } = await by.send<OpenedWire>('POST', '/api/v1/threads', asked);
  const other = await world.person(`answers-${uuidv7()}`, 'member', { at: site });
  const given = { thread: body.thread, parent: null, source: `Ici, ${uuidv7()}.`, clientId: uuidv7() };
  return named((await other.send<PostAnswer>('POST', '/api/v1/posts', given)).body.post.id);
}

async function openCase(world: World, whose: Whose): Promise<Thing> {
  const { cases, posts } = world.db.read.t;
  const answer = await post(world, whose, 'Guignol !');
  const [row] = await world.db.read
    .select({ uid: cases.uid })
    .from(cases)
    .innerJoin(posts, eq(posts.id, cases.postId))
    .where(eq(posts.uid, answer.post.id));
  return named(row!.uid);
}

async function savedFilter({ db }: World, { by, site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, memberId: by.member.id, name: uid, query: '#/all?reason=links' };
  await db.write(async (tx) => void (await tx.insert(tx.t.savedFilters).values(row)));
  return named(uid);
}

/** Of a decision that a colleague of `by` took, and told. */
async function secondReading(world: World, whose: Whose): Promise<Thing> {
  const author = await world.person(`author-${uuidv7()}`, 'member', { at: whose.site });
  const colleague = await world.person(`colleague-${uuidv7()}`, 'moderator', { at: whose.site });
  const { params } = await openCase(world, { ...whose, by: author });
  const uid = uuidv7();
  const at = world.now();
  await world.db.write(async (tx) => {
    const { cases, decisions, secondReadings } = tx.t;
    const [found] = await tx.update(cases).set({ state: 'decided', decidedAt: at }).where(eq(cases.uid, params.id!)).returning();
    const { id: caseId, siteId, postId } = found!;
    const row = {
      uid: uuidv7(),
      siteId,
      caseId,
      postId,
      revision: 1,
      moderatorId: colleague.member.id,
      verdict: 'approve' as const,
      note: '',
    };
    const [decision] = await tx
      .insert(decisions)
      .values({ ...row, caseVersion: 1, tellAt: at, at })
      .returning({ id: decisions.id });
    await tx.insert(secondReadings).values({ uid, siteId, decisionId: decision!.id, at });
  });
  return named(uid);
}

async function badge({ db, now }: World, { site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, names: { fr: uid, en: uid }, glyph: 'star', createdAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.badges).values(row)));
  return { ...named(uid), look: () => db.read.select().from(db.read.t.badges).where(eq(db.read.t.badges.uid, uid)) };
}

async function voice({ db, now }: World, { site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, name: uid, role: 'journalist' as const, createdAt: now() };
  await db.write(async (tx) => {
    const [member] = await tx.insert(tx.t.members).values(row).returning({ id: tx.t.members.id });
    await tx.insert(tx.t.voices).values({ memberId: member!.id, siteId: site.id });
  });
  return { ...named(uid), look: () => db.read.select().from(db.read.t.members).where(eq(db.read.t.members.uid, uid)) };
}

async function opening(world: World, whose: Whose): Promise<Thing> {
  const uid = uuidv7();
  const { threads } = world.db.read.t;
  const { thread } = await post(world, whose);
  const [row] = await world.db.read.select({ id: threads.id }).from(threads).where(eq(threads.uid, thread));
  const given = { uid, siteId: whose.site.id, threadId: row!.id, source: 'Et vous ?', html: '<p>Et vous ?</p>', startedAt: world.now() };
  await world.db.write(async (tx) => void (await tx.insert(tx.t.openings).values(given)));
  return named(uid);
}

async function goal(world: World, whose: Whose): Promise<Thing> {
  const uid = uuidv7();
  const { threads } = world.db.read.t;
  const { thread } = await post(world, whose);
  const [row] = await world.db.read.select({ id: threads.id }).from(threads).where(eq(threads.uid, thread));
  const given = { uid, siteId: whose.site.id, threadId: row!.id, kind: 'voices' as const, target: 3, createdAt: world.now() };
  await world.db.write(async (tx) => void (await tx.insert(tx.t.goals).values(given)));
  return named(uid);
}

async function campaign({ db, now }: World, { site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = {
    uid,
    siteId: site.id,
    name: uid,
    source: uid,
    medium: '',
    campaign: '',
    url: 'http://terrasse.courrier.test/',
    createdAt: now(),
  };
  await db.write(async (tx) => void (await tx.insert(tx.t.campaigns).values(row)));
  return named(uid);
}

async function partner({ db, now }: World, { site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const { accent, ...look } = { accent: null, ...OURS };
  const said = { key: uid.slice(-12), name: uid, label: 'partner' as const, url: '', origins: [], look: { accent, ...look } };
  const row = { ...said, uid, siteId: site.id, linkHash: hashSecret(uid), createdAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.partners).values(row)));
  const { partners } = db.read.t;
  return {
    params: { id: uid, secret: uid },
    look: () => db.read.select().from(partners).where(eq(partners.uid, uid)),
  };
}

async function segment({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, name: uid, filter: {}, version: 1, byId: by.member.id, changedAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.segments).values(row)));
  return named(uid);
}

async function listExport({ db, now }: World, { by, site }: Whose, input: ExportInput = { list: 'members', role: null }): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, byId: by.member.id, input, key: uid, name: '', state: 'ready' as const, bytes: Buffer.from('Nom') };
  const dates = { createdAt: now(), expiresAt: new Date(now().getTime() + 86_400_000) };
  await db.write(async (tx) => void (await tx.insert(tx.t.listExports).values({ ...row, ...dates })));
  return named(uid);
}

async function plannedItem({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = {
    uid,
    siteId: site.id,
    clientId: uid,
    kind: 'digest' as const,
    title: 'La lettre',
    source: '',
    minutes: 60,
    tags: [],
    dates: { answersFrom: null, answersUntil: null, closesAt: null, remindsAt: null },
    details: {},
    checklist: [],
    authorId: by.member.id,
    writtenById: by.member.id,
    createdAt: now(),
  };
  await db.write(async (tx) => void (await tx.insert(tx.t.calendarItems).values(row)));
  return named(uid);
}

async function expert({ db }: World, { by, site }: Whose): Promise<Thing> {
  const row = { memberId: by.member.id, siteId: site.id, field: 'Crues', availability: '', version: 1 };
  await db.write(async (tx) => void (await tx.insert(tx.t.experts).values(row).onConflictDoNothing()));
  return named(by.member.uid);
}

async function cannedReply({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, siteId: site.id, version: 1, locale: 'fr', title: uid, body: 'Restons courtois.', byId: by.member.id, at: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.cannedReplies).values(row)));
  return named(uid);
}

/** Against a decision that nobody in particular took. */
async function appeal(world: World, whose: Whose): Promise<Thing> {
  const { params } = await openCase(world, whose);
  const uid = uuidv7();
  await world.db.write(async (tx) => {
    const { cases, decisions, appeals } = tx.t;
    const [found] = await tx.select().from(cases).where(eq(cases.uid, params.id!));
    const { id: caseId, siteId, postId } = found!;
    const decided = {
      uid: uuidv7(),
      siteId,
      caseId,
      caseVersion: 0,
      postId,
      revision: 1,
      verdict: 'hide' as const,
      note: '',
      at: world.now(),
    };
    const [decision] = await tx.insert(decisions).values(decided).returning({ id: decisions.id });
    const row = { uid, siteId, decisionId: decision!.id, text: 'Pourquoi ?', state: 'open' as const, at: world.now() };
    const [made] = await tx.insert(appeals).values(row).returning({ id: appeals.id });
    await tx.update(cases).set({ legal: true, appealId: made!.id }).where(eq(cases.id, caseId));
  });
  return named(uid);
}

/** One that can still be undone: `by` made it a moment ago. */
async function decision(world: World, whose: Whose): Promise<Thing> {
  const author = await world.person(`author-${uuidv7()}`, 'member', { at: whose.site });
  const { params } = await openCase(world, { ...whose, by: author });
  const uid = uuidv7();
  const at = world.now();
  await world.db.write(async (tx) => {
    const { cases, decisions } = tx.t;
    const [found] = await tx
      .update(cases)
      .set({ state: 'decided', decidedAt: at, version: 2 })
      .where(eq(cases.uid, params.id!))
      .returning();
    const { id: caseId, siteId, postId } = found!;
    const tellAt = new Date(at.getTime() + UNDO_MS);
    const row = { uid, siteId, caseId, postId, revision: 1, moderatorId: whose.by.member.id, verdict: 'approve' as const, note: '' };
    await tx.insert(decisions).values({ ...row, caseVersion: 1, tellAt, at });
    const before = { state: 'held', approvedRevision: null };
    await addToOutbox(tx, { kind: 'decision.told', siteId, data: { decision: uid, before }, key: tellKey(uid) }, tellAt);
  });
  return named(uid);
}

/** Asked or refused of `by`, by nobody in particular, from tomorrow on. Named by its statement. */
async function removal({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const [uid, caseUid, at] = [uuidv7(), uuidv7(), now()];
  await db.write(async (tx) => {
    const { id: caseId } = await makeOwnCase(tx, { uid: caseUid, siteId: site.id, memberId: by.member.id }, at);
    await tx.insert(tx.t.decisions).values({ uid, siteId: site.id, caseId, caseVersion: 1, verdict: 'reject', note: '', at });
  });
  return named(uid);
}

async function measure({ db, now }: World, { by, site }: Whose, kind: 'warning' | 'suspension'): Promise<Thing> {
  const [uid, caseUid, decisionUid, at] = [uuidv7(), uuidv7(), uuidv7(), now()];
  await db.write(async (tx) => {
    const { decisions, rules } = tx.t;
    const [rule] = await tx.select({ id: rules.id }).from(rules).where(eq(rules.siteId, site.id)).limit(1);
    const of = { siteId: site.id, memberId: by.member.id };
    const { id: caseId } = await makeOwnCase(tx, { uid: caseUid, ...of }, at);
    const [made] = await tx
      .insert(decisions)
      .values({ uid: decisionUid, siteId: site.id, caseId, caseVersion: 1, verdict: 'none', note: '', at })
      .returning({ id: decisions.id });
    const tellAt = new Date(at.getTime() + 86_400_000);
    const why = {
      legalGround: null,
      passages: [],
      note: '',
      source: 'voluntary' as const,
      automatedDetection: false,
      automatedDecision: false,
    };
    await restrict(tx, { ...of, decisionId: made!.id, postId: null, kind }, { ...why, uid, ruleId: rule!.id, tellAt }, at);
  });
  const { restrictions } = db.read.t;
  return { params: { id: uid }, look: () => db.read.select().from(restrictions).where(eq(restrictions.memberId, by.member.id)) };
}

async function provider({ deps, db, now }: World, { site }: Whose, kind: ProviderKind = 'discourse'): Promise<string> {
  const uid = uuidv7();
  const config = { issuer: 'https://comptes.example.test', audience: '', jwksUrl: null, scopes: [], mappings: [] };
  const secret = sealSecret(deps, 'a secret of the publisher’s');
  const row = { uid, siteId: site.id, kind, name: 'Compte', config, secret, createdAt: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.providers).values(row)));
  return uid;
}

async function webhook({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const [uid, delivery] = [uuidv7(), uuidv7()];
  await db.write(async (tx) => {
    const { webhooks, deliveries } = tx.t;
    const row = { uid, siteId: site.id, url: 'https://cms.example.test/', secret: Buffer.from('sealed'), events: ['post.published'] };
    const [made] = await tx
      .insert(webhooks)
      .values({ ...row, createdById: by.member.id, createdAt: now() })
      .returning({ id: webhooks.id });
    const sent = { uid: delivery, siteId: site.id, webhookId: made!.id, event: 'post.published', payload: '{}', state: 'failed' as const };
    await tx.insert(deliveries).values({ ...sent, createdAt: now() });
  });
  return { params: { id: uid, delivery } };
}

async function invitation({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const day = 86_400_000;
  const row = { uid, siteId: site.id, kind: 'expert' as const, role: 'expert' as const, state: 'sent' as const, hash: uuidv7() };
  const dates = { startsAt: now(), endsAt: new Date(now().getTime() + day), createdAt: now() };
  const person = { memberId: by.member.id, invitedById: by.member.id, email: 'ada@example.test', emailKey: 'ada@example.test' };
  await db.write(async (tx) => void (await tx.insert(tx.t.invitations).values({ ...row, ...dates, ...person })));
  return named(uid);
}

async function mail({ db, now }: World, { site }: Whose): Promise<Thing> {
  const failure = { at: now().toISOString(), reason: 'refused', to: 'ada@example.test', lasting: true };
  return db.write(async (tx) => {
    const row = { kind: 'statement.mail', siteId: site.id, data: {}, runAt: GIVEN_UP, failure };
    const [made] = await tx.insert(tx.t.outbox).values(row).returning({ id: tx.t.outbox.id });
    return named(String(made!.id));
  });
}

async function notice(world: World, whose: Whose): Promise<Thing> {
  const { db, now } = world;
  const { notifications, posts } = db.read.t;
  const answer = await post(world, whose);
  const [row] = await db.read.select({ id: posts.id }).from(posts).where(eq(posts.uid, answer.post.id));
  const uid = uuidv7();
  const told = { uid, siteId: whose.site.id, memberId: whose.by.member.id, kind: 'reply' as const, postId: row!.id, key: `reply:${uid}` };
  await db.write(async (tx) => void (await tx.insert(notifications).values({ ...told, createdAt: now() })));
  return named(uid);
}

async function device({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const { sessions, pushEndpoints } = db.read.t;
  const [session] = await db.read.select({ id: sessions.id }).from(sessions).where(eq(sessions.accountId, by.accountId));
  const row = { uid, siteId: site.id, memberId: by.member.id, sessionId: session!.id, hash: uid, subscription: Buffer.from('sealed') };
  await db.write(async (tx) => void (await tx.insert(tx.t.pushEndpoints).values({ ...row, createdAt: now() })));
  return { params: { id: uid }, look: () => db.read.select().from(pushEndpoints).where(eq(pushEndpoints.uid, uid)) };
}

async function passkey({ db, now }: World, { by }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const key = {
    credentialId: uid,
    publicKey: Buffer.from('key'),
    counter: 0,
    transports: [],
    name: 'Téléphone',
    rpId: 'terrasse.courrier.test',
  };
  await db.write(async (tx) => void (await tx.insert(tx.t.passkeys).values({ uid, accountId: by.accountId, ...key, createdAt: now() })));
  const { passkeys } = db.read.t;
  return { params: { id: uid }, look: () => db.read.select().from(passkeys).where(eq(passkeys.uid, uid)) };
}

async function door({ db, now }: World, { by, site }: Whose): Promise<Thing> {
  const row = { siteId: site.id, issuer: 'https://comptes.example.test', subject: uuidv7(), accountId: by.accountId };
  const [identity] = await db.write((tx) =>
    tx
      .insert(tx.t.identities)
      .values({ ...row, createdAt: now(), lastUsedAt: now() })
      .returning(),
  );
  return { params: { door: doorKey(identity as never) } };
}

async function proof({ db, now }: World, { by }: Whose): Promise<Thing> {
  return { params: { key: await db.write((tx) => makeKey(tx, { purpose: 'prove', accountId: by.accountId, now: now() })) } };
}

async function takeout({ db, now }: World, { by }: Whose): Promise<Thing> {
  const uid = uuidv7();
  const row = { uid, accountId: by.accountId, state: 'ready' as const, progress: 100, bytes: Buffer.from('PK'), createdAt: now() };
  const expiresAt = new Date(now().getTime() + 86_400_000);
  await db.write(async (tx) => void (await tx.insert(tx.t.takeouts).values({ ...row, expiresAt })));
  return named(uid);
}

async function film({ deps, db, now }: World, by: Person, site: Site): Promise<string> {
  const uid = uuidv7();
  const medium = { kind: 'audio' as const, key: uid.replaceAll('-', ''), type: 'audio/mpeg' as const, bytes: 3, alt: '', width: null };
  await db.write(async (tx) => {
    await tx.insert(tx.t.media).values({ uid, siteId: site.id, memberId: by.member.id, createdAt: now(), ...medium });
  });
  await deps.store.put(playName(medium), Buffer.from('mp3'));
  return uid;
}
