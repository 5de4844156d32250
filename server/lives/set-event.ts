import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Actor } from '../http/who.ts';
import { idIn } from './LiveFields.tsx';
import { meetingOf } from './plan-live.ts';
import { liveIn } from './queries.ts';
import { runLive, type There } from './run-live.ts';

/** The event that it follows, by its address; none where that is empty. Refuses `invalid` for what is no event of the site's. */
export async function setEvent(deps: Deps, actor: Actor, place: There, address: string) {
  const event = idIn(address);
  const meetingId = event === null ? null : await meetingOf(deps, place.site, event);
  await runLive(deps, actor, place, async (tx, { id }) => {
    const { lives } = tx.t;
    if ((await liveIn(tx, id))?.meetingId === meetingId) return null;
    await tx.update(lives).set({ meetingId }).where(eq(lives.threadId, id));
    return 'live.event_set';
  });
}
