// What the newsroom does with an item: whose it is, whether it sleeps or is done, what it is labelled with, notes.
import { and, eq, lte } from 'drizzle-orm';
import { endHold, hold, release } from '../claims/hold.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Staff } from '../http/who.ts';
import { calledIn } from '../mentions/called-in.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import type { NoticeKind } from '../notifications/schema.ts';
import type { CallMail } from './mails.ts';
import { itemBy, newsroomOf, type ItemRecord } from './queries.ts';
import type { InboxState } from './wire.ts';
import { changeRow, noteAct, touchItems } from './write-item.ts';

export type Changes = {
  version: number;
  assignee?: string | null | undefined;
  state?: InboxState | undefined;
  until?: Date | null | undefined;
  labels?: string[] | undefined;
};

/**
 * Each of what is named, on the version that was seen. Refuses `item_changed` where somebody was sooner, `invalid` for whoever is not
 * of the newsroom and a moment that is past.
 */
export async function changeItem(deps: Deps, { member }: Staff, found: ItemRecord, changes: Changes): Promise<void> {
  const at = deps.now();
  if (changes.until && changes.until <= at) throw new Refusal('invalid', { fields: { until: ['field.past'] } });
  await deps.db.write(async (tx) => {
    const item = (await itemBy(tx, found.id))!;
    if (item.version !== changes.version) throw new Refusal('item_changed');
    if (changes.assignee !== undefined) await give(tx, item, { to: changes.assignee, byId: member.id }, at);
    if (changes.labels) await label(tx, item, { labels: changes.labels, byId: member.id }, at);
    if (changes.state) await turn(tx, item, { state: changes.state, until: changes.until ?? null, byId: member.id }, at);
  });
  deps.bus.emit('inbox.changed', { siteId: found.siteId });
}

async function give(tx: Writer, item: ItemRecord, { to, byId }: { to: string | null; byId: number }, at: Date) {
  const person = to === null ? null : (await newsroomOf(tx, item.siteId)).find(({ uid }) => uid === to);
  if (person === undefined) throw new Refusal('invalid', { fields: { assignee: ['field.not_of_newsroom'] } });
  const act = await changeRow(
    tx,
    item,
    { assigneeId: person?.id ?? null },
    { act: 'assigned', byId, facts: { toId: person?.id ?? null } },
    at,
  );
  if (person?.accountId && person.id !== byId) await tell(tx, item, { memberId: person.id, byId, kind: 'inbox_given', act }, at);
}

const label = (tx: Writer, item: ItemRecord, { labels, byId }: { labels: string[]; byId: number }, at: Date) =>
  changeRow(tx, item, { labels }, { act: 'labelled', byId, facts: { labels } }, at);

async function turn(
  tx: Writer,
  item: ItemRecord,
  { state, until, byId }: { state: InboxState; until: Date | null; byId: number },
  at: Date,
) {
  const free = { claimedBy: null, claimedUntil: null };
  if (state === 'waiting') {
    const facts = { until: until?.toISOString() ?? null };
    await changeRow(tx, item, { ...free, state, snoozedUntil: until, answeredAt: null }, { act: 'snoozed', byId, facts }, at);
  } else if (state === 'done')
    await changeRow(tx, item, { ...free, state, snoozedUntil: null, answeredAt: at }, { act: 'closed', byId }, at);
  else await changeRow(tx, item, { state, snoozedUntil: null, answeredAt: null, answerId: null }, { act: 'reopened', byId }, at);
}

/** In the transaction that answers: it is nobody else's, and as it was when who answers saw it. Refuses `item_claimed`, `item_changed`. */
export async function requireTurn(tx: Writer, { id }: ItemRecord, { memberId, version }: { memberId: number; version: number }, at: Date) {
  if (!(await endHold(tx, tx.t.inboxItems, { id, memberId, at }))) throw new Refusal('item_claimed');
  if ((await itemBy(tx, id))!.version !== version) throw new Refusal('item_changed');
}

