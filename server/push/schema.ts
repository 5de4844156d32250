import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function pushTables(c: Columns, { sites, members, sessions }: SiteTables & AccountTables) {
  /** By which push services know this installation (RFC 8292): one row, made with the first device. */
  const pushKeys = c.table('push_keys', {
    name: c.text().primaryKey(),
    publicKey: c.text().notNull(),
    /** Sealed. */
    privateKey: c.bytes().notNull(),
    createdAt: c.time().notNull(),
  });
  /** A browser that its owner asked to show what they are told; it goes with the session that asked. */
  const pushEndpoints = c.table(
    'push_endpoints',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      sessionId: c
        .text()
        .notNull()
        .references(() => sessions.id, { onDelete: 'cascade', onUpdate: 'cascade' }),
      /** Of its address: whoever knows the address itself writes to the device. */
      hash: c.text().notNull(),
      /** The address and the keys of the browser, sealed. */
      subscription: c.bytes().notNull(),
      /** What the browser says it is: what its owner knows it by. */
      device: c.text(),
      createdAt: c.time().notNull(),
      /** When something last reached it. */
      lastUsedAt: c.time(),
      /** Failures in a row, and until when it is left alone for them. */
      failures: c.int().notNull().default(0),
      restsUntil: c.time(),
    },
    (t) => [
      c.unique('push_endpoints_uid').on(t.uid),
      c.unique('push_endpoints_hash').on(t.hash),
      c.index('push_endpoints_member').on(t.memberId),
      c.index('push_endpoints_session').on(t.sessionId),
    ],
  );
  /** What waits to be shown on a device: one a thread, whatever came in there meanwhile. Its words are read when it leaves. */
  const pushes = c.table(
    'pushes',
    {
      id: c.id(),
      endpointId: c
        .ref()
        .notNull()
        .references(() => pushEndpoints.id, { onDelete: 'cascade' }),
      threadId: c.ref().notNull(),
      dueAt: c.time().notNull(),
      tries: c.int().notNull().default(0),
    },
    (t) => [c.unique('pushes_thread').on(t.endpointId, t.threadId), c.index('pushes_due').on(t.dueAt, t.id)],
  );
  return { pushKeys, pushEndpoints, pushes };
}
