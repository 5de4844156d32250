// What the API sends and takes of webhooks, and what the publisher's address is sent. Types only.
import type { CaseRow } from '../cases/wire.ts';
import type { PostWire } from '../posts/wire.ts';
import type { Role } from '../threads/wire.ts';

export type WebhookEvent =
  | 'thread.opened' // readers find it from now on
  | 'post.published'
  | 'post.edited'
  | 'post.held'
  | 'post.rejected' // it was held, and never public
  | 'post.removed' // by moderation
  | 'post.deleted' // by its author
  | 'report.made'
  | 'case.opened'
  | 'case.decided'
  | 'member.joined';

/** GET|POST /api/v1/webhooks, PUT|DELETE /api/v1/webhooks/:id. Making one, and POST /api/v1/webhooks/:id/secret, show its secret that once. */
export type WebhooksWire = {
  webhooks: WebhookWire[];
  /** All that one may ask for, in the desk’s order. */
  events: WebhookEvent[];
};
export type WebhookWire = {
  id: string;
  url: string;
  events: WebhookEvent[];
  enabled: boolean;
  /** Since when nothing gets through. With `enabled` false: that is why. */
  failingSince: string | null;
  createdAt: string;
  by: { id: string; name: string };
};
export type WebhookInput = { url: string; events: WebhookEvent[]; enabled: boolean };
export type NewSecretWire = WebhookWire & { secret: string };

/** GET /api/v1/webhooks/:id/deliveries?cursor=, the latest first; POST …/deliveries/:delivery/replays sends one again, POST /api/v1/webhooks/:id/tests sends a trial. */
export type DeliveriesPage = { deliveries: DeliveryWire[]; next: string | null };
export type DeliveryWire = {
  /** Also what the address receives as `webhook-id`. */
  id: string;
  event: WebhookEvent | 'test';
  state: 'waiting' | 'delivered' | 'failed';
  tries: number;
  /** The answer's HTTP status, or why there was none. */
  status: number | null;
  error: DeliveryError | null;
  at: string;
  lastTriedAt: string | null;
  nextTryAt: string | null;
};
export type DeliveryError =
  | 'private' // the address now leads inside
  | 'refused' // the address may not be asked, for another reason
  | 'timeout'
  | 'unreachable'
  | 'status' // an answer that is no yes
  | 'unsigned' // its secret cannot be read any more: the service's own was changed; a new one is needed
  | 'gone' // what it told of is no longer there
  | 'off'; // the webhook was switched off first

/** The body of what an address receives. Objects are as they are when it leaves: words taken back meanwhile are not in it. */
export type Message = { type: WebhookEvent | 'test'; timestamp: string; data: { site: string } & Facts };
export type Facts = {
  post?: PostWire;
  thread?: { id: string; url: string; title: string; article: { id: string; url: string | null } | null };
  case?: CaseRow;
  report?: { id: string; at: string; rule: number | null; revision: number };
  member?: { id: string; name: string; role: Role; at: string };
};
