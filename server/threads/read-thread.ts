import { linkedWith, type Links } from './linked-articles.ts';
import { siteUrl } from '../sites/url.ts';
import { voicesOf } from '../voices/queries.ts';
import { threadPath } from './thread-path.ts';
import { isToAccept } from '../accounts/accept-charter.ts';
import { isProved } from '../accounts/policy.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor, type Cursor } from '../http/cursor.ts';
import type { Actor } from '../http/who.ts';
import { blindPosts } from '../cases/blind.ts';
import { heldReasonsOf, statementsOf } from '../cases/queries.ts';
import { currentRules } from '../charter/queries.ts';
import { asSpeaker } from '../invitations/invited.ts';
import { filmsOf, refusalToPlay, refusalToUpload } from '../media/policy.ts';
import { hostsOf } from '../lives/queries.ts';
import { ignoredBy } from '../members/ignore.ts';
import { spacesOf } from '../members/queries.ts';
import { showSecond } from '../openings/show-second.ts';
import { isOwn } from '../posts/policy.ts';
import { presentOwn, presentPost } from '../posts/present.ts';
import {
  around,
  authorNames,
  branchPage,
  flatPage,
  ownUnlisted,
  PAGE,
  postById,
  postsByIds,
  questionsPage,
  rootsPage,
  type ListedRow,
} from '../posts/queries.ts';
import type { PostWire } from '../posts/wire.ts';
import { reactedBy } from '../reactions/queries.ts';
import { votedBy } from '../votes/queries.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { welcomeOf } from '../belonging/welcome.ts';
import { presentActive, silencedBy } from '../sanctions/refuse.ts';
import { presentSite } from '../sites/present.ts';
import { kinds } from './kinds.ts';
import { canAnswer, canKeepAnswer, canModerate, isAskedIn, isClosed, isNewsroom, moderates, refusalToPost, rulesOf } from './policy.ts';
import { presentState, presentThread } from './present.ts';
import { detailsOf, viewerDetailsOf } from './kind-details.ts';
import { changesBetween, findThreadPlace, type Place, type Thread } from './queries.ts';
import type { ChangesPage, ChangeWire, PostsPage, Sort, ThreadPage, ThreadWire, ViewerWire } from './wire.ts';

/** Changes told in one answer: some 200 kB. */
const MAX_CHANGES = 200;

/** `linked`: where it was read already. */
type Asked = { place: Place; sort: Sort; around?: string | undefined; cursor?: string | undefined; linked?: Links };

/** A thread and its first page, as this viewer may see it. The number is read first: what the page holds beyond it is told again. */
export async function readThread(
  deps: Deps,
  viewer: Actor | null,
  { place, sort: asked, around: permalink, cursor, linked }: Asked,
): Promise<ThreadPage> {
  const { db, config, now } = deps;
  const sort = sortIn(place, asked);
  const [rules, page] = [await currentRules(db.read, place.site), await readRoots(deps, viewer, { place, sort, cursor })];
  const extra = permalink && place.thread ? await readAround(deps, viewer, { place, post: permalink }) : null;
  const opening = await readOpening(deps, viewer, place);
  const after = cursor !== undefined;
  const first = after ? opening : [...opening, ...(await readKept(deps, viewer, place))];
  return {
    site: presentSite(config, place.site, rules),
    thread: {
      ...presentThread(config, place, now()),
      ...(await detailsOf(deps, place)),
      opening: opening[0]?.id ?? null,
      ...(await readTarget(deps, place)),
      ...presentLinked(deps, place, linked ?? (await linkedWith(deps.db.read, place, now()))),
    },
    sort,
    posts: merge(after ? [] : await readOfficial(deps, viewer, place), merge(page.posts, extra ? merge(extra.posts, first) : first)),
    next: page.next,
    viewer: viewer && (await presentViewer(deps, viewer, place)),
  };
}

/** Where its posts went, if they did. */
async function readTarget({ db, config }: Deps, { thread }: Place): Promise<Pick<ThreadWire, 'movedTo'>> {
  const to = thread?.mergedIntoId ? await findThreadPlace(db.read, thread.mergedIntoId) : null;
  if (!to) return {};
  const { title, url } = presentThread(config, to, new Date(0));
  return { movedTo: { title, url } };
}

