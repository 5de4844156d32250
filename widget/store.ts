// What the reader's copy of a thread holds. Pure, as is what follows on it: changes.ts (live), sends.ts (what the viewer writes).
import type { PostWire } from '#server/posts/wire.ts';
import type { ChangeWire, PostsPage, SiteWire, Sort, ThreadPage, ThreadWire, ViewerWire } from '#server/threads/wire.ts';

export type ThreadState = {
  site: SiteWire;
  thread: ThreadWire;
  viewer: ViewerWire | null;
  sort: Sort;
  posts: Record<string, PostWire>;
  /** The roots on view, in the page's order. */
  roots: string[];
  /** The viewer's own roots that no page has placed: written just now, held, refused. They stand first. */
  mine: string[];
  next: string | null;
  /** Roots whose branch has been asked for up to its end. */
  whole: Record<string, boolean>;
  /** Changes that came before the ones they follow. */
  ahead: Record<number, ChangeWire>;
  /** New posts that wait until the reader asks for them. */
  fresh: PostWire[];
  /** What the viewer wrote and the server has not answered for, by client id. */
  sends: Record<string, Send>;
  /** What went away, so that hearing it twice counts it once. */
  gone: Record<string, boolean>;
  /** Places kept though nothing is left there: someone is writing under them. */
  kept: Record<string, boolean>;
};

/** `post`: its outline, to be drawn by until it is one. */
export type Send = { clientId: string; parent: string | null; source: string; at: string; failed: boolean; post: PostWire };

export function openState(page: ThreadPage): ThreadState {
  const { site, thread, sort, viewer } = page;
  const own = viewer?.posts ?? [];
  const mine = own.flatMap(({ id, parent }) => (parent ? [] : [id]));
  const posts = Object.fromEntries(own.map((post) => [post.id, post]));
  return addRoots(
    { site, thread, viewer, sort, posts, roots: [], mine, next: null, whole: {}, ahead: {}, fresh: [], sends: {}, gone: {}, kept: {} },
    page,
  );
}

/** The next roots, with the first replies of each. */
export const addRoots = (state: ThreadState, page: PostsPage): ThreadState => addPosts({ ...state, next: page.next }, page);

export function addPosts(state: ThreadState, { posts: page }: PostsPage): ThreadState {
  const posts = { ...state.posts };
  const roots = [...state.roots];
  const placed = new Set([...roots, ...state.mine]);
  for (const post of page) {
    posts[post.id] = posts[post.id]?.own && !post.own ? { ...post, own: posts[post.id]!.own } : post;
    if (!post.parent && !placed.has(post.id)) roots.push(post.id);
  }
  const seen = new Set(page.map(({ id }) => id));
  return { ...state, posts, roots: inOrder(state.sort, roots, posts), fresh: state.fresh.filter(({ id }) => !seen.has(id)) };
}

/** The server's page is in order already, but for what was shown since. */
export function inOrder(sort: Sort, roots: string[], posts: ThreadState['posts']): string[] {
  if (sort === 'replies') return roots;
  const way = sort === 'oldest' ? 1 : -1;
  return roots.toSorted((a, b) => way * posts[a]!.at.localeCompare(posts[b]!.at));
}

export const isGone = ({ state }: PostWire) => state === 'removed' || state === 'deleted';
