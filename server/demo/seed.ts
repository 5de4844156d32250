import { eq, lt, inArray } from 'drizzle-orm';
import { hashPassword } from '../accounts/password.ts';
import { joinSite, type Member } from '../accounts/queries.ts';
import { setArticle } from '../articles/set-article.ts';
import { decideCase } from '../cases/decide.ts';
import { keepFindings, openCaseFor } from '../cases/open-case.ts';
import { caseBy } from '../cases/queries.ts';
import { publishCharter } from '../charter/publish-charter.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { createBus } from '../events/bus.ts';
import type { Actor } from '../http/who.ts';
import { renderBody } from '../markdown/render.ts';
import { bindShown, findShown } from '../media/find-shown.ts';
import { upload } from '../media/upload.ts';
import { findCalled, saveCalled, type Called } from '../mentions/find-called.ts';
import { deletePost } from '../posts/delete-post.ts';
import { insertPost } from '../posts/insert-post.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { reportPost } from '../reports/report-post.ts';
import { publish } from '../posts/transitions.ts';
import { findSiteByKey, type Site } from '../sites/queries.ts';
import { saveLook } from '../sites/save-look.ts';
import { insertThread, openWith } from '../threads/insert-thread.ts';
import { keepAnswer } from '../threads/keep-answer.ts';
import { ensureArticleThread, findThreadPlace, type Thread } from '../threads/queries.ts';
import { addLinks } from '../threads/linked-articles.ts';
import { readTags } from '../threads/tags.ts';
import { articles, sections } from './articles.ts';
import { addCalendar } from './calendar.ts';
import { charter, words } from './charter.ts';
import { printed, type DemoPost } from './conversation.ts';
import { conversations } from './conversations.ts';
import { crowd } from './crowd.ts';
import { crowdPeople } from './crowd-people.ts';
import { addBadges } from './badges.ts';
import { addInboxWork } from './inbox-work.ts';
import { addMediations } from './mediations.ts';
import { addPassedOn } from './passed-on.ts';
import { addDeskWork } from './desk-work.ts';
import { addKnown } from './known.ts';
import { addFollows } from './follows.ts';
import { forumThreads, spaces } from './forum.ts';
import { addGuest, addVotes, datesOf } from './calls.ts';
import { settleIdea } from './ideas.ts';
import { appointments } from './appointments.ts';
import { floodCall } from './flood-call.ts';
import { addAudience } from './audience.ts';
import { addHistory } from './history.ts';
import { addGallery } from './galleries.ts';
import { quayGallery } from './quay-gallery.ts';
import { addTestimonies } from './testimonies.ts';
import { addLive, closeLives } from './lives.ts';
import { addMeeting } from './meetings.ts';
import { nights } from './nights.ts';
import { addPartners, onTheRadio } from './partners.ts';
import { addPoll } from './polls.ts';
import { addInvitations } from './invitations.ts';
import { people } from './people.ts';
import { sendPlayable } from './send-playable.ts';
import { look, publisher } from './publisher.ts';
import { typeset } from './typeset.ts';
import { addPositioning } from './positioning.ts';
import { addVoices, HANDS } from './voices.ts';
import { addReactions } from './reactions.ts';

/** Posts written in one transaction. */
const BATCH = 250;

type People = Map<string, Member>;

/** Fills an empty database with the newspaper, its people and what they said, all told from `now`. Resolves with the site. */
export async function seedDemo(given: Deps, origin: string): Promise<Site> {
  // The past raises no alarm: nobody is listening, and no pace is limited.
  const deps: Deps = { ...given, bus: createBus(() => {}), limit: async () => {} };
  const known = await findSiteByKey(deps.db.read, 'courrier');
  if (known) return refuseHalf(deps, known);
  const site = await addSite(deps, origin);
  await publishCharter(deps, site, { version: 0, rules: charter.fr });
  await saveLook(deps, site, { input: look(origin), by: 'Hélène Vasseur' });
  const members = await addPeople(deps, site);
  await addVoices(deps, site, members);
  await addPositioning(deps, site, members);
  for (const { id, slug, title, section, bylines, publishedMinutesAgo } of articles) {
    const input = {
      title,
      url: `${origin}/demo/articles/${slug}`,
      section,
      bylines,
      publishedAt: minutesAgo(deps, publishedMinutesAgo),
      audience: null,
      moderation: null,
      closesAt: null,
      tags: [],
    };
    await setArticle(deps, site, id, input);
  }
  const partners = await addPartners(deps, site);
  for (const { article, posts, poll } of [...conversations, crowd(), onTheRadio]) {
    const thread = await deps.db.write((tx) =>
      ensureArticleThread(tx, {
        siteId: site.id,
        key: article,
        uid: deps.newId(),
        claimed: null,
        now: minutesAgo(deps, posts[0]?.minutesAgo ?? 0),
      }),
    );
    if (posts.length > 0) await addPosts(deps, { site, thread, members, surface: 'comments' }, posts);
    if (poll) await addPoll(deps, { thread, members, poll });
  }
  await addInvitations(deps, site, members);
  await addForum(deps, site, { members, partners });
  await addReactions(deps, site);
  await addBadges(deps, site, members);
  await closeLives(deps, site);
  await countActiveDays(deps, site);
  await addDeskWork(deps, { site, members });
  await addInboxWork(deps, { site, members });
  await addKnown(deps, site, members);
  await addPassedOn(deps, { site, members });
  await addMediations(deps, { site, members });
  await addFollows(deps, site, members);
  await addCalendar(deps, site, members);
  await addAudience(deps, site);
  await addHistory(deps, site);
  await settleNotices(deps);
  return site;
}