function presentLinked({ config }: Deps, { site }: Place, { topics, taken, takes }: Links): Pick<ThreadWire, 'topics' | 'taken' | 'takes'> {
  const home = siteUrl(config, site);
  return {
    ...(topics.length > 0 && { topics: topics.map(({ uid, title }) => ({ title: title!, url: home + threadPath({ uid, title }) })) }),
    ...(taken.length > 0 && { taken: taken.map(({ post, key, title, url }) => ({ post, title: title ?? key, url: url! })) }),
    ...(takes.length > 0 && { takes: takes.map(({ post, name, words }) => ({ name, words, url: `${home}/p/${post}` })) }),
  };
}

/** What it opens with, whatever became of it; nothing under an article. */
async function readOpening(deps: Deps, viewer: Actor | null, place: Place): Promise<PostWire[]> {
  const id = place.thread?.openingId;
  return id ? present(deps, viewer, place, await postsByIds(deps.db.read, [id])) : [];
}

/** The newsroom's own answer, in its branch: shown above, it stands in its place all the same. */
async function readOfficial(deps: Deps, viewer: Actor | null, place: Place): Promise<PostWire[]> {
  const id = place.thread?.officialId;
  const post = id ? await postById(deps.db.read, id) : null;
  return post ? present(deps, viewer, place, await around(deps.db.read, post)) : [];
}

/** The kept answer, in its branch: read first. */
async function readKept(deps: Deps, viewer: Actor | null, place: Place): Promise<PostWire[]> {
  const id = place.thread?.acceptedId;
  const post = id ? await postById(deps.db.read, id) : null;
  return post ? present(deps, viewer, place, await around(deps.db.read, post)) : [];
}

export async function readRoots(
  deps: Deps,
  viewer: Actor | null,
  { place, sort: asked, cursor }: { place: Place; sort: Sort; cursor?: string | undefined },
): Promise<PostsPage> {
  if (!place.thread) return { posts: [], next: null };
  if (flowsNow(place, deps.now())) return readEnd(deps, viewer, { place, before: cursor });
  const [sort, after] = [sortIn(place, asked), readCursor(cursor)];
  if (sort === 'flat') return readFlat(deps, viewer, { place, after });
  const rows =
    sort === 'votes' ? await questionsPage(deps.db.read, place.thread, after) : await rootsPage(deps.db.read, place.thread, sort, after);
  const roots = rows.filter(({ parentUid }) => parentUid === null).toSorted(comparing(sort));
  const page = roots.slice(0, PAGE);
  const last = page.at(-1);
  return {
    posts: await present(deps, viewer, place, inOrder(page, rows)),
    next: last && roots.length > PAGE ? writeCursor({ value: valueOf(last, sort), id: last.id }) : null,
  };
}

const valueOf = ({ branch, votes, answerRank, createdAt }: ListedRow, sort: Sort) =>
  sort === 'votes' ? (answerRank === null ? votes : -answerRank) : sort === 'replies' ? branch : createdAt.getTime();

async function readFlat(deps: Deps, viewer: Actor | null, { place, after }: { place: Place; after: Cursor | null }): Promise<PostsPage> {
  const rows = await flatPage(deps.db.read, place.thread!, 'oldest', after);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    posts: await withNames(deps, await present(deps, viewer, place, page)),
    next: last && rows.length > PAGE ? writeCursor({ value: last.createdAt.getTime(), id: last.id }) : null,
  };
}

/** The last page, or the one before a post: where it goes on upwards is the first post there, by its id. */
async function readEnd(
  deps: Deps,
  viewer: Actor | null,
  { place, before }: { place: Place; before?: string | undefined },
): Promise<PostsPage> {
  const from = before === undefined ? null : await postById(deps.db.read, before);
  if (before !== undefined && from?.threadId !== place.thread!.id) throw new Refusal('invalid', { fields: { cursor: ['field.wrong'] } });
  const rows = await flatPage(deps.db.read, place.thread!, 'newest', from && { value: from.createdAt.getTime(), id: from.id });
  const page = rows.slice(0, PAGE).toReversed();
  return {
    posts: await withNames(deps, await present(deps, viewer, place, page)),
    next: rows.length > PAGE ? page[0]!.uid : null,
  };
}

/** Where each stands by itself, whom it answers is said. */
async function withNames({ db }: Deps, wires: PostWire[]): Promise<PostWire[]> {
  const names = await authorNames(
    db.read,
    wires.flatMap(({ parent }) => parent ?? []),
  );
  return wires.map((wire) => (names.has(wire.parent ?? '') ? { ...wire, to: names.get(wire.parent!)! } : wire));
}

