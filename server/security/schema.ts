import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function securityTables(c: Columns, { sites }: SiteTables) {
  /** What admins read and nobody edits: sign-ins, failures, rights given, exports. People are named by their outside ids, which outlive them. */
  const securityLog = c.table(
    'security_log',
    {
      id: c.id(),
      uid: c.text().notNull(),
      /** null for what concerns the installation or an account on no site in particular. */
      siteId: c.ref().references(() => sites.id),
      event: c.text().notNull(),
      /** The account it happened to, and the one who did it. */
      account: c.text(),
      actor: c.text(),
      facts: c.json<Record<string, string | number | null>>().notNull(),
      /** The network, not the address: /24 or /48. */
      network: c.text(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('security_log_uid').on(t.uid),
      c.index('security_log_site').on(t.siteId, t.id),
      c.index('security_log_account').on(t.account, t.id),
      c.index('security_log_age').on(t.at),
    ],
  );
  return { securityLog };
}
