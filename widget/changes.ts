// How the reader's copy follows the thread's numbers.
import type { PostWire } from '#server/posts/wire.ts';
import type { ChangeWire, PostsPage, Sort, ThreadPage } from '#server/threads/wire.ts';
import { isGone, openState, standsAlone, type ThreadState } from './store.ts';

/** The thread read afresh. What the viewer is sending, and what only they see, stays. */
export function reopen(before: ThreadState, page: ThreadPage): ThreadState {
  const state = withoutArrived(before, page);
  const { viewer, sends, kept, ahead } = state;
  const hidden = Object.values(state.posts).filter((post) => !isListed(post));
  const posts = Object.fromEntries(hidden.map((post) => [post.id, post]));
  const opened = openState(page);
  const mine = state.mine.filter((id) => (sends[id] || posts[id]) && !opened.roots.includes(id));
  return catchUp({ ...opened, posts: { ...posts, ...opened.posts }, viewer: page.viewer ?? viewer, sends, kept, ahead, mine });
}

/** The next roots, with the first replies of each. */
export const addRoots = (state: ThreadState, page: PostsPage): ThreadState => addPosts({ ...state, next: page.next }, page);

function addPosts(before: ThreadState, read: PostsPage): ThreadState {
  const state = withoutArrived(before, read);
  const page = read.posts;
  const posts = { ...state.posts };
  const roots = [...state.roots];
  const placed = new Set([...roots, ...state.mine, state.thread.opening]);
  for (const post of page) {
    posts[post.id] = posts[post.id]?.own && !post.own ? { ...post, own: posts[post.id]!.own } : post;
    if (standsAlone(state.sort, post) && !placed.has(post.id)) roots.push(post.id);
  }
  const seen = new Set(page.map(({ id }) => id));
  return { ...state, posts, roots: inOrder(state.sort, roots, posts), fresh: state.fresh.filter(({ id }) => !seen.has(id)) };
}

/** What a page holds is no longer on its way. */
function withoutArrived(state: ThreadState, { posts }: PostsPage): ThreadState {
  const arrived = new Set(posts.flatMap(({ own }) => (own ? [own.clientId] : [])));
  const sends = Object.fromEntries(Object.entries(state.sends).filter(([id]) => !arrived.has(id)));
  return { ...state, sends, mine: state.mine.filter((id) => !arrived.has(id)) };
}

/** The server's page is in order already, but for what was shown since. */
function inOrder(sort: Sort, roots: string[], posts: ThreadState['posts']): string[] {
  if (sort === 'replies' || sort === 'votes') return roots;
  const way = sort === 'newest' ? -1 : 1;
  // The kept answer stands first, with what it hangs in.
  const kept = Object.values(posts).find(({ accepted }) => accepted)?.root;
  return roots.toSorted((a, b) => Number(b === kept) - Number(a === kept) || way * posts[a]!.at.localeCompare(posts[b]!.at));
}

/** More of one branch. Where nothing follows, the branch is whole. */
export function addBranch(state: ThreadState, root: string, page: PostsPage): ThreadState {
  const added = addPosts(state, page);
  return page.next ? added : { ...added, whole: { ...added.whole, [root]: true } };
}

/** Applies what follows on the number we hold; keeps what comes too soon; forgets what came already. */
export function applyChanges(state: ThreadState, changes: ChangeWire[]): ThreadState {
  const ahead = { ...state.ahead };
  for (const change of changes) if (change.seq > state.thread.seq) ahead[change.seq] = change;
  return catchUp({ ...state, ahead });
}

/** What holds by the clock has had its time: it is to be read again. */
export const isDue = ({ thread: { turnsAt } }: ThreadState, now: number): boolean => turnsAt !== null && Date.parse(turnsAt) <= now;

/** What time changed of a thread, its posts and its number apart. */
export const turn = (state: ThreadState, { thread: { writing, moderation, measures, turnsAt, asks, live } }: ThreadPage): ThreadState => ({
  ...state,
  thread: { ...state.thread, writing, moderation, measures, turnsAt, ...(asks && { asks }), ...(live && { live }) },
});

/** Something between what we hold and what we heard is missing: ask. */
export const hasGap = ({ ahead }: ThreadState): boolean => Object.keys(ahead).length > 0;

/** Posts are there that no change tells one by one (an import brought them), and none is on view for them to move. */
export const isBlank = ({ thread, posts, fresh }: ThreadState): boolean =>
  thread.count > fresh.length && Object.values(posts).every(({ state }) => state !== 'published');

function catchUp(state: ThreadState): ThreadState {
  let next = state;
  for (let change = next.ahead[next.thread.seq + 1]; change; change = next.ahead[next.thread.seq + 1]) {
    const { seq, thread } = change;
    next = applyKind({ ...next, thread: { ...next.thread, ...thread, seq } }, change);
  }
  const ahead = Object.fromEntries(Object.entries(next.ahead).filter(([seq]) => Number(seq) > next.thread.seq));
  return { ...next, ahead };
}

function applyKind(state: ThreadState, { kind, post }: ChangeWire): ThreadState {
  if (kind === 'posts.moved') return { ...state, moved: true };
  if (!post) return state;
  const leaving = kind === 'post.removed' || kind === 'post.deleted';
  // It is told as it is now: what took it away since, or gave it back, has a number of its own.
  if (leaving !== isGone(post) && (kind === 'post.edited' || isShown(state, post))) return state;
  if (kind === 'post.published') return publish(state, post);
  if (kind === 'post.edited') return edit(state, post);
  return leaving ? takeAway(state, post) : state;
}

