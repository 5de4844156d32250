import { and, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { partnerByUid } from '../partners/queries.ts';
import { findSpace } from '../threads/queries.ts';
import { requireVoice } from '../voices/speak-as.ts';
import { changeItem } from './change-item.ts';
import { asksReview } from './policy.ts';
import { plannedNow, readItem } from './present.ts';
import type { ItemRecord } from './queries.ts';
import { refuseUnready } from './ready.ts';
import type { ItemWire, Planned, PlannedInput, PlannedKind } from './wire.ts';

/** A draft; a repeat of (author, client id) gives the first one. Refuses `invalid` for a space that is not there, `forbidden` for a voice that is not theirs. */
export async function makeItem(
  deps: Deps,
  staff: Staff,
  { clientId, ...planned }: PlannedInput,
): Promise<{ item: ItemWire; made: boolean }> {
  const { site, member } = staff;
  const row = await rowOf(deps, staff, planned);
  const [uid, at] = [deps.newId(), deps.now()];
  const { known } = await deps.db.write(
    async (tx) => {
      const { calendarItems } = tx.t;
      const [first] = await tx
        .select({ uid: calendarItems.uid })
        .from(calendarItems)
        .where(and(eq(calendarItems.authorId, member.id), eq(calendarItems.clientId, clientId)));
      if (first) return { known: first.uid };
      const theirs = { authorId: member.id, writtenById: member.id };
      await tx.insert(calendarItems).values({ ...row, ...theirs, uid, clientId, siteId: site.id, createdAt: at });
      return { known: null };
    },
    { lock: `calendar:${site.id}` },
  );
  if (!known) deps.bus.emit('calendar.changed', { siteId: site.id, item: uid });
  return { item: await readItem(deps, staff, known ?? uid), made: known === null };
}

/** What does not change what readers will see. */
const ASIDE = new Set<keyof Planned>(['at', 'minutes', 'checklist']);

/**
 * Other words, another day. Nobody approved other words; where somebody else approves, they make it a draft again, and what is
 * scheduled stays so otherwise, if it can still be opened. Refuses as makeItem, `taken`, and as refuseUnready.
 */
export const saveItem = (deps: Deps, staff: Staff, { id, version, ...planned }: Planned & { id: string; version: number }) =>
  changeItem(deps, staff, {
    id,
    version,
    act: 'change',
    how: async (record) => {
      const before = differences(await plannedNow(deps.db.read, record), planned);
      const row = await rowOf(deps, staff, planned, record);
      const rewritten = Object.keys(before).some((key) => !ASIDE.has(key as keyof Planned));
      const writers = [...new Set([...record.item.writers, record.item.writtenById, staff.member.id])];
      const written = rewritten && { writtenById: staff.member.id, writers, approvedById: null };
      if (rewritten && asksReview(staff.site) && (record.item.state === 'approved' || record.item.state === 'scheduled'))
        return { set: { ...row, ...written, state: 'draft' as const }, before: { ...before, state: record.item.state } };
      if (record.item.state === 'scheduled') await refuseUnready(deps, staff.site, { planned, authorId: record.item.authorId });
      return { set: { ...row, ...written }, before };
    },
  });

/** Another moment alone; null: nobody says when, and what was scheduled is not any more. */
export const moveItem = (deps: Deps, staff: Staff, { id, version, at }: { id: string; version: number; at: string | null }) =>
  changeItem(deps, staff, {
    id,
    version,
    act: 'move',
    how: async (record) => {
      const { state, authorId } = record.item;
      const known = await plannedNow(deps.db.read, record);
      const planned = { ...known, at };
      const before = differences(known, planned);
      const set = { at: at === null ? null : new Date(at), problem: null };
      if (state !== 'scheduled') return { set, before };
      if (at === null) return { set: { ...set, state: 'approved' }, before: { ...before, state } };
      await refuseUnready(deps, staff.site, { planned, authorId });
      return { set, before };
    },
  });

/** In one's own name from now on: its author has gone, or is away. */
export const takeItem = (deps: Deps, staff: Staff, { id, version }: { id: string; version: number }) =>
  changeItem(deps, staff, { id, version, act: 'take', how: () => ({ set: { authorId: staff.member.id, problem: null }, before: {} }) });

async function rowOf({ db }: Deps, { site, member }: Staff, { space, voice, partner: uid, at, ...rest }: Planned, known?: ItemRecord) {
  const found = space === null ? null : await findSpace(db.read, site.id, space);
  if (space !== null && !found) throw new Refusal('invalid', { fields: { space: ['field.space_gone'] } });
  // One that stands there already is its author's to speak for: looked at when it is scheduled.
  const stands = known && (voice === null || voice === known.voice?.uid);
  const voiceId = stands ? voice && known.item.voiceId : voice && (await requireVoice(db.read, member, voice)).memberId;
  const partnerId = await partnerFor(db.read, site.id, { uid, kind: rest.kind });
  return { ...rest, spaceId: found?.id ?? null, partnerId, voiceId: voiceId as number | null, at: at === null ? null : new Date(at) };
}

/** What opens no conversation bears no label. One that ended is looked at when it is scheduled. */
async function partnerFor(
  reader: Reader,
  siteId: number,
  { uid, kind }: { uid: string | null; kind: PlannedKind },
): Promise<number | null> {
  if (uid === null || kind === 'article' || kind === 'digest') return null;
  const partner = await partnerByUid(reader, siteId, uid);
  if (!partner) throw new Refusal('invalid', { fields: { partner: ['field.partner_ended'] } });
  return partner.id;
}

/** What stood there, of what is another. */
function differences(before: Planned, after: Planned): Partial<Planned> {
  const keys = (Object.keys(after) as (keyof Planned)[]).filter((key) => canonical(before[key]) !== canonical(after[key]));
  return Object.fromEntries(keys.map((key) => [key, before[key]]));
}

/** Postgres keeps an object's keys in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
