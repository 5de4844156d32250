import type { PollVotedWire } from '#server/polls/wire.ts';
import type { ThreadState } from './store.ts';
import { problemOf } from './problem.ts';
import type { RarePen } from './writing.ts';

/** Sent once, and shown as the server says: a secret vote is nothing to guess at. */
export function openPolling({ talk, t, send, session }: RarePen) {
  const say = (id: string, words: string) => talk.look({ polls: { ...talk.view.polls, [id]: words } });

  return async function poll(id: string, options: number[]) {
    if (options.length === 0) return say(id, t('poll.none'));
    try {
      if (!talk.state!.viewer && !(await session.signIn({ site: talk.state!.site.key, lang: talk.lang }))) return;
      const voted = await send<PollVotedWire>('PUT', `polls/${id}/vote`, { options });
      talk.set({ state: withVote(talk.state!, voted) });
      say(id, t('poll.thanks'));
    } catch (error) {
      say(id, problemOf(error).message || t('voteFailed'));
    }
  };
}

function withVote(state: ThreadState, { poll, own }: PollVotedWire): ThreadState {
  const polls = (state.thread.polls ?? []).map((one) => (one.id === poll.id ? poll : one));
  const mine = [...(state.viewer?.polls ?? []).filter(({ id }) => id !== own.id), own];
  return { ...state, thread: { ...state.thread, polls }, viewer: state.viewer && { ...state.viewer, polls: mine } };
}
