import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { insertNotice } from '../notifications/notify.ts';
import { clocksOf } from './clocks.ts';

export const alarmOutbox = (deps: Deps): OutboxHandlers => ({
  'clock.alarm': (alarm: { postId: number; alarmAt: number }) => ringAlarm(deps, alarm),
});

/** A notice waits longer than the site wants: whoever manages it is told, once. Not of what was decided meanwhile. */
async function ringAlarm({ db, now }: Deps, { postId, alarmAt }: { postId: number; alarmAt: number }): Promise<void> {
  const at = now();
  await db.write(async (tx) => {
    const clocks = await clocksOf(tx, postId);
    if (clocks?.alarmAt?.getTime() !== alarmAt) return;
    const { members } = tx.t;
    const managers = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.siteId, clocks.siteId), inArray(members.role, ['manager', 'admin']), isNull(members.goneAt)));
    for (const { id } of managers)
      await insertNotice(tx, { siteId: clocks.siteId, memberId: id, kind: 'alarm', postId, event: postId }, at);
  });
}
