import type { WebhookEvent } from './wire.ts';

/** All that an address can ask to be told, in the order of the desk and of docs/webhooks.md. */
export const WEBHOOK_EVENTS = [
  'thread.opened',
  'post.published',
  'post.edited',
  'post.held',
  'post.rejected',
  'post.removed',
  'post.deleted',
  'report.made',
  'case.opened',
  'case.decided',
  'member.joined',
] as const satisfies WebhookEvent[];
