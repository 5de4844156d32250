import type { DeliveryRow, WebhookRow } from './queries.ts';
import type { DeliveryError, DeliveryWire, WebhookEvent, WebhookWire } from './wire.ts';

export function presentWebhook(row: WebhookRow): WebhookWire {
  return {
    id: row.uid,
    url: row.url,
    events: row.events as WebhookEvent[],
    enabled: row.enabled,
    failingSince: row.failingSince?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    by: { id: row.byUid, name: row.byName },
  };
}

export function presentDelivery(row: DeliveryRow): DeliveryWire {
  return {
    id: row.uid,
    event: row.event as DeliveryWire['event'],
    state: row.state,
    tries: row.tries,
    status: row.status,
    error: row.error as DeliveryError | null,
    at: row.createdAt.toISOString(),
    lastTriedAt: row.lastTriedAt?.toISOString() ?? null,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
  };
}
