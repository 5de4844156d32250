import { and, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox } from '../events/outbox.ts';
import { OutboundRefused } from '../http/guarded-fetch.ts';
import { logSecurity } from '../security/log.ts';
import { findSite } from '../sites/queries.ts';
import { messageOf } from './message.ts';
import { managersOf, takeDue, targetOf, type DeliveryRow } from './queries.ts';
import { signatureOf, webhookBox } from './secret.ts';
import type { DeliveryError } from './wire.ts';

/** Sent at once, so that one address that answers slowly costs the others a wait, not their turn. */
const AT_ONCE = 20;
/** Standard Webhooks: 15 to 30 s. */
const TIMEOUT_MS = 15_000;
/** Longer than any try takes. */
const LEASE_MS = 60_000;
/** Seconds to the next try: nine over three days, as Standard Webhooks proposes. */
const RETRIES_S = [30, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
/** Milliseconds that an address may fail before it is switched off. */
const FAILING_MS = 5 * 86_400_000;
/** An address that fails rests for a quarter of the time it has failed, between these, in ms. */
const REST_MS = { least: 30_000, most: 3_600_000 };
/** Kept for the desk to show and to replay. */
const KEPT_MS = 30 * 86_400_000;

type Outcome = { status: number | null; error: DeliveryError | null };

/**
 * Sends what is due, each at least once, the same `webhook-id` whenever it is the same; resolves with how many it tried.
 * What `signal` cuts off counts as no try: it is due again when its lease ends.
 */
export async function runDeliveries(deps: Deps, signal?: AbortSignal): Promise<number> {
  const now = deps.now();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const due = await deps.db.write((tx) => takeDue(tx, { now, leaseUntil, limit: AT_ONCE }));
  await Promise.all(due.map((delivery) => deliver(deps, delivery, signal)));
  return due.length;
}

export async function purgeDeliveries({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const before = new Date(now().getTime() - KEPT_MS);
  await db.write(async (tx) => void (await tx.delete(tx.t.deliveries).where(lt(tx.t.deliveries.createdAt, before))));
}

async function deliver(deps: Deps, delivery: DeliveryRow, signal: AbortSignal | undefined) {
  const site = (await findSite(deps.db.read, delivery.siteId))!;
  const message = await messageOf(deps, site, delivery);
  const outcome = message
    ? await send(deps, delivery, { body: JSON.stringify(message), signal: signal ?? null })
    : { status: null, error: 'gone' as const };
  if (outcome.error !== null && signal?.aborted) return;
  await deps.db.write((tx) => record(tx, delivery, outcome, deps.now()));
}

type Sending = { body: string; signal: AbortSignal | null };

async function send(deps: Deps, { uid, webhookId }: DeliveryRow, { body, signal }: Sending): Promise<Outcome> {
  const target = await targetOf(deps.db.read, webhookId);
  if (!target) return { status: null, error: 'off' };
  const at = deps.now();
  const signature = signatureOf(webhookBox(deps.config.secret!), target, { id: uid, at, body });
  if (!signature) return { status: null, error: 'unsigned' };
  const headers = {
    'content-type': 'application/json',
    'webhook-id': uid,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature,
  };
  try {
    const { status, ok } = await deps.fetch(target.url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return { status, error: ok ? null : 'status' };
  } catch (error) {
    return { status: null, error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): DeliveryError {
  if (error instanceof OutboundRefused) return error.reason === 'private' ? 'private' : 'refused';
  return error instanceof Error && /abort|timeout/i.test(error.name) ? 'timeout' : 'unreachable';
}

async function record(tx: Writer, { id, tries, webhookId, siteId }: DeliveryRow, { status, error }: Outcome, at: Date) {
  const { deliveries } = tx.t;
  if (error === null) await recover(tx, webhookId);
  const tryAgain = error !== null && error !== 'gone' && (await fail(tx, { webhookId, siteId, gone: status === GONE }, at));
  const wait = tryAgain ? RETRIES_S[tries] : undefined;
  await tx
    .update(deliveries)
    .set({
      state: error === null ? 'delivered' : wait === undefined ? 'failed' : 'waiting',
      tries: tries + 1,
      nextTryAt: wait === undefined ? null : new Date(at.getTime() + wait * 1000),
      status,
      error,
      lastTriedAt: at,
    })
    .where(and(eq(deliveries.id, id), eq(deliveries.tries, tries)));
}

/** By this status an address says that it wants no more (Standard Webhooks). */
const GONE = 410;

async function recover(tx: Writer, webhookId: number) {
  const { webhooks } = tx.t;
  await tx
    .update(webhooks)
    .set({ failingSince: null, restsUntil: null })
    .where(and(eq(webhooks.id, webhookId), isNotNull(webhooks.failingSince)));
}

/** Whether it stays on. */
async function fail(
  tx: Writer,
  { webhookId, siteId, gone }: { webhookId: number; siteId: number; gone: boolean },
  at: Date,
): Promise<boolean> {
  const { webhooks } = tx.t;
  const [row] = await tx
    .update(webhooks)
    .set({ failingSince: sql`coalesce(${webhooks.failingSince}, ${sql.param(at, webhooks.failingSince)})` })
    .where(and(eq(webhooks.id, webhookId), eq(webhooks.enabled, true)))
    .returning({ uid: webhooks.uid, failingSince: webhooks.failingSince });
  if (!row) return false;
  const failing = at.getTime() - row.failingSince!.getTime();
  if (gone || failing >= FAILING_MS) {
    await switchOff(tx, { webhookId, siteId, uid: row.uid }, at);
    return false;
  }
  const rest = Math.min(Math.max(failing / 4, REST_MS.least), REST_MS.most);
  await tx
    .update(webhooks)
    .set({ restsUntil: new Date(at.getTime() + rest) })
    .where(eq(webhooks.id, webhookId));
  return true;
}

/** Whoever runs the site is told by mail; what waited can be replayed once it is on again. */
async function switchOff(tx: Writer, { webhookId, siteId, uid }: { webhookId: number; siteId: number; uid: string }, at: Date) {
  await tx.update(tx.t.webhooks).set({ enabled: false }).where(eq(tx.t.webhooks.id, webhookId));
  await dropWaiting(tx, webhookId);
  await logSecurity(tx, { event: 'webhook.switched_off', siteId, facts: { webhook: uid }, at });
  for (const { id } of await managersOf(tx, siteId))
    await addToOutbox(tx, { kind: 'webhook.off', siteId, data: { webhook: uid, siteId, memberId: id } }, at);
}

/** Nothing more is tried by itself. */
export async function dropWaiting(tx: Writer, webhookId: number) {
  const { deliveries } = tx.t;
  await tx
    .update(deliveries)
    .set({ state: 'failed', nextTryAt: null, error: 'off' })
    .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.state, 'waiting')));
}
