import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { actsOn, asksReview } from './policy.ts';
import { readItem, requireItem } from './present.ts';
import type { ItemRecord } from './queries.ts';
import type { ItemAct, ItemChange, ItemTaken, ItemWire } from './wire.ts';

type Changed = { set: Partial<Writer['t']['calendarItems']['$inferInsert']>; before: ItemChange['before'] };
/** `also`: what is done in its transaction, once it is. */
type Change = Changed & { also?(tx: Writer): Promise<void> };
type Asked = { id: string; version: number; act: ItemAct };

/**
 * One change of one item, by somebody who may do `act`, on the version that they saw. Refuses `not_found`, `forbidden`; `taken`, with the
 * item as it is by now, where it was changed meanwhile.
 */
export async function changeItem(
  deps: Deps,
  staff: Staff,
  { how, ...asked }: Asked & { how(record: ItemRecord): Change | Promise<Change> },
): Promise<ItemWire> {
  const record = await itemFor(deps, staff, asked);
  const changed = await how(record);
  const at = deps.now();
  const done = await deps.db.write(
    async (tx) => {
      if (!(await setItem(tx, { ...record.item, byId: staff.member.id }, changed, at))) return false;
      await changed.also?.(tx);
      return true;
    },
    { lock: `calendar:${staff.site.id}` },
  );
  if (!done) throw await taken(deps, staff, asked.id);
  deps.bus.emit('calendar.changed', { siteId: staff.site.id, item: asked.id });
  return readItem(deps, staff, asked.id);
}

/** Taken out. Refuses as changeItem. */
export async function removeItem(deps: Deps, staff: Staff, asked: Omit<Asked, 'act'>) {
  const { item } = await itemFor(deps, staff, { ...asked, act: 'remove' });
  const gone = await deps.db.write((tx) => {
    const { calendarItems } = tx.t;
    return tx.delete(calendarItems).where(sameAs(tx, item)).returning({ id: calendarItems.id });
  });
  if (gone.length === 0) throw await taken(deps, staff, asked.id);
  deps.bus.emit('calendar.changed', { siteId: staff.site.id, item: asked.id });
}

async function itemFor(deps: Deps, staff: Staff, { id, version, act }: Asked): Promise<ItemRecord> {
  const record = await requireItem(deps, staff, id);
  if (record.item.version !== version) throw await taken(deps, staff, id);
  if (!actsOn(record.item, staff.member, asksReview(staff.site)).includes(act)) throw new Refusal('forbidden');
  return record;
}

const taken = async (deps: Deps, staff: Staff, uid: string) =>
  new Refusal('taken', { details: { item: await readItem(deps, staff, uid) } satisfies ItemTaken });

type Known = Pick<ItemRecord['item'], 'id' | 'siteId' | 'version' | 'state'> & { byId: number | null };

/** Whether it was still as it was known. */
export async function setItem(tx: Writer, { byId, ...item }: Known, { set, before }: Changed, at: Date): Promise<boolean> {
  const { calendarItems, calendarChanges } = tx.t;
  const version = item.version + 1;
  const done = await tx
    .update(calendarItems)
    .set({ ...set, version })
    .where(sameAs(tx, item))
    .returning({ id: calendarItems.id });
  if (done.length === 0) return false;
  await tx.insert(calendarChanges).values({ itemId: item.id, siteId: item.siteId, version, byId, before, at });
  return true;
}

function sameAs({ t: { calendarItems } }: Writer, { id, version, state }: Omit<Known, 'byId'>) {
  return and(eq(calendarItems.id, id), eq(calendarItems.version, version), eq(calendarItems.state, state));
}