function publish(state: ThreadState, post: PostWire): ThreadState {
  if (isShown(state, post)) return edit(state, post);
  const known = state.posts[post.id];
  const counted = countIn(state, post);
  if (known)
    return {
      ...counted,
      posts: { ...counted.posts, [post.id]: { ...post, ...theirs(post, known), own: known.own } },
    };
  if (post.state !== 'published' || state.fresh.some(({ id }) => id === post.id)) return counted;
  // Its counts are those of now, and the changes that follow say them again.
  return { ...counted, fresh: [...counted.fresh, { ...post, replies: 0, branch: 0 }] };
}

/** What is told to everybody says nothing of whoever reads, and its counts are those of now. */
const theirs = (post: PostWire, { reacted, voted, replies, branch }: PostWire) => ({
  replies,
  branch,
  ...(reacted && { reacted: post.reacted ?? reacted }),
  ...(voted !== undefined && { voted: post.voted ?? voted }),
});

function edit(state: ThreadState, post: PostWire): ThreadState {
  const swap = (known: PostWire): PostWire => ({ ...post, ...theirs(post, known), own: post.own ?? known.own });
  const known = state.posts[post.id];
  if (known) return { ...state, posts: { ...state.posts, [post.id]: swap(known) } };
  return { ...state, fresh: state.fresh.map((waiting) => (waiting.id === post.id ? swap(waiting) : waiting)) };
}

/** Authors look otherwise: their posts that stand are drawn again, and nothing else about them has changed. */
export const redraw = (state: ThreadState, posts: PostWire[]): ThreadState =>
  posts.reduce((next, { id, author, html }) => {
    const known = next.posts[id] ?? next.fresh.find((post) => post.id === id);
    return known && !isGone(known) ? edit(next, { ...known, author, html }) : next;
  }, state);

/** With replies under it a post keeps its place, empty; without, it goes, and the empty places it alone held open. */
export function takeAway(state: ThreadState, post: PostWire): ThreadState {
  const known = state.posts[post.id] ?? state.fresh.find(({ id }) => id === post.id);
  if (state.gone[post.id] || (known && isGone(known))) return state;
  if ((known ?? post).replies > 0) return edit(state, post);
  const left = { ...state, gone: { ...state.gone, [post.id]: true }, fresh: state.fresh.filter(({ id }) => id !== post.id) };
  const counted = countReply(left, post, -1);
  // Not on view; or on view to its author alone, who was told before.
  if (!counted.posts[post.id] || !isListed(known!)) return counted;
  const emptied = { ...counted, posts: { ...counted.posts, [post.id]: { ...post, replies: 0, own: known!.own } } };
  // Its author is told why, in its place, by what is sent to them alone.
  return known!.own && post.state === 'removed' ? emptied : close(emptied, post.id);
}

/** Takes an empty place away, and those above it that are empty too. */
export function close(state: ThreadState, id: string): ThreadState {
  const post = state.posts[id];
  if (!post || !isGone(post) || post.replies > 0 || state.kept[id]) return state;
  if (Object.values(state.posts).some(({ parent }) => parent === id) || Object.values(state.sends).some(({ parent }) => parent === id))
    return state;
  const { [id]: _, ...posts } = state.posts;
  const closed = { ...state, posts, roots: state.roots.filter((root) => root !== id), mine: state.mine.filter((root) => root !== id) };
  return post.parent ? close(closed, post.parent) : closed;
}

/** A place that its replies kept open was never counted out. */
export function countIn(state: ThreadState, post: PostWire): ThreadState {
  const gone = state.gone[post.id] ? { ...state.gone, [post.id]: false } : state.gone;
  return (state.posts[post.id]?.replies ?? 0) > 0 ? { ...state, gone } : countReply({ ...state, gone }, post, 1);
}

function countReply(state: ThreadState, { parent, root }: PostWire, by: 1 | -1): ThreadState {
  if (!parent) return state;
  const bump = (post: PostWire): PostWire => ({
    ...post,
    replies: Math.max(0, post.replies + (post.id === parent ? by : 0)),
    branch: Math.max(0, post.branch + (post.id === root ? by : 0)),
  });
  const posts = { ...state.posts };
  for (const id of new Set([parent, root])) if (posts[id]) posts[id] = bump(posts[id]);
  const counted = { ...state, posts, fresh: state.fresh.map(bump) };
  const above = posts[parent];
  return by < 0 && above && isGone(above) && above.replies === 0 ? countReply(counted, above, by) : counted;
}

/** What waits and could be shown: not the echo of what is on its way, nor what hangs on posts that are not on view. */
export function freshOf({ fresh, posts, sends, viewer, sort }: ThreadState): PostWire[] {
  const sending = Object.values(sends).some(({ failed }) => !failed);
  return fresh.filter(
    (post) =>
      !(sending && post.author?.id === viewer?.id) &&
      (standsAlone(sort, post) || posts[post.root] || fresh.some(({ id }) => id === post.root)),
  );
}

/** The reader asked for them: they take their places. */
export function showFresh(state: ThreadState): ThreadState {
  const shown = freshOf(state);
  const posts = { ...state.posts };
  for (const post of shown) posts[post.id] = post;
  const added = shown.flatMap((post) => (standsAlone(state.sort, post) ? [post.id] : [])).toReversed();
  const roots = inOrder(state.sort, [...added, ...state.roots], posts);
  return { ...state, posts, roots, fresh: state.fresh.filter((post) => !shown.includes(post)) };
}

const isShown = ({ posts }: ThreadState, { id }: PostWire) => id in posts && isListed(posts[id]!);

/** Others see it, or the place it left. */
export const isListed = ({ state }: PostWire) => state !== 'held' && state !== 'rejected';
