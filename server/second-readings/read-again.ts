import { and, eq, isNull } from 'drizzle-orm';
import { insertNote } from '../cases/add-note.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { currentRules } from '../charter/queries.ts';
import { translate } from '../i18n/translate.ts';
import { tellManagers } from '../notifications/tell-managers.ts';
import { nextReading } from './queries.ts';
import type { ReadingInput } from './wire.ts';

/**
 * The second word on a text, once. Where it is another than the first, the case has a note of it, and managers
 * are told. Refuses `not_found`, `taken`.
 */
export async function readAgain(
  deps: Deps,
  { site, spaces, member }: Staff,
  { uid, verdict, rule }: ReadingInput & { uid: string },
): Promise<void> {
  const at = deps.now();
  const noteUid = deps.newId();
  const reading = await nextReading(deps.db.read, { siteId: site.id, spaces }, { me: member.id, now: at, uid });
  if (!reading) throw new Refusal('not_found');
  const named = (await currentRules(deps.db.read, site)).find(({ number }) => number === rule);
  if (verdict === 'reject' && !named) throw new Refusal('invalid', { fields: { rule: ['field.required'] } });
  const differs = (verdict === 'approve') !== (reading.verdict === 'approve');
  await deps.db.write(async (tx) => {
    const { secondReadings } = tx.t;
    const read = await tx
      .update(secondReadings)
      .set({ readerId: member.id, verdict, ruleId: named?.id ?? null, readAt: at })
      .where(and(eq(secondReadings.id, reading.id), isNull(secondReadings.readAt)))
      .returning({ id: secondReadings.id });
    if (read.length === 0) throw new Refusal('taken');
    if (!differs) return;
    const text = translate(site.settings.locale, 'readings.differs', { verdict, rule: named?.number ?? 0 });
    await insertNote(tx, { uid: noteUid, found: { id: reading.caseId, siteId: site.id }, byId: member.id, text, at });
    await tellManagers(tx, { siteId: site.id, kind: 'differs', postId: reading.postId, event: reading.id }, at);
  });
  if (differs) deps.bus.emit('case.changed', { siteId: site.id, caseId: reading.caseId });
}
