import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, or } from 'drizzle-orm';
import { lockedIds, type Reader, type Writer } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';

export const DELIVERIES_PAGE = 50;

export type WebhookRow = Awaited<ReturnType<typeof webhooksOf>>[number];
export type DeliveryRow = Awaited<ReturnType<typeof deliveriesPage>>[number];

const webhookColumns = ({ webhooks, members }: Reader['t']) => ({
  id: webhooks.id,
  uid: webhooks.uid,
  siteId: webhooks.siteId,
  url: webhooks.url,
  events: webhooks.events,
  enabled: webhooks.enabled,
  failingSince: webhooks.failingSince,
  createdAt: webhooks.createdAt,
  byUid: members.uid,
  byName: members.name,
});

const webhooksFrom = (reader: Reader) => {
  const { webhooks, members } = reader.t;
  return reader.select(webhookColumns(reader.t)).from(webhooks).innerJoin(members, eq(members.id, webhooks.createdById));
};

export function webhooksOf(reader: Reader, siteId: number) {
  const { webhooks } = reader.t;
  return webhooksFrom(reader).where(eq(webhooks.siteId, siteId)).orderBy(asc(webhooks.id));
}

/** Through the eyes of a site: another's is not there. */
export async function webhookBy(reader: Reader, siteId: number, uid: string) {
  const { webhooks } = reader.t;
  const [row] = await webhooksFrom(reader).where(and(eq(webhooks.siteId, siteId), eq(webhooks.uid, uid)));
  return row ?? null;
}

export function deliveriesPage(reader: Reader, webhookId: number, after: Cursor | null) {
  const { deliveries } = reader.t;
  return reader
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhookId), after ? lt(deliveries.id, after.id) : undefined))
    .orderBy(desc(deliveries.id))
    .limit(DELIVERIES_PAGE + 1);
}

/** Those whose time has come, of addresses that do not rest; kept from other workers until `leaseUntil`. */
export async function takeDue(tx: Writer, { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number }) {
  const { deliveries, webhooks } = tx.t;
  const awake = tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.enabled, true), or(isNull(webhooks.restsUntil), lte(webhooks.restsUntil, now))));
  const due = tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(lte(deliveries.nextTryAt, now), inArray(deliveries.webhookId, awake)))
    .orderBy(asc(deliveries.nextTryAt), asc(deliveries.id))
    .limit(limit)
    .$dynamic();
  const ids = await lockedIds(tx, due);
  if (ids.length === 0) return [];
  return tx.update(deliveries).set({ nextTryAt: leaseUntil }).where(inArray(deliveries.id, ids)).returning();
}

/** What signs is read only to sign. */
export async function targetOf(reader: Reader, webhookId: number) {
  const { webhooks } = reader.t;
  const [row] = await reader
    .select({ url: webhooks.url, secret: webhooks.secret, formerSecret: webhooks.formerSecret, rotatedAt: webhooks.rotatedAt })
    .from(webhooks)
    .where(eq(webhooks.id, webhookId));
  return row ?? null;
}

export async function memberBy(reader: Reader, uid: string) {
  const { members } = reader.t;
  const [row] = await reader
    .select({ uid: members.uid, name: members.name, role: members.role, createdAt: members.createdAt })
    .from(members)
    .where(eq(members.uid, uid));
  return row ?? null;
}

/** Who runs this site, and can be written to. */
export function managersOf(reader: Reader, siteId: number) {
  const { members, accounts } = reader.t;
  return reader
    .select({ id: members.id })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(
      and(
        eq(members.siteId, siteId),
        inArray(members.role, ['manager', 'admin']),
        isNotNull(accounts.emailConfirmedAt),
        isNotNull(accounts.email),
      ),
    );
}
