import type { PostWire } from '#server/posts/wire.ts';
import type { Send, ThreadState } from '../store.ts';

/** Replies step in this many times; what follows stands level, in reading order, each saying whom it answers. */
export const DEEPEST = 4;

/** A post and what hangs on it. `send`: the viewer's own, on its way. */
export type Branch = { post: PostWire; send: Send | null; replies: Branch[]; parent: PostWire | null | undefined };

/** The roots on view; the viewer's own, which no page has placed, where the latest stand. */
export function branchesOf(state: ThreadState): Branch[] {
  const children = state.sort === 'flat' ? new Map<string, Leaf[]>() : childrenOf(state);
  const grow = (leaf: Leaf, parent: Branch['parent']): Branch => ({
    ...leaf,
    parent,
    replies: (children.get(leaf.post.id) ?? []).map((child) => grow(child, leaf.post)),
  });
  const ids = state.sort === 'oldest' ? [...state.roots, ...state.mine] : [...state.mine, ...state.roots];
  return ids.flatMap((id) => {
    const send = state.sends[id] ?? null;
    const post = send?.post ?? state.posts[id];
    return post ? [grow({ post, send }, state.posts[post.parent!])] : [];
  });
}

/** All that hangs on a post, level: each followed by its own replies. */
export const levelled = (replies: Branch[]): Branch[] =>
  replies.flatMap((branch) => [{ ...branch, replies: [] }, ...levelled(branch.replies)]);

type Leaf = Pick<Branch, 'post' | 'send'>;

function childrenOf(state: ThreadState): Map<string, Leaf[]> {
  const children = new Map<string, Leaf[]>();
  const add = (parent: string, leaf: Leaf) => void (children.get(parent)?.push(leaf) ?? children.set(parent, [leaf]));
  const replies = Object.values(state.posts).filter(({ parent }) => parent !== null);
  // What is not public yet has no rank: it stands last.
  for (const post of replies.toSorted((a, b) => (a.rank || Infinity) - (b.rank || Infinity) || a.at.localeCompare(b.at)))
    add(state.posts[post.parent!] ? post.parent! : post.root, { post, send: null });
  for (const send of Object.values(state.sends)) if (send.parent) add(send.parent, { post: send.post, send });
  return children;
}