/** What the team tells itself; colleagues called by @name are told. It changes nothing that two people could decide differently. */
export async function addNote(deps: Deps, { member }: Staff, found: ItemRecord, text: string): Promise<void> {
  const at = deps.now();
  const handles = calledIn(text);
  await deps.db.write(async (tx) => {
    const act = await noteAct(tx, found, { act: 'noted', byId: member.id, text }, at);
    await touchItems(tx, found.siteId, [found.id]);
    const called = (await newsroomOf(tx, found.siteId)).filter(
      ({ id, handle, accountId }) => accountId !== null && id !== member.id && handle !== null && handles.includes(handle),
    );
    for (const { id: memberId } of called) await tell(tx, found, { memberId, byId: member.id, kind: 'inbox_called', act }, at);
  });
  deps.bus.emit('inbox.changed', { siteId: found.siteId });
}

type Told = { memberId: number; byId: number; kind: Extract<NoticeKind, 'inbox_called' | 'inbox_given'>; act: string };

/** By the bell; of what was written to the newsroom alone, which is no post, by a mail (docs/decisions/084). */
async function tell(tx: Writer, { id: itemId, siteId, postId, uid }: ItemRecord, { memberId, byId, kind, act }: Told, at: Date) {
  if (postId !== null) return insertNotice(tx, { siteId, memberId, kind, postId, event: `${uid}:${act}` }, at);
  const data: CallMail = { memberId, byId, itemId, what: kind === 'inbox_given' ? 'given' : 'called' };
  await addToOutbox(tx, { kind: 'inbox.call', siteId, data }, at);
}

/** Whoever opens one has it for three minutes; it stays another's while theirs runs, unless one `takes` it over. */
export async function claimItem(deps: Deps, { member }: Staff, found: ItemRecord, take: boolean): Promise<void> {
  const at = deps.now();
  const { claimerUid, claimedUntil } = found;
  const holder = claimedUntil && claimedUntil > at ? claimerUid : null;
  const told = await deps.db.write(async (tx) => {
    const { inboxItems } = tx.t;
    const left = await hold(tx, inboxItems, { id: found.id, memberId: member.id, at, take, where: eq(inboxItems.state, 'open') });
    if (!left) return false;
    if (holder && holder !== member.uid) await noteAct(tx, found, { act: 'taken_over', byId: member.id }, at);
    // A sign of life changes nothing for the others.
    const changed = holder === member.uid ? left : [found.id, ...left];
    await touchItems(tx, found.siteId, changed);
    return changed.length > 0;
  });
  if (told) deps.bus.emit('inbox.changed', { siteId: found.siteId });
}

/** Nothing happens where it is no longer one's own. */
export async function releaseItem(deps: Deps, { member }: Staff, { id, siteId }: ItemRecord): Promise<void> {
  const released = await deps.db.write(async (tx) => {
    const ids = await release(tx, tx.t.inboxItems, { id, memberId: member.id });
    await touchItems(tx, siteId, ids);
    return ids;
  });
  if (released.length > 0) deps.bus.emit('inbox.changed', { siteId });
}

/** What slept until now is open again. Any number of processes may look: one of them wakes it. */
export async function wakeItems(deps: Deps): Promise<void> {
  const { inboxItems } = deps.db.read.t;
  const at = deps.now();
  const asleep = and(eq(inboxItems.state, 'waiting'), lte(inboxItems.snoozedUntil, at));
  const due = await deps.db.read.select({ id: inboxItems.id, siteId: inboxItems.siteId }).from(inboxItems).where(asleep);
  for (const item of due) {
    await deps.db.write(async (tx) => {
      if ((await tx.$count(inboxItems, and(eq(inboxItems.id, item.id), asleep))) === 0) return;
      await changeRow(tx, item, { state: 'open', snoozedUntil: null }, { act: 'woke', byId: null }, at);
    });
    deps.bus.emit('inbox.changed', { siteId: item.siteId });
  }
}
