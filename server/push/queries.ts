import { and, asc, desc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { lockedIds, type Reader, type Writer } from '../db/database.ts';

export type Device = Awaited<ReturnType<typeof devicesOf>>[number];

/** The latest first. */
export function devicesOf(reader: Reader, memberId: number) {
  const { pushEndpoints } = reader.t;
  return reader
    .select({
      uid: pushEndpoints.uid,
      hash: pushEndpoints.hash,
      sessionId: pushEndpoints.sessionId,
      device: pushEndpoints.device,
      createdAt: pushEndpoints.createdAt,
      lastUsedAt: pushEndpoints.lastUsedAt,
    })
    .from(pushEndpoints)
    .where(eq(pushEndpoints.memberId, memberId))
    .orderBy(desc(pushEndpoints.id));
}

/** Of one's own. False where there is none of this id. */
export async function dropDevice(tx: Writer, memberId: number, uid: string): Promise<boolean> {
  const { pushEndpoints } = tx.t;
  const dropped = await tx
    .delete(pushEndpoints)
    .where(and(eq(pushEndpoints.memberId, memberId), eq(pushEndpoints.uid, uid)))
    .returning({ id: pushEndpoints.id });
  return dropped.length > 0;
}

/** The oldest that no device was told of, each taken by one worker. Index: notifications_unpushed. */
export async function claimNotices(tx: Writer, { before, at, limit }: { before: Date; at: Date; limit: number }) {
  const { notifications } = tx.t;
  const waiting = tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(isNull(notifications.pushedAt), lte(notifications.createdAt, before)))
    .orderBy(asc(notifications.id))
    .limit(limit)
    .$dynamic();
  const ids = await lockedIds(tx, waiting);
  if (ids.length === 0) return [];
  return tx
    .update(notifications)
    .set({ pushedAt: at })
    .where(inArray(notifications.id, ids))
    .returning({ memberId: notifications.memberId, postId: notifications.postId, kind: notifications.kind });
}

export type PushRow = Awaited<ReturnType<typeof takeDue>>[number];

/** Those whose time has come, of devices that do not rest; kept from other workers until `leaseUntil`. */
export async function takeDue(tx: Writer, { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number }) {
  const { pushes, pushEndpoints } = tx.t;
  const awake = tx
    .select({ id: pushEndpoints.id })
    .from(pushEndpoints)
    .where(or(isNull(pushEndpoints.restsUntil), lte(pushEndpoints.restsUntil, now)));
  const due = tx
    .select({ id: pushes.id })
    .from(pushes)
    .where(and(lte(pushes.dueAt, now), inArray(pushes.endpointId, awake)))
    .orderBy(asc(pushes.dueAt), asc(pushes.id))
    .limit(limit)
    .$dynamic();
  const ids = await lockedIds(tx, due);
  if (ids.length === 0) return [];
  return tx.update(pushes).set({ dueAt: leaseUntil }).where(inArray(pushes.id, ids)).returning();
}

/** Where it goes, and who reads it there; null where the device was taken off meanwhile. */
export async function endpointOf(reader: Reader, id: number) {
  const { pushEndpoints, members, accounts, sites, noticeSettings } = reader.t;
  const [row] = await reader
    .select({
      id: pushEndpoints.id,
      subscription: pushEndpoints.subscription,
      failures: pushEndpoints.failures,
      memberId: members.id,
      siteId: members.siteId,
      locale: accounts.locale,
      timeZone: sql<string>`coalesce(${noticeSettings.timeZone}, ${sites.timeZone})`,
      quiet: noticeSettings.quiet,
    })
    .from(pushEndpoints)
    .innerJoin(members, eq(members.id, pushEndpoints.memberId))
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .innerJoin(sites, eq(sites.id, members.siteId))
    .leftJoin(noticeSettings, eq(noticeSettings.memberId, members.id))
    .where(eq(pushEndpoints.id, id));
  return row ?? null;
}
