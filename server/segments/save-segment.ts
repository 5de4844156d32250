import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import { MOST_SEGMENTS } from './input.ts';
import { segmentByUid } from './queries.ts';
import type { SegmentInput } from './wire.ts';

/** One more. Refuses `invalid` for a name that another has, and one too many. */
export const makeSegment = (deps: Deps, staff: Staff, { name, filter }: SegmentInput) =>
  change(deps, staff, { event: 'segment.made', name }, async (tx, row) => {
    const { segments } = tx.t;
    if ((await tx.$count(segments, eq(segments.siteId, staff.site.id))) >= MOST_SEGMENTS)
      throw new Refusal('invalid', { fields: { name: ['field.too_many', { max: MOST_SEGMENTS }] } });
    await refuseKnown(tx, { siteId: staff.site.id, name, own: null });
    await tx.insert(segments).values({ ...row, uid: deps.newId(), siteId: staff.site.id, name, filter, version: 1 });
  });

/** Refuses `not_found`, `taken` where somebody changed it meanwhile, and as makeSegment. */
export const changeSegment = (deps: Deps, staff: Staff, { id: uid, name, filter, version }: SegmentInput & { id: string }) =>
  change(deps, staff, { event: 'segment.changed', name }, async (tx, row) => {
    const known = await segmentByUid(tx, staff.site.id, uid);
    if (!known) throw new Refusal('not_found');
    if (known.version !== version) throw new Refusal('taken');
    await refuseKnown(tx, { siteId: staff.site.id, name, own: uid });
    await tx
      .update(tx.t.segments)
      .set({ ...row, name, filter, version: version + 1 })
      .where(eq(tx.t.segments.id, known.id));
  });

/** Refuses `not_found`. Who was in it is not touched. */
export async function removeSegment(deps: Deps, staff: Staff, uid: string) {
  const known = await segmentByUid(deps.db.read, staff.site.id, uid);
  if (!known) throw new Refusal('not_found');
  await change(deps, staff, { event: 'segment.removed', name: known.name }, async (tx) => {
    const gone = await tx.delete(tx.t.segments).where(eq(tx.t.segments.id, known.id)).returning({ id: tx.t.segments.id });
    if (gone.length === 0) throw new Refusal('not_found');
  });
}

async function refuseKnown(tx: Writer, { siteId, name, own }: { siteId: number; name: string; own: string | null }) {
  const { segments } = tx.t;
  const [known] = await tx
    .select({ uid: segments.uid })
    .from(segments)
    .where(and(eq(segments.siteId, siteId), eq(segments.name, name)));
  if (known && known.uid !== own) throw new Refusal('invalid', { fields: { name: ['segments.known'] } });
}

/** One at a time on a site, with its line in the log. */
const change = (
  { db, now }: Deps,
  { site, member, session }: Staff,
  { event, name }: { event: SecurityEvent; name: string },
  work: (tx: Writer, by: { byId: number; changedAt: Date }) => Promise<void>,
) =>
  db.write(
    async (tx) => {
      const at = now();
      await work(tx, { byId: member.id, changedAt: at });
      await logSecurity(tx, { event, siteId: site.id, actor: session.account.uid, facts: { name }, at });
    },
    { lock: `segments:${site.id}` },
  );
