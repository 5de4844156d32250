import type { VoteWire } from '#server/votes/wire.ts';
import type { ThreadState } from './store.ts';
import { problemOf } from './problem.ts';
import type { RarePen } from './writing.ts';

/** Counted at once, and as the server says once it has answered. */
export function openVoting({ talk, t, send, session, around }: RarePen) {
  const put = (id: string, said: VoteWire) => talk.set({ state: withVotes(talk.state!, id, said) });

  return async function vote(id: string) {
    const { votes = 0, voted = false } = talk.state!.posts[id]!;
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return;
      put(id, { votes: votes + (voted ? -1 : 1), voted: !voted });
      const { movedTo, ...said } = await send<VoteWire>(voted ? 'DELETE' : 'PUT', `votes/${id}`);
      put(id, said);
      if (movedTo) around.tell(id, t('voteMoved', { title: movedTo.title }));
    } catch (error) {
      put(id, { votes, voted });
      around.tell(id, t(SAID[problemOf(error).code] ?? 'voteFailed'));
    }
  };
}

const SAID: Partial<Record<string, 'reactionFast' | 'voteForbidden' | 'voteClosed'>> = {
  too_fast: 'reactionFast',
  vote_unproved: 'voteForbidden',
  votes_closed: 'voteClosed',
};

function withVotes(state: ThreadState, id: string, said: VoteWire): ThreadState {
  const post = state.posts[id];
  return post ? { ...state, posts: { ...state.posts, [id]: { ...post, ...said } } } : state;
}
