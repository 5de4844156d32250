import { eq } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import type { Place, Thread } from '../threads/queries.ts';
import { overridesOf } from './queries.ts';
import { screeningFor } from './screening.ts';
import type { ThreadScreeningInput, ThreadScreeningWire } from './wire.ts';

type Held = Place & { thread: Thread };

/** What a thread screens otherwise, and what holds there without it. */
export async function readThreadScreening(reader: Reader, place: Held): Promise<ThreadScreeningWire> {
  const { thread, ...around } = await overridesOf(reader, place);
  const { words, newcomerPosts, maxLinks } = screeningFor(place.site.settings, { ...around, thread: null });
  return { screening: thread, around: { words: words.length, newcomerPosts, maxLinks } };
}

/** Takes the place of what was `known`; refuses `taken` where that is no longer what holds. */
export async function saveThreadScreening({ db }: Deps, { member }: Staff, { thread }: Held, { known, screening }: ThreadScreeningInput) {
  await db.write(async (tx) => {
    await refuseUnlessModerator(tx, member.id, thread.spaceId);
    const { threads } = tx.t;
    const [row] = await tx.select({ screening: threads.screening }).from(threads).where(eq(threads.id, thread.id));
    if (!isDeepStrictEqual(row?.screening ?? null, known)) throw new Refusal('taken');
    await tx.update(threads).set({ screening }).where(eq(threads.id, thread.id));
  });
}
