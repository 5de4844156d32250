import { eq } from 'drizzle-orm';
import { KEY_MINUTES, takeKey } from '../accounts/one-time-key.ts';
import { emailKey, joinSite } from '../accounts/queries.ts';
import type { GuestClaim } from '../accounts/schema.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { skeletonOf } from '../members/skeleton.ts';
import { logSecurity } from '../security/log.ts';
import { findSite } from '../sites/queries.ts';
import { refuseLookalike } from './name.ts';
import { findGuest, insertGuestAccount } from './queries.ts';

/**
 * The link of a mail was followed, and the button pressed: the address is proved, and the browser that asked may come
 * for its session. The same address on the same site is the same guest, by the name given last.
 * @returns null for a spent link. Refuses `invalid` where somebody took a name that it passes for meanwhile.
 */
export async function proveGuest(deps: Deps, secret: string, ip: string): Promise<GuestClaim | null> {
  const { db, now, newId } = deps;
  const [uid, memberUid, at] = [newId(), newId(), now()];
  return db.write(async (tx) => {
    const key = await takeKey(tx, 'guest', secret, at);
    const guest = key?.data.guest;
    if (!guest) return null;
    const siteId = key.data.siteId!;
    await refuseLookalike(tx, (await findSite(tx, siteId))!, guest.name);
    const accountId = (await rename(tx, siteId, guest)) ?? (await makeGuest(tx, { uid, memberUid, siteId, at }, guest));
    await leaveSession(tx, accountId, { siteId, guest, at });
    const [account] = await tx.select({ uid: tx.t.accounts.uid }).from(tx.t.accounts).where(eq(tx.t.accounts.id, accountId));
    await logSecurity(tx, { event: 'guest.proved', siteId, account: account!.uid, facts: { origin: guest.origin }, ip, at });
    return guest;
  });
}

/** Who comes back: found by the address, called as they wish. */
async function rename(tx: Writer, siteId: number, { name, email, charter }: GuestClaim): Promise<number | null> {
  const { accounts, members } = tx.t;
  const known = await findGuest(tx, siteId, emailKey(email));
  if (known?.accountId == null) return null;
  const changes = { name, skeleton: skeletonOf(name), charterVersion: charter };
  await tx.update(members).set(changes).where(eq(members.id, known.memberId));
  await tx.update(accounts).set({ name }).where(eq(accounts.id, known.accountId));
  return known.accountId;
}

type Birth = { uid: string; memberUid: string; siteId: number; at: Date };

async function makeGuest(tx: Writer, { uid, memberUid, siteId, at }: Birth, { name, email, locale, charter }: GuestClaim) {
  const accountId = await insertGuestAccount(tx, { uid, name, email, locale, createdAt: at });
  const row = { uid: memberUid, siteId, accountId, name, role: 'guest' as const, charterVersion: charter, createdAt: at };
  const { id: memberId } = await joinSite(tx, row);
  await tx.insert(tx.t.guests).values({ memberId, siteId, emailKey: emailKey(email), createdAt: at });
  return accountId;
}

/** What the browser keeps is the secret whose hash it sent (RFC 7636, S256): as a key of ours, it opens one session there. */
async function leaveSession(tx: Writer, accountId: number, { siteId, guest, at }: { siteId: number; guest: GuestClaim; at: Date }) {
  const { oneTimeKeys } = tx.t;
  const expiresAt = new Date(at.getTime() + KEY_MINUTES.guestProof * 60_000);
  const key = { accountId, data: { siteId, origin: guest.origin }, expiresAt };
  await tx
    .insert(oneTimeKeys)
    .values({ hash: guest.challenge, purpose: 'guestProof', ...key })
    .onConflictDoUpdate({ target: oneTimeKeys.hash, set: key, setWhere: eq(oneTimeKeys.purpose, 'guestProof') });
}
