import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Address } from '../http/address.ts';
import { sayInPrivate, tellOfWord } from '../inbox/converse.ts';
import { itemBy } from '../inbox/queries.ts';
import { changeRow, noteAct, touchItems } from '../inbox/write-item.ts';
import { createPost } from '../posts/create-post.ts';
import { findThreadPlace } from '../threads/queries.ts';
import type { RelayMail } from './mails.ts';
import { isAwaited, type Journalist, type Relay } from './queries.ts';

/** `hash`: of the mail that brought it; null from a page. `mailed`: the journalist is not there to confirm it at once. */
export type Proposal = { source: string; hash: string | null; mailed: boolean };

/**
 * A text waits for its journalist to confirm it; another takes its place. Nothing happens where the same mail brought it before, or
 * nobody is awaited any more.
 * @returns the number of the text that waits; null where it is not this one
 */
export async function propose(deps: Deps, relay: Relay, { source, hash, mailed }: Proposal): Promise<number | null> {
  const at = deps.now();
  const { siteId, itemId, memberId } = relay;
  const version = await deps.db.write(async (tx) => {
    const { relays } = tx.t;
    const another = hash === null ? undefined : or(isNull(relays.messageHash), ne(relays.messageHash, hash));
    const [kept] = await tx
      .update(relays)
      .set({ state: 'waiting', source, messageHash: hash, version: sql`${relays.version} + 1` })
      .where(and(isAwaited(tx, relay), another))
      .returning({ version: relays.version });
    if (!kept) return null;
    await noteAct(tx, { id: itemId, siteId }, { act: 'proposed', byId: memberId }, at);
    await touchItems(tx, siteId, [itemId]);
    const data: RelayMail = { relayId: relay.id, what: 'confirm', version: kept.version };
    if (mailed) await addToOutbox(tx, { kind: 'relay.mail', siteId, data }, at);
    return kept.version;
  });
  if (version !== null) deps.bus.emit('inbox.changed', { siteId });
  return version;
}

/** It is not theirs to answer, they say: the item is nobody's again. */
export async function decline(deps: Deps, { id, itemId, siteId, memberId }: Relay) {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { relays } = tx.t;
    const left = await tx.update(relays).set({ state: 'declined', source: null }).where(isAwaited(tx, { id })).returning({ id: relays.id });
    if (left.length > 0) await changeRow(tx, { id: itemId, siteId }, { assigneeId: null }, { act: 'given_back', byId: memberId }, at);
  });
  deps.bus.emit('inbox.changed', { siteId });
}

export type Confirmed = { version: number; source: string };

/**
 * The journalist's answer, in their name, under what asked: once, whoever presses twice. Refuses `link_spent` where another text took the place of
 * this one or nobody is awaited any more, `not_found` where the question is not there for readers; and as createPost.
 * @returns the post's inside id
 */
export async function confirm(
  deps: Deps,
  who: { journalist: Journalist; address: Address },
  relay: Relay,
  { version, source }: Confirmed,
): Promise<number> {
  const item = await itemBy(deps.db.read, relay.itemId);
  const place = item?.there && item.threadId !== null ? await findThreadPlace(deps.db.read, item.threadId) : null;
  if (!item || !place) throw new Refusal('not_found');
  const { account, member } = who.journalist;
  const { id } = await createPost(
    deps,
    { actor: { member, session: { account } }, address: who.address },
    {
      place,
      parent: item.postUid,
      clientId: clientIdOf(relay),
      source,
      within: (tx) => spend(tx, relay, version),
    },
  );
  deps.bus.emit('inbox.changed', { siteId: relay.siteId });
  return id;
}

/** The same in private: a message of theirs to who wrote, which is never a post. Refuses as `confirm`. */
export async function confirmInPrivate(
  deps: Deps,
  { member }: Journalist,
  relay: Relay,
  { version, source: text }: Confirmed,
): Promise<void> {
  const item = await deps.db.write(async (tx) => {
    const found = await itemBy(tx, relay.itemId);
    if (!found?.there) throw new Refusal('not_found');
    await spend(tx, relay, version);
    await sayInPrivate(deps, tx, found, { authorId: member.id, voiceId: null, clientId: clientIdOf(relay), text, keep: false });
    return found;
  });
  tellOfWord(deps, item);
}

async function spend(tx: Writer, relay: Relay, version: number) {
  const { relays } = tx.t;
  const spent = await tx
    .update(relays)
    .set({ state: 'answered', source: null })
    .where(and(isAwaited(tx, relay), eq(relays.version, version)))
    .returning({ id: relays.id });
  if (spent.length === 0) throw new Refusal('link_spent');
}

/** One row, one post. */
export const clientIdOf = ({ uid }: Pick<Relay, 'uid'>) => `relay-${uid}`;