/** Most of what people wrote over the years is not in the demonstration: who has been there a week wrote on one day in eight. */
async function countActiveDays({ db, now }: Deps, { id }: Site) {
  await db.write(async (tx) => {
    const { members } = tx.t;
    const known = await tx.select({ id: members.id, since: members.createdAt }).from(members).where(eq(members.siteId, id));
    for (const { id: memberId, since } of known) {
      const activeDays = Math.floor((now().getTime() - since.getTime()) / (8 * 86_400_000));
      await tx.update(members).set({ activeDays }).where(eq(members.id, memberId));
    }
  });
}

/** What was said long ago has been read; of the last day, there is something to find. No mail tells of either. */
async function settleNotices({ db, now }: Deps) {
  const aDayAgo = new Date(now().getTime() - 86_400_000);
  await db.write(async (tx) => {
    const { notifications, outbox } = tx.t;
    await tx.delete(outbox).where(inArray(outbox.kind, ['notice', 'mediation.mail']));
    await tx.update(notifications).set({ mailedAt: now() });
    await tx.update(notifications).set({ readAt: now() }).where(lt(notifications.createdAt, aDayAgo));
  });
}

/** The forum comes last: without it, somebody pulled the plug. */
async function refuseHalf({ db }: Deps, site: Site): Promise<Site> {
  const spaces = await db.read.$count(db.read.t.spaces, eq(db.read.t.spaces.siteId, site.id));
  if (spaces === 0) throw new Error('The demonstration was interrupted while it was being filled. Delete ./data and start again.');
  return site;
}

async function addSite(deps: Deps, origin: string): Promise<Site> {
  const settings = {
    name: 'Le Courrier de Saint-Aubin',
    forumName: 'La Terrasse',
    locale: 'fr' as const,
    moderation: 'after' as const,
    audience: 'members' as const,
    closeAfterDays: null,
    sections,
    editMinutes: 15,
    showSubscribers: true,
    screening: { words, nudgeRule: 4 },
    pictures: 'members' as const,
    publisher,
  };
  const row = { key: 'courrier', host: deps.config.publicUrl.host, settings, origins: [origin], createdAt: deps.now() };
  await deps.db.write(async (tx) => void (await tx.insert(tx.t.sites).values(row)));
  return (await findSiteByKey(deps.db.read, 'courrier'))!;
}

async function addPeople(deps: Deps, site: Site): Promise<People> {
  const password = await hashPassword('demonstration');
  return deps.db.write(async (tx) => {
    const members: People = new Map();
    for (const { key, name, email, role, title, owner, emailConfirmed, memberSinceDays, badges, hands } of [...people, ...crowdPeople]) {
      if (hands) continue; // nobody signs in as a voice (voices.ts)
      const createdAt = minutesAgo(deps, memberSinceDays * 1440);
      const [account] = await tx
        .insert(tx.t.accounts)
        .values({
          uid: deps.newId(),
          name,
          email,
          emailKey: email,
          emailConfirmedAt: emailConfirmed ? createdAt : null,
          password,
          locale: 'fr',
          owner,
          createdAt,
        })
        .returning({ id: tx.t.accounts.id });
      const member = await joinSite(tx, {
        uid: deps.newId(),
        siteId: site.id,
        accountId: account!.id,
        name,
        role,
        charterVersion: 1,
        createdAt,
      });
      await tx
        .update(tx.t.members)
        .set({ title, badges: badges ?? null })
        .where(eq(tx.t.members.id, member.id));
      members.set(key, member);
    }
    return members;
  });
}

/** `opensWith`: the post that a thread of the forum opens with. */
type Ground = { site: Site; thread: Thread; members: People; surface: 'comments' | 'forum'; opensWith?: string };

