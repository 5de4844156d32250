import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';

/** Of one member: beyond it nobody reads them. */
const MOST_LABELS = 20;
/** Of a site, to choose from. */
const KNOWN = 200;

/** Put twice is put once, and lasts from then on. Refuses `invalid` for one too many. */
export const putLabel = ({ db, now }: Deps, { site, member }: Staff, { memberId, label }: { memberId: number; label: string }) =>
  db.write(async (tx) => {
    const { memberLabels } = tx.t;
    const row = { siteId: site.id, memberId, label, byId: member.id, at: now() };
    const others = (await labelsOf(tx, memberId)).filter((known) => known !== label);
    if (others.length >= MOST_LABELS) throw new Refusal('invalid', { fields: { label: ['field.too_many', { max: MOST_LABELS }] } });
    await tx
      .insert(memberLabels)
      .values(row)
      .onConflictDoUpdate({ target: [memberLabels.memberId, memberLabels.label], set: { byId: row.byId, at: row.at } });
  });

export const takeLabel = ({ db }: Deps, { memberId, label }: { memberId: number; label: string }) =>
  db.write(async (tx) => {
    const { memberLabels } = tx.t;
    await tx.delete(memberLabels).where(and(eq(memberLabels.memberId, memberId), eq(memberLabels.label, label)));
  });

export async function labelsOf(reader: Reader, memberId: number): Promise<string[]> {
  const { memberLabels } = reader.t;
  const rows = await reader
    .select({ label: memberLabels.label })
    .from(memberLabels)
    .where(eq(memberLabels.memberId, memberId))
    .orderBy(asc(memberLabels.label));
  return rows.map(({ label }) => label);
}

export async function labelsOn(reader: Reader, siteId: number): Promise<string[]> {
  const { memberLabels } = reader.t;
  const rows = await reader
    .selectDistinct({ label: memberLabels.label })
    .from(memberLabels)
    .where(eq(memberLabels.siteId, siteId))
    .orderBy(asc(memberLabels.label))
    .limit(KNOWN);
  return rows.map(({ label }) => label);
}
