// At the door: who came. Ticked twice is once, unticked is as before; two phones at one door agree.
import { and, eq, isNotNull, lte, ne } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { count, moveUp, type There } from './answer.ts';
import { refuseUnlessRuns } from './set-meeting.ts';
import { requireMeeting } from './queries.ts';

/** Days for which names are kept of who came without an account: until it has been told of. */
const WALK_IN_DAYS = 30;

/** Whoever is on the list, whatever they had said. Refuses `not_found`. */
export async function setCame({ db, now }: Deps, { member }: Staff, place: There, { uid, came }: { uid: string; came: boolean }) {
  await db.write(
    async (tx) => {
      await refuseUnlessRuns(tx, member.id, place.thread);
      const { attendances } = tx.t;
      const found = await tx
        .update(attendances)
        .set({ cameAt: came ? now() : null })
        .where(and(eq(attendances.uid, uid), eq(attendances.threadId, place.thread.id)))
        .returning({ id: attendances.id });
      if (found.length === 0) throw new Refusal('not_found');
    },
    { lock: place.name },
  );
}

/** Somebody who is on no list, and is here: counted, also beyond the seats, which the door alone can judge. */
export async function addWalkIn({ db, now, newId }: Deps, { member }: Staff, place: There, name: string): Promise<string> {
  const uid = newId();
  const { id: threadId, siteId } = place.thread;
  await db.write(
    async (tx) => {
      await refuseUnlessRuns(tx, member.id, place.thread);
      await requireMeeting(tx, threadId);
      const row = { uid, siteId, threadId, walkIn: name, answer: 'yes' as const, answeredAt: now(), cameAt: now() };
      await tx.insert(tx.t.attendances).values(row);
      await count(tx, threadId, { was: null, became: 'yes', at: now() });
    },
    { lock: place.name },
  );
  return uid;
}

/** Written by mistake. Of members, nothing happens: they take back their own word. */
export async function dropWalkIn({ db, now }: Deps, { member }: Staff, place: There, uid: string) {
  await db.write(
    async (tx) => {
      await refuseUnlessRuns(tx, member.id, place.thread);
      const { attendances } = tx.t;
      const dropped = await tx
        .delete(attendances)
        .where(and(eq(attendances.uid, uid), eq(attendances.threadId, place.thread.id), isNotNull(attendances.walkIn)))
        .returning({ id: attendances.id });
      if (dropped.length === 0) return;
      await count(tx, place.thread.id, { was: 'yes', became: null, at: now() });
      await moveUp(tx, place.thread.id, now());
    },
    { lock: place.name },
  );
}

/** Names of people who gave them at a door, and to nobody here. */
export const purgeWalkIns = (db: Database, now: Date) =>
  db.write(async (tx) => {
    const { attendances } = tx.t;
    const until = new Date(now.getTime() - WALK_IN_DAYS * 86_400_000);
    await tx
      .update(attendances)
      .set({ walkIn: '' })
      .where(and(ne(attendances.walkIn, ''), lte(attendances.answeredAt, until)));
  });