const sortIn = ({ thread }: Place, asked: Sort): Sort => (thread && kinds[thread.kind].flows ? kinds[thread.kind].sort : asked);

/** Read from its end: what happens in it happens there. */
const flowsNow = (place: Place, now: Date) =>
  place.thread !== null && kinds[place.thread.kind].flows && !isClosed(rulesOf(place, now), now);

export async function readBranch(
  deps: Deps,
  viewer: Actor | null,
  { place, root, after }: { place: Place; root: string; after: number },
): Promise<PostsPage> {
  const post = await postById(deps.db.read, root);
  if (!post || post.threadId !== place.thread?.id) return { posts: [], next: null };
  const rows = await branchPage(deps.db.read, post.rootId, after);
  const page = rows.slice(0, PAGE);
  return { posts: await present(deps, viewer, place, page), next: rows.length > PAGE ? String(page.at(-1)!.rank) : null };
}

export async function readAround(
  deps: Deps,
  viewer: Actor | null,
  { place, post: uid }: { place: Place; post: string },
): Promise<PostsPage> {
  const post = await postById(deps.db.read, uid);
  if (!post?.listed || post.threadId !== place.thread?.id) return { posts: [], next: null };
  return { posts: await present(deps, viewer, place, await around(deps.db.read, post)), next: null };
}

/** What came next after a client's number, each with the post as it is now. */
export async function readChanges(
  deps: Deps,
  viewer: Actor | null,
  place: Place & { thread: Thread },
  after: number,
  seq = place.thread.seq,
): Promise<ChangesPage> {
  const found = await changesBetween(deps.db.read, place.thread.id, after, Math.min(seq, after + MAX_CHANGES));
  const ids = [...new Set(found.flatMap(({ postId }) => postId ?? []))];
  // What has moved on since is told of where it is.
  const rows = await postsByIds(deps.db.read, ids, place.thread.id);
  const shown = await present(deps, viewer, place, rows);
  const wires = flowsNow(place, deps.now()) ? await withNames(deps, shown) : shown;
  const posts = new Map(rows.map(({ id }, i) => [id, wires[i]!]));
  const thread = presentState(place, deps.now());
  const whole = { ...thread, ...(await detailsOf(deps, place, found)) };
  const changes = found.map(({ postId, ...change }, i): ChangeWire => ({
    ...change,
    post: posts.get(postId ?? 0) ?? null,
    thread: i === found.length - 1 ? whole : thread,
  }));
  return { changes, seq };
}

/** Rows to wire, with the opening that is tried on who reads. */
async function present(deps: Deps, viewer: Actor | null, place: Place, rows: ListedRow[]): Promise<PostWire[]> {
  const wires = await presentRows(deps, viewer, place, rows);
  return viewer ? showSecond(deps.db.read, viewer, place, { rows, wires }) : wires;
}

/** Rows to wire; for whoever is known, with what they react, and their own public posts with what only their author may do. */
async function presentRows(deps: Deps, viewer: Actor | null, place: Place, rows: ListedRow[]): Promise<PostWire[]> {
  const gone = rows.filter(({ state }) => state !== 'published' && state !== 'deleted').map(({ id }) => id);
  const statements = await statementsOf(deps.db.read, gone, deps.now());
  const hosts = place.thread && kinds[place.thread.kind].flows ? await hostsOf(deps.db.read, place.thread.id) : null;
  const facts = { ...factsOf(deps, place, statements), ...(hosts && { hosts }) };
  if (!viewer) return rows.map((row) => presentPost(row, facts));
  const reacted = await reactedBy(
    deps.db.read,
    viewer.member.id,
    rows.map(({ id }) => id),
  );
  const voted = facts.votes
    ? await votedBy(
        deps.db.read,
        viewer.member.id,
        rows.map(({ id }) => id),
      )
    : null;
  const all = rows.map((row) => ({
    ...presentPost(row, facts),
    reacted: reacted.get(row.id) ?? [],
    ...(voted && { voted: voted.has(row.id) }),
  }));
  const wires = await blindPosts(deps.db.read, viewer.member, all);
  const mine = rows.filter((row) => isOwn(row, viewer.member) && row.state === 'published');
  if (mine.length === 0) return wires;
  const sources = new Map((await Promise.all(mine.map(({ id }) => postById(deps.db.read, id)))).map((row) => [row!.uid, row!]));
  return wires.map((wire) => {
    const row = sources.get(wire.id);
    return row ? presentOwn(row, { ...facts, heldFor: [], now: deps.now() }) : wire;
  });
}

