// How a page follows a live night: what comes stands at the end, what is old goes, and nothing is done that grows with the night.
import type { PostWire } from '#server/posts/wire.ts';
import { showFresh } from './changes.ts';
import type { ThreadState } from './store.ts';
import type { View } from './thread/view.ts';

/** Posts that a page holds, and that wait behind its pill: enough to scroll back through a goal, few enough to draw in a frame. */
const HELD = 100;

/** It goes on, or it ended under the reader's eyes: then it stays as it is until it is read anew. */
export const flows = ({ thread: { live } }: Pick<ThreadState, 'thread'>, { flowed }: Pick<View, 'flowed'>): boolean =>
  live !== undefined && (flowed ?? live.state !== 'ended');

/** What came takes its place while the reader is at the end; else it waits, and is counted. */
export function follow(before: ThreadState, { away, composers }: Pick<View, 'away' | 'composers'>): ThreadState {
  const state = settled(before);
  return away ? bounded(state) : letGo(showFresh(state.missed ? afresh(state) : state), composers);
}

/** What stands in the flow, in its order; and what was asked for by its address from before its beginning. */
export function flowOf({ roots, mine, posts, next }: ThreadState): { asked: string[]; ids: string[] } {
  const from = next === null ? '' : (posts[next]?.at ?? '');
  const asked = roots.filter((id) => posts[id]!.at < from);
  return { asked, ids: [...roots.slice(asked.length), ...mine.toReversed()] };
}

/** The viewer's own, once public, stand among the others. */
function settled(state: ThreadState): ThreadState {
  const placed = state.mine.filter((id) => !(id in state.sends) && state.posts[id]?.state === 'published');
  if (placed.length === 0) return state;
  const at = (id: string) => state.posts[id]!.at;
  const roots = [...state.roots, ...placed].toSorted((a, b) => at(a).localeCompare(at(b)));
  return { ...state, roots, mine: state.mine.filter((id) => !placed.includes(id)) };
}

/** More waits than a page holds: the first of it would be let go anyway. */
function bounded(state: ThreadState): ThreadState {
  const more = state.fresh.length - HELD;
  return more > 0 ? { ...state, fresh: state.fresh.slice(more), missed: (state.missed ?? 0) + more } : state;
}

/** What stood there is further back than what waits: between them is what was missed. */
function afresh(state: ThreadState): ThreadState {
  const next = state.fresh[0]?.id ?? null;
  return { ...without(state, state.roots), roots: [], next, missed: 0 };
}

/** The earliest go, to be asked for again; not what somebody writes under. */
function letGo(state: ThreadState, composers: View['composers']): ThreadState {
  const old = state.roots.slice(0, Math.max(0, state.roots.length - HELD));
  const kept = (id: string) => `reply:${id}` in composers || `edit:${id}` in composers;
  const gone = old.filter((id) => !kept(id));
  if (gone.length === 0) return state;
  const left = new Set(gone);
  const roots = state.roots.filter((id) => !left.has(id));
  return { ...without(state, gone), roots, next: roots.find((id) => !kept(id)) ?? state.next };
}

function without(state: ThreadState, ids: string[]): ThreadState {
  const left = new Set(ids);
  const posts: Record<string, PostWire> = {};
  for (const id in state.posts) if (!left.has(id)) posts[id] = state.posts[id]!;
  return { ...state, posts };
}
