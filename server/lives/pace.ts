import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { USUAL_PACE } from '../moderation/phases/flood.ts';
import { kinds } from '../threads/kinds.ts';
import type { Thread } from '../threads/queries.ts';
import { liveIn } from './queries.ts';
import { runLive, type There } from './run-live.ts';

/** What its hosts choose from: as everywhere, a match, a final. Messages of one person in ten minutes. */
export const PACES = [USUAL_PACE, 20, 40];

/** How much one person writes in ten minutes before somebody reads it first. */
export async function paceIn(reader: Reader, thread: Pick<Thread, 'id' | 'kind'> | null): Promise<number> {
  const live = thread && kinds[thread.kind].flows ? await liveIn(reader, thread.id) : null;
  return live?.pace ?? USUAL_PACE;
}

/** Refuses `invalid` for a pace that is none of them. */
export async function setPace(deps: Deps, actor: Actor, place: There, asked: string) {
  const pace = PACES.find((one) => String(one) === asked);
  if (pace === undefined) throw new Refusal('invalid', { fields: { pace: ['field.wrong'] } });
  await runLive(deps, actor, place, async (tx, { id }) => {
    const { lives } = tx.t;
    if ((await liveIn(tx, id))?.pace === pace) return null;
    await tx.update(lives).set({ pace }).where(eq(lives.threadId, id));
    return 'live.pace_set';
  });
}
