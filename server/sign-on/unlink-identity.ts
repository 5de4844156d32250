import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Session } from '../accounts/sessions.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { logSecurity } from '../security/log.ts';
import { syncMember } from './arrive.ts';
import { isSameIssuer, issuerOf } from './issuer.ts';
import { identitiesOf, providersOf, type Identity } from './queries.ts';

/**
 * Takes a door from one's account, and ends what was opened by it elsewhere. What its provider gave goes with it.
 * Refuses `not_found`, and `last_door` where no other would remain.
 */
export async function unlinkIdentity(
  { db, bus, now }: Deps,
  { id: sessionId, account }: Session,
  { door, ip }: { door: string; ip: string },
): Promise<void> {
  const ended = await db.write(async (tx) => {
    const linked = await identitiesOf(tx, account.id);
    const identity = linked.find((each) => doorKey(each) === door);
    if (!identity) throw new Refusal('not_found');
    if (await isOnlyDoor(tx, account.id, linked.length)) throw new Refusal('last_door');
    const { siteId, issuer, given } = identity;
    await tx.delete(tx.t.identities).where(eq(tx.t.identities.id, identity.id));
    await syncMember(tx, identity, given);
    const entry = { siteId, account: account.uid, actor: account.uid, facts: { issuer }, ip, at: now() };
    await logSecurity(tx, { event: 'identity.unlinked', ...entry });
    const opened = (await providersOf(tx, siteId)).filter((provider) => isSameIssuer(issuerOf(provider), issuer));
    return endOpened(tx, account.id, { providers: opened.map((provider) => provider.id), butFor: sessionId });
  });
  for (const each of ended) bus.emit('session.ended', { sessionId: each });
}

/** How one's own identities are named in addresses. */
export const doorKey = ({ siteId, issuer, subject }: Identity) => hashSecret(`${siteId} ${issuer} ${subject}`);

/** An address of one's own brings a link or a new password; a passkey, or another provider, opens as well. */
export async function isOnlyDoor(reader: Reader, accountId: number, linked: number): Promise<boolean> {
  const { accounts, passkeys } = reader.t;
  if (linked !== 1) return false;
  const [account] = await reader.select({ emailKey: accounts.emailKey }).from(accounts).where(eq(accounts.id, accountId));
  return account!.emailKey === null && (await reader.$count(passkeys, eq(passkeys.accountId, accountId))) === 0;
}

async function endOpened(tx: Writer, accountId: number, { providers, butFor }: { providers: number[]; butFor: string }): Promise<string[]> {
  const { sessions } = tx.t;
  if (providers.length === 0) return [];
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), inArray(sessions.providerId, providers), ne(sessions.id, butFor)))
    .returning({ id: sessions.id });
  return ended.map(({ id }) => id);
}
