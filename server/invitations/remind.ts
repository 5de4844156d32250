import { and, eq, isNotNull, lte } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { queueInvitationMail } from './mails.ts';
import { remindAt, reminderAt } from './remind-at.ts';

/** What one run looks at: the rest a minute later. */
const BATCH = 100;

/** Queues the reminders that are due, each at most once: the next time is set in the same transaction. */
export async function queueReminders({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const at = now();
  const { invitations } = db.read.t;
  const isDue = and(isNotNull(invitations.remindAt), lte(invitations.remindAt, at));
  if ((await db.read.$count(invitations, isDue)) === 0) return;
  await db.write(async (tx) => {
    const due = await tx
      .select({ id: invitations.id, siteId: invitations.siteId, startsAt: invitations.startsAt, endsAt: invitations.endsAt })
      .from(invitations)
      .where(isDue)
      .limit(BATCH);
    for (const { id, siteId, startsAt, endsAt } of due) {
      const term = { startsAt: startsAt!, endsAt: endsAt! };
      const purpose = reminderAt(term, at);
      await tx
        .update(invitations)
        .set({ remindAt: remindAt(term, at) })
        .where(eq(invitations.id, id));
      if (purpose) await queueInvitationMail(tx, { invitation: id, siteId, purpose }, at);
    }
  });
}
