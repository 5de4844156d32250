import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { tellManagers } from '../notifications/tell-managers.ts';
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
    await tellManagers(tx, { siteId: clocks.siteId, kind: 'alarm', postId, event: postId }, at);
  });
}
