import { and, eq, isNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { requireItem } from '../planning/present.ts';
import { logSecurity } from '../security/log.ts';

/** Who has it has it; nobody else gets it. Twice is once. Refuses `not_found`, and `invalid` for an item that is no letter that left. */
export async function callOff(deps: Deps, { site, session }: Staff, id: string) {
  const { db, now, bus } = deps;
  const { item } = await requireItem(deps, { site }, id);
  await db.write(async (tx) => {
    const { digests } = tx.t;
    const [letter] = await tx.select({ id: digests.id }).from(digests).where(eq(digests.itemId, item.id));
    if (!letter) throw new Refusal('invalid', { fields: { letter: ['digests.not_left'] } });
    const ours = await tx
      .update(digests)
      .set({ calledOffAt: now() })
      .where(and(eq(digests.id, letter.id), isNull(digests.calledOffAt)))
      .returning({ title: digests.title });
    for (const { title } of ours)
      await logSecurity(tx, { event: 'letter.called_off', siteId: site.id, actor: session.account.uid, facts: { name: title }, at: now() });
  });
  bus.emit('calendar.changed', { siteId: site.id, item: id });
}
