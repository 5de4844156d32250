import type { PostWire } from '#server/posts/wire.ts';
import type { ReactionsWire } from '#server/reactions/wire.ts';
import type { ThreadState } from './store.ts';
import { problemOf } from './problem.ts';
import type { RarePen } from './writing.ts';

/** Pressed at once, and as the server says once it has answered. */
export function openReacting({ talk, t, send, session, around }: RarePen) {
  const put = (id: string, said: ReactionsWire) => talk.set({ state: withReactions(talk.state!, id, said) });

  return async function react(id: string, kind: string) {
    const before = saidOf(talk.state!.posts[id]!);
    const on = !before.reacted.includes(kind);
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return;
      put(id, toggled(before, kind, on));
      put(id, await send<ReactionsWire>(on ? 'PUT' : 'DELETE', `posts/${id}/reactions/${kind}`));
    } catch (error) {
      put(id, before);
      around.tell(id, t(problemOf(error).code === 'too_fast' ? 'reactionFast' : 'reactionFailed'));
    }
  };
}

const saidOf = ({ reactions = {}, reacted = [] }: PostWire): ReactionsWire => ({ reactions, reacted });

export function toggled({ reactions, reacted }: ReactionsWire, kind: string, on: boolean): ReactionsWire {
  const count = Math.max(0, (reactions[kind] ?? 0) + (on ? 1 : -1));
  return { reactions: { ...reactions, [kind]: count }, reacted: on ? [...reacted, kind] : reacted.filter((one) => one !== kind) };
}

function withReactions(state: ThreadState, id: string, said: ReactionsWire): ThreadState {
  const post = state.posts[id];
  return post ? { ...state, posts: { ...state.posts, [id]: { ...post, ...said } } } : state;
}
