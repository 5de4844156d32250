import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Locale } from '../i18n/translate.ts';
import { iconUrl } from '../install/icon.ts';
import { unreadIn } from '../notifications/queries.ts';
import { afterQuiet } from '../notifications/quiet-hours.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { findSite } from '../sites/queries.ts';
import type { Subscription } from './input.ts';
import { subscriptionBox } from './keep-device.ts';
import { pushKeys } from './keys.ts';
import { pushMessage } from './message.ts';
import { endpointOf, takeDue, type PushRow } from './queries.ts';
import type { PushWire } from './wire.ts';

const AT_ONCE = 20;
const TIMEOUT_MS = 10_000;
/** Longer than any try takes. */
const LEASE_MS = 60_000;
/** Seconds during which a push service keeps it for a device that is off: tomorrow it is no news. */
const TTL_S = 86_400;
/** Seconds to the next try; after the last, the page tells it alone. */
const RETRIES_S = [30, 120, 600, 3600, 3 * 3600];
/** A service may ask for more; not for ever. */
const LONGEST_WAIT_S = 6 * 3600;

type Endpoint = NonNullable<Awaited<ReturnType<typeof endpointOf>>>;
type Outcome = { status: number; retryAfter: number };

/** Sends what is due; resolves with how many it took. What `signal` cuts off is due again when its lease ends. */
export async function runPushes(deps: Deps, signal?: AbortSignal): Promise<number> {
  const now = deps.now();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const due = await deps.db.write((tx) => takeDue(tx, { now, leaseUntil, limit: AT_ONCE }));
  await Promise.all(due.map((push) => deliver(deps, push, signal)));
  return due.length;
}

async function deliver(deps: Deps, push: PushRow, signal: AbortSignal | undefined) {
  const endpoint = await endpointOf(deps.db.read, push.endpointId);
  const wakesAt = endpoint && afterQuiet(deps.now(), endpoint);
  if (wakesAt && wakesAt > deps.now()) return deps.db.write((tx) => putOff(tx, push, wakesAt));
  const message = endpoint && (await messageFor(deps, endpoint, push.threadId));
  if (!endpoint || !message) return deps.db.write((tx) => settle(tx, push));
  const outcome = await send(deps, endpoint, { message, signal: signal ?? null });
  if (signal?.aborted) return;
  await deps.db.write((tx) => record(tx, { push, endpoint, outcome }, deps.now()));
}

/** As it is to be read by now; null where all of it was read or taken away, and for whoever was banned. */
async function messageFor({ db, now, config }: Deps, { memberId, siteId, locale }: Endpoint, threadId: number): Promise<PushWire | null> {
  const rows = await unreadIn(db.read, { memberId, threadId, now: now() });
  if (rows.length === 0) return null;
  if ((await activeRestrictions(db.read, memberId, now())).some(({ kind }) => kind === 'ban')) return null;
  const site = (await findSite(db.read, siteId))!;
  return pushMessage(rows, { locale: locale as Locale, tag: topicOf(config.secret!, threadId), icon: iconUrl(site, 192) });
}

/** At most 32 characters that say nothing of the thread (RFC 8030 §5.4): the push service reads them. */
const topicOf = (secret: string, threadId: number) =>
  createHmac('sha256', `${secret} push topic`).update(String(threadId)).digest('base64url').slice(0, 32);

async function send(
  deps: Deps,
  { subscription }: Endpoint,
  { message, signal }: { message: PushWire; signal: AbortSignal | null },
): Promise<Outcome> {
  const opened = subscriptionBox(deps).open(subscription);
  if (opened === null) return { status: GONE, retryAfter: 0 }; // sealed under another SECRET
  const { generateRequestDetails } = (await import('web-push')).default;
  const { endpoint, method, headers, body } = generateRequestDetails(JSON.parse(opened) as Subscription, JSON.stringify(message), {
    vapidDetails: { subject: contactOf(deps), ...(await pushKeys(deps)) },
    TTL: TTL_S,
    topic: message.tag,
    urgency: 'normal',
  });
  try {
    const answer = await deps.fetch(endpoint, {
      method,
      headers: asText(headers),
      body: new Uint8Array(body),
      redirect: 'manual',
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return { status: answer.status, retryAfter: Number(answer.headers.get('retry-after')) || 0 };
  } catch (err) {
    deps.log.info({ err }, 'a push service was not reached');
    return { status: 0, retryAfter: 0 };
  }
}

/** Whom a push service writes to when something is wrong with us (RFC 8292 §2.1): an https address, or one of mail. */
const contactOf = ({ config: { publicUrl } }: Deps) =>
  publicUrl.protocol === 'https:' ? publicUrl.origin : `mailto:terrasse@${publicUrl.hostname}`;

const asText = (headers: object) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const GONE = 410;
/** Of the device: nobody is there any more (RFC 8030 §7.3). */
const isGone = (status: number) => status === GONE || status === 404;
/** Of the service: it may take it later. What else it refuses, it would refuse again. */
const isPassing = (status: number) => status === 0 || status === 429 || status >= 500;

async function record(tx: Writer, { push, endpoint, outcome }: { push: PushRow; endpoint: Endpoint; outcome: Outcome }, at: Date) {
  const { pushEndpoints, pushes } = tx.t;
  const { status, retryAfter } = outcome;
  const here = eq(pushEndpoints.id, endpoint.id);
  if (isGone(status)) return void (await tx.delete(pushEndpoints).where(here));
  const reached = status >= 200 && status < 300;
  if (reached) await tx.update(pushEndpoints).set({ lastUsedAt: at, failures: 0, restsUntil: null }).where(here);
  const wait = isPassing(status) ? RETRIES_S[push.tries] : undefined;
  if (reached || wait === undefined) return settle(tx, push);
  const next = new Date(at.getTime() + Math.min(Math.max(wait, retryAfter), LONGEST_WAIT_S) * 1000);
  await tx
    .update(pushEndpoints)
    .set({ failures: endpoint.failures + 1, restsUntil: next })
    .where(here);
  await tx
    .update(pushes)
    .set({ dueAt: next, tries: push.tries + 1 })
    .where(eq(pushes.id, push.id));
}

const putOff = async (tx: Writer, { id, dueAt }: PushRow, until: Date) => {
  const { pushes } = tx.t;
  await tx
    .update(pushes)
    .set({ dueAt: until })
    .where(and(eq(pushes.id, id), eq(pushes.dueAt, dueAt)));
};

/** Unless more came in while it was leaving. */
async function settle(tx: Writer, { id, dueAt }: PushRow) {
  const { pushes } = tx.t;
  await tx.delete(pushes).where(and(eq(pushes.id, id), eq(pushes.dueAt, dueAt)));
}
