import { and, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Staff } from '../http/who.ts';
import { openItem } from '../inbox/feed.ts';
import { isAnswerable, isSecret } from '../inbox/policy.ts';
import { itemBy, newsroomOf, type ItemRecord } from '../inbox/queries.ts';
import { changeRow } from '../inbox/write-item.ts';
import { spacesOf, standingIn } from '../members/queries.ts';
import type { PostRow } from '../posts/queries.ts';
import type { RelayMail } from './mails.ts';
import { isAwaited, journalistOf } from './queries.ts';
import { WRITING } from './link.ts';

export type PassedOn = { to: string; word: string };

/**
 * What an item asks goes to somebody of the newsroom, by mail, and is theirs to answer; whoever was asked before is asked no more. Refuses
 * `item_changed` where somebody was sooner, `forbidden` for what is answered in its own place, `invalid` for who is not of the newsroom or has no proved address.
 */
export async function passItemOn(deps: Deps, staff: Staff, found: ItemRecord, { version, ...to }: PassedOn & { version: number }) {
  if (!isAnswerable(found)) throw new Refusal('forbidden');
  await deps.db.write(async (tx) => {
    const item = (await itemBy(tx, found.id))!;
    if (item.version !== version) throw new Refusal('item_changed');
    await ask(deps, tx, { item, staff, ...to });
  });
  deps.bus.emit('inbox.changed', { siteId: found.siteId });
}

/** The same from a post that readers see; it is an item of the inbox from then on. */
export async function passPostOn(deps: Deps, staff: Staff, post: PostRow, to: PassedOn) {
  const { siteId } = post;
  await deps.db.write(async (tx) => {
    const about = { lane: 'newsroom' as const, siteId, postId: post.id, memberId: post.authorId };
    const item = (await itemBy(tx, await openItem(tx, about, deps.now())))!;
    if (!isAnswerable(item)) throw new Refusal('forbidden');
    await ask(deps, tx, { item, staff, ...to });
  });
  deps.bus.emit('inbox.changed', { siteId });
}

type Asked = PassedOn & { item: ItemRecord; staff: Staff };

async function ask(deps: Deps, tx: Writer, { item, staff, to, word }: Asked) {
  const at = deps.now();
  const { siteId } = item;
  const { id: byId } = staff.member;
  const person = (await newsroomOf(tx, siteId)).find(({ uid, accountId, id }) => uid === to && accountId !== null && id !== byId);
  if (!person) throw new Refusal('invalid', { fields: { to: ['field.not_of_newsroom'] } });
  if (!(await journalistOf(tx, { memberId: person.id, siteId }))) throw new Refusal('invalid', { fields: { to: ['field.no_address'] } });
  if (isSecret(item) && (await spacesOf(tx, await standingIn(tx, person.id))))
    throw new Refusal('invalid', { fields: { to: ['field.not_of_newsroom'] } });
  await callOff(tx, item.id);
  const [made] = await tx
    .insert(tx.t.relays)
    .values({ uid: deps.newId(), siteId, itemId: item.id, memberId: person.id, byId, word, askedAt: at })
    .returning({ id: tx.t.relays.id });
  const theirs = { assigneeId: person.id, state: 'open' as const, snoozedUntil: null, answeredAt: null, answerId: null };
  await changeRow(tx, item, theirs, { act: 'asked', byId, facts: { toId: person.id } }, at);
  const data: RelayMail = { relayId: made!.id, what: 'asked', version: WRITING };
  await addToOutbox(tx, { kind: 'relay.mail', siteId, data }, at);
}

/** Whoever is awaited is awaited no more: their links and their address are dead, and what they wrote and did not confirm is gone. */
const callOff = (tx: Writer, itemId: number) =>
  tx.update(tx.t.relays).set({ state: 'ended', source: null }).where(isAwaited(tx, { itemId })).returning({ id: tx.t.relays.id });

/** Nobody is asked any more. Nothing happens where nobody was. */
export async function endRelay(deps: Deps, { member }: Staff, item: ItemRecord) {
  const ended = await deps.db.write(async (tx) => {
    const left = await callOff(tx, item.id);
    if (left.length > 0) await changeRow(tx, item, {}, { act: 'called_off', byId: member.id }, deps.now());
    return left.length > 0;
  });
  if (ended) deps.bus.emit('inbox.changed', { siteId: item.siteId });
}

/** Whoever leaves, or is of the newsroom no more, leaves no text behind that nobody confirmed. */
export const leaveRelays = (tx: Writer, memberIds: number[]) =>
  tx
    .update(tx.t.relays)
    .set({ state: 'ended', source: null })
    .where(and(inArray(tx.t.relays.memberId, [...memberIds, 0]), inArray(tx.t.relays.state, ['asked', 'waiting'])));