const factsOf = ({ config }: Deps, { site, thread }: Place, statements: Awaited<ReturnType<typeof statementsOf>>) => ({
  config,
  site,
  statements,
  answers: thread,
  ...(thread && kinds[thread.kind].votes && { votes: { of: kinds[thread.kind].votes!, openingId: thread.openingId } }),
});

async function presentViewer(deps: Deps, actor: Actor, place: Place): Promise<ViewerWire> {
  const { member, session } = actor;
  const now = deps.now();
  const ignored = (await ignoredBy(deps.db.read, member.id)).map(({ uid }) => uid);
  const active = await activeRestrictions(deps.db.read, member.id, now);
  const speaker = await asSpeaker(deps.db.read, { member, thread: place.thread, now });
  const voices = await voicesOf(deps.db.read, member);
  const cares = await looksAfter(deps, member, place);
  const refusal = refusalToPost(rulesOf(place, now), speaker, now) ?? silencedBy(active);
  const welcome = refusal === null ? await welcomeOf(deps, actor, place) : undefined;
  return {
    id: member.uid,
    name: member.name,
    role: member.role,
    emailConfirmed: isProved(session.account),
    acceptsByPosting: isToAccept(member, place.site),
    ...(member.charterVersion !== null && isToAccept(member, place.site) && { rulesChanged: true as const }),
    canPost: refusal === null,
    refusal,
    ...(active.length > 0 && { restricted: active.map(presentActive) }),
    ...(place.thread && isAskedIn(place.thread) && canAnswer(place.thread, speaker) && { answers: true as const }),
    ...(place.thread && canKeepAnswer(place.thread, member) && { keeps: true as const }),
    ...(cares && canModerate(member) && { marks: true as const }),
    ...(cares && { thanks: true as const }),
    ...(refusalToUpload(place.site, member) === null && { uploads: true as const }),
    ...(refusalToPlay(place.site, member) === null && { films: filmsOf(place.site).megabytes }),
    ...(voices.length > 0 && { voices }),
    ...(ignored.length > 0 && { ignored }),
    ...(welcome && { welcome }),
    ...(await viewerDetailsOf(deps, member, place)),
    posts: place.thread ? await readOwn(deps, member.id, place) : [],
  };
}

/** Whether it is among what somebody of the newsroom looks after, here or by its space. */
const looksAfter = async ({ db }: Deps, member: Actor['member'], { site, thread }: Place) =>
  thread !== null && isNewsroom(member) && moderates({ site, spaces: await spacesOf(db.read, member) }, thread);

/** The viewer's posts that others don't see. */
async function readOwn({ db, config, now }: Deps, memberId: number, place: Place): Promise<PostWire[]> {
  const rows = await ownUnlisted(db.read, place.thread!.id, memberId);
  const ids = rows.map(({ id }) => id);
  const at = now();
  const [statements, reasons] = [await statementsOf(db.read, ids, at), await heldReasonsOf(db.read, ids)];
  return rows.map((row) => presentOwn(row, { config, site: place.site, statements, heldFor: reasons.get(row.id) ?? [], now: at }));
}

const comparing = (sort: Sort) => (a: ListedRow, b: ListedRow) => {
  if (sort === 'replies') return b.branch - a.branch || b.id - a.id;
  if (sort === 'votes') return (a.answerRank ?? Infinity) - (b.answerRank ?? Infinity) || b.votes - a.votes || b.id - a.id;
  const older = a.createdAt.getTime() - b.createdAt.getTime() || a.id - b.id;
  return sort === 'oldest' ? older : -older;
};

/** Each root, then its replies by rank: parents before children. */
function inOrder(roots: ListedRow[], rows: ListedRow[]): ListedRow[] {
  const replies = Map.groupBy(
    rows.filter(({ parentUid }) => parentUid !== null),
    ({ rootId }) => rootId,
  );
  return roots.flatMap((root) => [root, ...(replies.get(root.id) ?? []).toSorted((a, b) => a.rank! - b.rank!)]);
}

/** What was asked for by its address comes first: without JavaScript nothing else leads to it. */
const merge = (page: PostWire[], asked: PostWire[]) => {
  const known = new Set(asked.map(({ id }) => id));
  return [...asked, ...page.filter(({ id }) => !known.has(id))];
};
