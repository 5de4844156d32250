import { Refusal } from '../errors.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { readItem, requireItem } from './present.ts';
import type { ItemWire } from './wire.ts';

/** More is a meeting. */
const MOST = 200;

/** A word to colleagues, whatever its state. Refuses `not_found`, `invalid` for one too many. */
export async function addNote(deps: Deps, staff: Staff, { id, text }: { id: string; text: string }): Promise<ItemWire> {
  const { item } = await requireItem(deps, staff, id);
  const { siteId, id: itemId } = item;
  const [uid, at] = [deps.newId(), deps.now()];
  if ((await readItem(deps, staff, id)).notes.length >= MOST)
    throw new Refusal('invalid', { fields: { text: ['field.too_many', { max: MOST }] } });
  await deps.db.write(
    async (tx) => void (await tx.insert(tx.t.calendarNotes).values({ uid, siteId, itemId, authorId: staff.member.id, text, at })),
  );
  deps.bus.emit('calendar.changed', { siteId, item: id });
  return readItem(deps, staff, id);
}