/** Resolves with their ids, by their keys. */
async function addPosts(deps: Deps, ground: Ground, posts: DemoPost[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (let start = 0; start < posts.length; start += BATCH) {
    const batch = await Promise.all(posts.slice(start, start + BATCH).map((post) => rendered(deps, ground, post)));
    await deps.db.write(async (tx) => {
      for (const one of batch)
        ids.set(one.post.key, await addPost(tx, deps, ground, { ...one, parentId: parentOf(one.post, ground, ids) }));
    });
  }
  // What was said after: reports, refusals, second thoughts.
  for (const post of posts) await settleIt(deps, ground, ids.get(post.key)!, post);
  return ids;
}

async function rendered(deps: Deps, { site, members }: Ground, post: DemoPost) {
  const member = { ...members.get(post.by)!, postCount: Infinity };
  const by = actor(members, post.by);
  const shows = [
    ...(post.picture ? [await sendPicture(deps, { site, by }, post.picture)] : []),
    ...(post.plays ? [await sendPlayable(deps, { site, actor: by }, post.plays)] : []),
  ];
  const text = [post.text, ...shows].join('\n\n');
  const called = await findCalled(deps, { site, member }, text);
  const shown = await findShown(deps, { site, member, postId: null }, text);
  return { post: { ...post, text }, called, html: await renderBody(text, 'markdown', called, shown) };
}

/** Resolves with the line that shows it. */
async function sendPicture(deps: Deps, { site, by }: { site: Site; by: Actor }, { svg, alt, credit }: NonNullable<DemoPost['picture']>) {
  const { default: sharp } = await import('sharp');
  const taken = await sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer();
  const { id } = await upload(deps, { site, actor: by }, new Blob([taken]).stream());
  return `![${alt}](media:${id} "${credit}")`;
}

/** Edited once, by now. */
async function changeIt(tx: Writer, { id: postId, siteId, createdAt }: PostIn, { before }: DemoPost, editedAt: Date) {
  const { posts, revisions } = tx.t;
  await tx.update(posts).set({ editedAt, revision: 2 }).where(eq(posts.id, postId));
  if (before === undefined) return;
  const earlier = { source: before, format: 'markdown' as const, html: await renderBody(before, 'markdown') };
  await tx.insert(revisions).values({ siteId, postId, revision: 1, ...earlier, public: true, at: createdAt });
}

const parentOf = ({ replyTo }: DemoPost, { opensWith }: Ground, ids: Map<string, number>) =>
  replyTo === undefined || replyTo === opensWith ? null : ids.get(replyTo)!;

async function addPost(
  tx: Writer,
  deps: Deps,
  { site, thread, members, surface, opensWith }: Ground,
  { post, html, called, parentId }: { post: DemoPost; html: string; called: Called; parentId: number | null },
) {
  const createdAt = minutesAgo(deps, post.minutesAgo);
  const row = await insertPost(tx, {
    uid: deps.newId(),
    clientId: deps.newId(),
    siteId: site.id,
    threadId: thread.id,
    surface,
    authorId: members.get(post.by)!.id,
    handId: members.get(HANDS.get(post.by) ?? '')?.id ?? null,
    parentId,
    expert: members.get(post.by)!.role === 'expert',
    source: post.text,
    format: 'markdown',
    html,
    createdAt,
  });
  if (post.key === opensWith) await openWith(tx, thread.id, row.id);
  await saveCalled(tx, row, called);
  await bindShown(tx, row);
  if (post.editedMinutesAgo !== undefined) await changeIt(tx, row, post, minutesAgo(deps, post.editedMinutesAgo));
  if (post.picked) await tx.update(tx.t.posts).set({ featuredAt: createdAt }).where(eq(tx.t.posts.id, row.id));
  if (post.thanks) {
    const at = createdAt.toISOString();
    await tx
      .update(tx.t.posts)
      .set({ thanks: { word: typeset(post.thanks), at } })
      .where(eq(tx.t.posts.id, row.id));
  }
  const waits = post.state === 'held' || post.state === 'rejected';
  // A report is no finding: it makes its own case.
  const findings = (post.findings ?? []).filter(({ phase }) => phase !== 'reported');
  await keepFindings(tx, row, findings, createdAt);
  if (waits) await openCaseFor(tx, row, { uid: deps.newId(), findings }, createdAt);
  else await publish(tx, row, createdAt);
  return row.id;
}

async function settleIt(deps: Deps, { thread, members }: Ground, postId: number, post: DemoPost) {
  if (!post.reports && !post.decision && post.state !== 'deleted') return;
  const place = (await findThreadPlace(deps.db.read, thread.id))!;
  for (const { by, rule, note, minutesAgo: ago } of post.reports ?? [])
    await reportPost(at(deps, ago), actor(members, by), { place, postId, rule, note, referrer: null });
  if (post.state === 'deleted')
    await deletePost(deps, { actor: actor(members, post.by), address: { ip: '127.0.0.1', port: null } }, { place, postId });
  if (!post.decision) return;
  const { by, rule, note, minutesAgo: ago } = post.decision;
  const found = (await caseBy(deps.db.read, await openCaseOf(deps, postId, post)))!;
  const { revision } = (await postIn(deps.db.read, postId))!;
  await decideCase(at(deps, ago), actor(members, by), {
    site: place.site,
    place,
    found,
    input: { version: found.version, revision, verdict: 'reject', rule, note },
  });
}

/** What was taken down without a report had been noticed by a moderator: the case is theirs. */
function openCaseOf(deps: Deps, postId: number, post: DemoPost): Promise<number> {
  return deps.db.write(async (tx) => {
    const { cases } = tx.t;
    const [open] = await tx.select({ id: cases.id }).from(cases).where(eq(cases.postId, postId));
    if (open) return open.id;
    const row = (await postIn(tx, postId))!;
    const made = await openCaseFor(tx, row, { uid: deps.newId(), findings: post.findings ?? [], edited: true }, row.createdAt);
    return made!.id;
  });
}

/** As the others are printed. */
const announced = [...appointments, floodCall, ...nights, quayGallery].map(({ title, posts, ...more }) => ({
  ...more,
  title: typeset(title),
  posts: posts.map(printed),
}));

async function addForum(deps: Deps, site: Site, { members, partners }: { members: People; partners: Map<string, number> }) {
  await addSpaces(deps, site);
  const rows = await deps.db.read
    .select({ id: deps.db.read.t.spaces.id, slug: deps.db.read.t.spaces.slug })
    .from(deps.db.read.t.spaces)
    .where(eq(deps.db.read.t.spaces.siteId, site.id));
  for (const {
    space,
    kind = 'discussion',
    title,
    tags = '',
    kept,
    official,
    pinned,
    partner,
    call,
    idea,
    meeting,
    testimony,
    live,
    poll,
    articles = [],
    posts,
  } of [...forumThreads, ...announced]) {
    const spaceId = rows.find(({ slug }) => slug === space)!.id;
    const [first] = posts;
    const row = {
      uid: deps.newId(),
      siteId: site.id,
      spaceId,
      kind,
      title,
      authorId: members.get(first!.by)!.id,
      tags: readTags(tags),
      ...(partner && { partnerId: partners.get(partner)! }),
      ...(call && datesOf(call, deps.now())),
    };
    const thread = await deps.db.write((tx) => insertThread(tx, row, minutesAgo(deps, first!.minutesAgo)));
    const called = call && { site, members, threadId: thread.id, call };
    if (called) await addGuest(deps, called);
    if (meeting) await addMeeting(deps, { site, members, threadId: thread.id, meeting });
    const ids = await addPosts(deps, { site, thread, members, surface: 'forum', opensWith: first!.key }, posts);
    if (called) await addVotes(deps, called, posts, ids);
    if (kind === 'gallery') await addGallery(deps, thread);
    if (testimony) await addTestimonies(deps, { thread, members, testimony, ids });
    if (live) await addLive(deps, { thread, members, live, ids });
    if (poll) await addPoll(deps, { thread, members, poll });
    if (idea) await settleIdea(deps, { thread, members, idea, ids, opening: first!.key });
    await deps.db.write(async (tx) => {
      const { articles: of, threads } = tx.t;
      const marked = { officialId: official ? ids.get(official)! : null, pinnedAt: pinned ? deps.now() : null };
      await tx.update(threads).set(marked).where(eq(threads.id, thread.id));
      for (const { id } of await tx.select({ id: of.id }).from(of).where(inArray(of.key, articles)))
        await addLinks(tx, { siteId: site.id, articleId: id }, [thread.id]);
    });
    if (!kept) continue;
    const place = (await findThreadPlace(deps.db.read, thread.id))!;
    await keepAnswer(deps, actor(members, first!.by), { place, postId: ids.get(kept)! });
  }
}

/** Each after the one that it is a part of. */
async function addSpaces({ db }: Deps, { id: siteId }: Site) {
  await db.write(async (tx) => {
    const ids = new Map<string, number>();
    for (const [position, { around, guidelines = '', ...space }] of spaces.entries()) {
      const parentId = around ? ids.get(around)! : null;
      const guidelinesHtml = guidelines && (await renderBody(guidelines, 'markdown'));
      const row = { ...space, siteId, position, parentId, guidelines, guidelinesHtml };
      const [made] = await tx.insert(tx.t.spaces).values(row).returning({ id: tx.t.spaces.id });
      ids.set(space.slug, made!.id);
    }
  });
}

const minutesAgo = ({ now }: Deps, minutes: number) => new Date(now().getTime() - minutes * 60_000);

/** The same, at another moment. */
const at = (deps: Deps, ago: number): Deps => ({ ...deps, now: () => minutesAgo(deps, ago) });

const actor = (members: People, key: string): Actor => ({ via: 'cookie', member: members.get(key)!, session: undefined as never });
