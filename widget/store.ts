// What the reader's copy of a thread holds. Pure, as is what follows on it: changes.ts (live), sends.ts (what the viewer writes).
import type { PostWire } from '#server/posts/wire.ts';
import type { ChangeWire, SiteWire, Sort, ThreadPage, ThreadWire, ViewerWire } from '#server/threads/wire.ts';

export type ThreadState = {
  site: SiteWire;
  thread: ThreadWire;
  viewer: ViewerWire | null;
  sort: Sort;
  posts: Record<string, PostWire>;
  /** The roots on view, in the page's order; all posts where the order is flat. */
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
  /** Of a live night: how many more than those were let go, unread (flow.ts). */
  missed?: number;
  /** Posts came from another thread, or went to one: how it hangs together is to be read afresh. */
  moved?: true;
  /** What the viewer wrote and the server has not answered for, by client id. */
  sends: Record<string, Send>;
  /** What went away, so that hearing it twice counts it once. */
  gone: Record<string, boolean>;
  /** Places kept though nothing is left there: someone is writing under them. */
  kept: Record<string, boolean>;
};

/** `post`: its outline, to be drawn by until it is one. */
/** `voice`: of the newsroom, by its id, where it is not said in one's own name. */
export type Send = { clientId: string; parent: string | null; source: string; voice?: string; at: string; failed: boolean; post: PostWire };

/** A first page, as anybody sees it. Whose eyes they are comes with what they write (sends.ts). */
export function openState({ site, thread, sort, posts, next }: ThreadPage): ThreadState {
  return {
    site,
    thread,
    viewer: null,
    sort,
    posts: Object.fromEntries(posts.map((post) => [post.id, post])),
    roots: posts.filter((post) => post.id !== thread.opening && standsAlone(sort, post)).map(({ id }) => id),
    mine: [],
    next,
    whole: {},
    ahead: {},
    fresh: [],
    sends: {},
    gone: {},
    kept: {},
  };
}

/** In no branch on view: a root, or any where none is drawn. */
export const standsAlone = (sort: Sort, { parent }: { parent: string | null }) => !parent || sort === 'flat';

/** Moderation or its author took it away: its place stays while replies hang on it. */
export const isGone = ({ state }: PostWire) => state === 'removed' || state === 'deleted';
