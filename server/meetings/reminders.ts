import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { meetingIn, remindersDue } from './queries.ts';
import { tellLater } from './tell.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Of hours that were just said: nobody is reminded of what they were told a moment ago. */
export const toldBy = (startsAt: Date, now: Date) => ({
  dayToldAt: startsAt.getTime() - now.getTime() <= DAY_MS ? now : null,
  hourToldAt: startsAt.getTime() - now.getTime() <= HOUR_MS ? now : null,
});

/** The day before, and the hour before, each once for the hours that it has; where both are due, the hour alone. */
export async function remind(deps: Deps) {
  const now = deps.now();
  for (const { threadId } of await remindersDue(deps.db.read, now, { day: DAY_MS, hour: HOUR_MS })) await remindOf(deps, threadId, now);
}

async function remindOf({ db }: Deps, threadId: number, now: Date) {
  await db.write(async (tx) => {
    const { meetings } = tx.t;
    const meeting = await meetingIn(tx, threadId);
    if (!meeting || meeting.cancelledAt || meeting.startsAt <= now) return;
    const left = meeting.startsAt.getTime() - now.getTime();
    const what = left <= HOUR_MS && !meeting.hourToldAt ? 'hour' : left <= DAY_MS && !meeting.dayToldAt ? 'day' : null;
    if (!what) return;
    await tx
      .update(meetings)
      .set({ dayToldAt: now, ...(what === 'hour' && { hourToldAt: now }) })
      .where(eq(meetings.threadId, threadId));
    await tellLater(tx, meeting, 'event_soon', `${what}:${meeting.sequence}`, now);
  });
}
