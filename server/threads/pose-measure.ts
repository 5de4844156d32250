import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { activeMeasures } from './measures.ts';
import { appendChange, threadIn, type Place, type Thread } from './queries.ts';
import type { Measure, MeasureForThread } from './wire.ts';

type There = Place & { thread: Thread };

/** One of a kind holds at a time: the next takes its place. Whoever has the thread open sees it at once. */
export async function poseMeasure(
  deps: Deps,
  { member }: Pick<Actor, 'member'>,
  { place, kind, ...given }: { place: There; kind: Measure['kind'] } & MeasureForThread,
) {
  const at = deps.now();
  const measure: Measure = { id: deps.newId(), kind, ...given, from: at.toISOString(), by: member.uid };
  await change(deps, { byId: member.id, place, at }, (measures) => [...measures.filter((one) => one.kind !== kind), measure]);
}

/** Ends it now. One that is over is no failure. */
export async function liftMeasure(deps: Deps, { member }: Pick<Actor, 'member'>, { place, kind }: { place: There; kind: Measure['kind'] }) {
  await change(deps, { byId: member.id, place, at: deps.now() }, (measures) => measures.filter((one) => one.kind !== kind));
}

async function change(
  { db, bus }: Deps,
  { byId, place, at }: { byId: number; place: There; at: Date },
  next: (measures: Measure[]) => Measure[],
) {
  const { id, spaceId } = place.thread;
  const seq = await db.write(
    async (tx) => {
      await refuseUnlessModerator(tx, byId, spaceId);
      const { measures } = await threadIn(tx, id);
      await saveMeasures(tx, id, next(activeMeasures(measures, at)));
      return appendChange(tx, { threadId: id, kind: 'thread.changed', postId: null, count: 0, at });
    },
    { lock: place.name },
  );
  bus.emit('thread.changed', { threadId: id, place: place.name, seq, kind: 'thread.changed' });
}

export async function saveMeasures(tx: Writer, id: number, measures: Measure[]) {
  const { threads } = tx.t;
  await tx
    .update(threads)
    .set({ measures: measures.length > 0 ? measures : null })
    .where(eq(threads.id, id));
}
