import { and, eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { badgesOf } from './badges-of.ts';

/** Shown to others no longer, or again; twice is once. Refuses `not_found` for what they have not. */
export function setHidden(
  { db, now }: Deps,
  member: Pick<Member, 'id' | 'role' | 'createdAt'>,
  badge: string,
  hidden: boolean,
): Promise<void> {
  const at = now();
  return db.write(async (tx) => {
    if (!(await badgesOf(tx, member, at)).some(({ key }) => key === badge)) throw new Refusal('not_found');
    const { badgesHidden } = tx.t;
    const row = { memberId: member.id, badge };
    if (hidden) await tx.insert(badgesHidden).values(row).onConflictDoNothing();
    else await tx.delete(badgesHidden).where(and(eq(badgesHidden.memberId, row.memberId), eq(badgesHidden.badge, badge)));
  });
}
