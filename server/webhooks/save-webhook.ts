import { and, eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { OutboundRefused } from '../http/guarded-fetch.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import { dropWaiting } from './deliver.ts';
import { presentWebhook } from './present.ts';
import { webhookBy, type WebhookRow } from './queries.ts';
import { newWebhookSecret, webhookBox } from './secret.ts';
import { insertDelivery } from './tell.ts';
import type { NewSecretWire, WebhookInput, WebhookWire } from './wire.ts';

/** A publisher has a handful; each costs a delivery for each event. */
const MAX_WEBHOOKS = 20;

/** `secret` is told this once. Refuses `invalid` for an address that we may not ask, and where there are too many. */
export async function addWebhook(deps: Deps, staff: Staff, input: WebhookInput): Promise<NewSecretWire> {
  await refuseAddress(deps, input.url);
  const secret = newWebhookSecret();
  const { site, member } = staff;
  const [uid, at] = [deps.newId(), deps.now()];
  const sealed = webhookBox(deps.config.secret!).seal(secret);
  return deps.db.write(
    async (tx) => {
      const { webhooks } = tx.t;
      if ((await tx.$count(webhooks, eq(webhooks.siteId, site.id))) >= MAX_WEBHOOKS) throw tooMany();
      await tx.insert(webhooks).values({ ...input, uid, siteId: site.id, secret: sealed, createdById: member.id, createdAt: at });
      await log(tx, staff, { event: 'webhook.added', uid, url: input.url }, at);
      return { ...presentWebhook((await webhookBy(tx, site.id, uid))!), secret };
    },
    { lock: `webhooks:${site.id}` },
  );
}

/** A change of address, and switching it on again, is a new start: what failed before counts no longer. */
export async function changeWebhook(
  deps: Deps,
  staff: Staff,
  { row, input }: { row: WebhookRow; input: WebhookInput },
): Promise<WebhookWire> {
  await refuseAddress(deps, input.url);
  const at = deps.now();
  const anew = input.url !== row.url || (input.enabled && !row.enabled);
  return deps.db.write(async (tx) => {
    const { webhooks } = tx.t;
    const changed = await tx
      .update(webhooks)
      .set({ ...input, ...(anew && { failingSince: null, restsUntil: null }) })
      .where(eq(webhooks.id, row.id))
      .returning({ id: webhooks.id });
    if (changed.length === 0) throw new Refusal('not_found');
    if (!input.enabled) await dropWaiting(tx, row.id);
    await log(tx, staff, { event: 'webhook.changed', uid: row.uid, url: input.url }, at);
    return presentWebhook((await webhookBy(tx, row.siteId, row.uid))!);
  });
}

/** The one before signs beside it for a day. */
export async function renewSecret(deps: Deps, staff: Staff, row: WebhookRow): Promise<NewSecretWire> {
  const secret = newWebhookSecret();
  const sealed = webhookBox(deps.config.secret!).seal(secret);
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { webhooks } = tx.t;
    await tx
      .update(webhooks)
      .set({ formerSecret: sql`${webhooks.secret}`, secret: sealed, rotatedAt: at })
      .where(eq(webhooks.id, row.id));
    await log(tx, staff, { event: 'webhook.secret_renewed', uid: row.uid, url: row.url }, at);
  });
  return { ...presentWebhook(row), secret };
}

export async function removeWebhook(deps: Deps, staff: Staff, row: WebhookRow) {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    await tx.delete(tx.t.webhooks).where(eq(tx.t.webhooks.id, row.id));
    await log(tx, staff, { event: 'webhook.removed', uid: row.uid, url: row.url }, at);
  });
}

/** A trial, sent as any event is. Refuses `switched_off`. */
export async function tryWebhook(deps: Deps, row: WebhookRow) {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    await wake(tx, row);
    await insertDelivery(tx, { siteId: row.siteId, webhookId: row.id, event: 'test', subject: '', at });
  });
}

/** Sends a delivery again, with the same id. One that waits is sent at once. Refuses `switched_off`, `not_found`. */
export async function replayDelivery(deps: Deps, row: WebhookRow, uid: string) {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { deliveries } = tx.t;
    await wake(tx, row);
    const again = await tx
      .update(deliveries)
      .set({ state: 'waiting', tries: 0, nextTryAt: at })
      .where(and(eq(deliveries.webhookId, row.id), eq(deliveries.uid, uid)))
      .returning({ id: deliveries.id });
    if (again.length === 0) throw new Refusal('not_found');
  });
}

/** Somebody wants to know now, though it rests. */
async function wake(tx: Writer, { id }: WebhookRow) {
  const { webhooks } = tx.t;
  const awake = await tx
    .update(webhooks)
    .set({ restsUntil: null })
    .where(and(eq(webhooks.id, id), eq(webhooks.enabled, true)))
    .returning({ id: webhooks.id });
  if (awake.length === 0) throw new Refusal('switched_off');
}

/** What is sent is in clear on http: where we are on https, so must they be. */
async function refuseAddress({ fetch, config }: Deps, url: string) {
  if (config.publicUrl.protocol === 'https:' && !url.startsWith('https:')) throw wrongAddress('webhooks.https_only');
  await fetch.check(url).catch((error: unknown) => {
    throw wrongAddress(error instanceof OutboundRefused ? 'webhooks.address_refused' : 'webhooks.address_unknown');
  });
}

const wrongAddress = (key: string) => new Refusal('invalid', { fields: { url: [key] } });
const tooMany = () => new Refusal('invalid', { fields: { url: ['field.too_many', { max: MAX_WEBHOOKS }] } });

function log(tx: Writer, { site, session }: Staff, { event, uid, url }: { event: SecurityEvent; uid: string; url: string }, at: Date) {
  return logSecurity(tx, { event, siteId: site.id, actor: session.account.uid, facts: { webhook: uid, url }, at });
}
