import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function webhookTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** An address of the publisher's that is told what happens here (Standard Webhooks). */
  const webhooks = c.table(
    'webhooks',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      url: c.text().notNull(),
      /** Sealed: it signs, so it must be read again. */
      secret: c.bytes().notNull(),
      /** The one before, which signs beside it for a day: the receiver has the time to change it. */
      formerSecret: c.bytes(),
      rotatedAt: c.time(),
      events: c.json<string[]>().notNull(),
      enabled: c.bool().notNull().default(true),
      /** Since when nothing gets through; null while it does. Kept when it is switched off for it. */
      failingSince: c.time(),
      /** Nothing is tried before: an address that is down costs a try now and then, not one for each event. */
      restsUntil: c.time(),
      createdById: c
        .ref()
        .notNull()
        .references(() => members.id),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('webhooks_uid').on(t.uid), c.index('webhooks_site').on(t.siteId)],
  );
  /** What was sent, or waits to be. An outbox of its own: an address that is down keeps no mail waiting. */
  const deliveries = c.table(
    'deliveries',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      webhookId: c
        .ref()
        .notNull()
        .references(() => webhooks.id, { onDelete: 'cascade' }),
      event: c.text().notNull(),
      /** The outside id of what it tells of. Its words are not kept twice: they are read when the message leaves. */
      subject: c.text().notNull().default(''),
      state: c.text().$type<'waiting' | 'delivered' | 'failed'>().notNull(),
      tries: c.int().notNull().default(0),
      /** null once nothing more is to be tried by itself. */
      nextTryAt: c.time(),
      /** The answer's HTTP status, or why there was none. */
      status: c.int(),
      error: c.text(),
      createdAt: c.time().notNull(),
      lastTriedAt: c.time(),
    },
    (t) => [
      c.unique('deliveries_uid').on(t.uid),
      c.index('deliveries_webhook').on(t.webhookId, t.id),
      c.index('deliveries_age').on(t.createdAt),
      c.index('deliveries_due').on(t.nextTryAt, t.id),
    ],
  );
  return { webhooks, deliveries };
}
