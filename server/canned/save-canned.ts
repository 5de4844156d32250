import { and, eq, isNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { cannedReplies } from './queries.ts';
import type { CannedInput } from './wire.ts';

/** More is a list to search, not a menu. */
const MOST = 100;

/** Makes one, or its next version: the former is kept, for what was sent. Refuses `taken` where somebody changed it meanwhile. */
export async function saveCanned(
  deps: Deps,
  { site, member }: Staff,
  { id, ...given }: CannedInput & { id: string | null },
): Promise<void> {
  const at = deps.now();
  const uid = id ?? deps.newId();
  await deps.db.write(async (tx) => {
    const { cannedReplies: table } = tx.t;
    const known = await cannedReplies(tx, site.id);
    if (id !== null && !known.some((one) => one.id === id)) throw new Refusal('not_found');
    const latest = known.find((one) => one.id === uid && one.locale === given.locale);
    if ((latest?.version ?? 0) !== given.version) throw new Refusal('taken');
    if (!latest && known.length >= MOST) throw new Refusal('invalid', { fields: { title: ['field.too_many', { max: MOST }] } });
    if (latest)
      await tx
        .update(table)
        .set({ retiredAt: at })
        .where(and(eq(table.uid, uid), eq(table.locale, given.locale), isNull(table.retiredAt)));
    await tx.insert(table).values({ ...given, uid, version: given.version + 1, siteId: site.id, byId: member.id, at });
  });
}

/** In no menu any more, in any language. Refuses `not_found` where it is another site's, or is retired already. */
export async function retireCanned({ db, now }: Deps, { site }: Staff, uid: string): Promise<void> {
  const retired = await db.write((tx) => {
    const { cannedReplies: table } = tx.t;
    return tx
      .update(table)
      .set({ retiredAt: now() })
      .where(and(eq(table.uid, uid), eq(table.siteId, site.id), isNull(table.retiredAt)))
      .returning({ id: table.id });
  });
  if (retired.length === 0) throw new Refusal('not_found');
}
