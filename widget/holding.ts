import { problemOf } from './problem.ts';
import type { RarePen } from './writing.ts';

/** What those who hold a live night do in it. What comes of it everybody is told alike, they too. */
export function openHolding({ talk, t, send, around }: RarePen) {
  const thread = () => talk.state!.thread;

  return {
    async pin(id: string) {
      const above = thread().live!.pinned?.id !== id;
      try {
        await send('PUT', `live-moments/${id}`, { above });
        around.tell(id, t(above ? 'live.pinnedNow' : 'live.unpinned'));
      } catch (error) {
        around.tell(id, problemOf(error).message || t('problem.other'));
      }
    },
    async pause(on: boolean) {
      try {
        await send(on ? 'PUT' : 'DELETE', `lives/${thread().id}/pause`);
      } catch (error) {
        talk.look({ said: problemOf(error).message || t('problem.other') });
      }
    },
  };
}
