import { and, desc, eq, inArray } from 'drizzle-orm';
import { accountOfMember, findMember, roleOf, type AccountRecord, type Member } from '../accounts/queries.ts';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import { isNewsroom } from '../threads/policy.ts';

/** Milliseconds for which a question can be answered by mail or by its link: after a month, one looks at the conversation first. */
const OPEN_MS = 30 * 86_400_000;

export type Relay = NonNullable<Awaited<ReturnType<typeof relayBy>>>;

/** By its inside or outside id. */
export async function relayBy(reader: Reader, which: number | string) {
  const { relays } = reader.t;
  const [row] = await relaysWhere(reader).where(eq(typeof which === 'number' ? relays.id : relays.uid, which));
  return row ?? null;
}

/** The latest of an item; null where nobody was asked, or it is over. */
export async function relayOf(reader: Reader, itemId: number): Promise<Relay | null> {
  const { relays } = reader.t;
  const [row] = await relaysWhere(reader).where(eq(relays.itemId, itemId)).orderBy(desc(relays.id)).limit(1);
  return row && row.state !== 'ended' && row.state !== 'answered' ? row : null;
}

function relaysWhere(reader: Reader) {
  const { relays, members } = reader.t;
  const asker = alias(members, 'asker');
  return reader
    .select({
      id: relays.id,
      uid: relays.uid,
      siteId: relays.siteId,
      itemId: relays.itemId,
      memberId: relays.memberId,
      toUid: members.uid,
      toName: members.name,
      byName: asker.name,
      word: relays.word,
      state: relays.state,
      source: relays.source,
      version: relays.version,
      askedAt: relays.askedAt,
      remindedAt: relays.remindedAt,
    })
    .from(relays)
    .innerJoin(members, eq(members.id, relays.memberId))
    .innerJoin(asker, eq(asker.id, relays.byId))
    .$dynamic();
}

/** A condition on `relays`: somebody is still awaited. */
export const isAwaited = ({ t: { relays } }: Reader, which: { id: number } | { itemId: number }) =>
  and('id' in which ? eq(relays.id, which.id) : eq(relays.itemId, which.itemId), inArray(relays.state, ['asked', 'waiting']));

export const runs = ({ state, askedAt }: Pick<Relay, 'state' | 'askedAt'>, now: Date) =>
  (state === 'asked' || state === 'waiting') && askedAt.getTime() + OPEN_MS > now.getTime();

export type Journalist = { account: AccountRecord & { email: string }; member: Member };

/** Who is asked, as they are now; null where they are no longer of the newsroom, have left, or no address is theirs. */
export async function journalistOf(reader: Reader, { memberId, siteId }: Pick<Relay, 'memberId' | 'siteId'>): Promise<Journalist | null> {
  const account = await accountOfMember(reader, memberId);
  const member = account && (await findMember(reader, siteId, account.id));
  if (!account?.email || !account.emailConfirmedAt || !member) return null;
  const role = roleOf(account, member);
  return isNewsroom({ role }) ? { account: { ...account, email: account.email }, member: { ...member, role } } : null;
}
