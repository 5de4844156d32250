import type { AccountTables } from '../accounts/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function voiceTables(c: Columns, { sites, members }: SiteTables & AccountTables) {
  /** As whom the newsroom speaks together: a member of the site whom nobody is signed in as (docs/decisions/062). */
  const voices = c.table(
    'voices',
    {
      memberId: c
        .ref()
        .primaryKey()
        .references(() => members.id, { onDelete: 'cascade' }),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      /** What it says is read by somebody else before it is public. */
      secondEyes: c.bool().notNull().default(false),
      /** Nobody speaks for it any more; what it said stays. */
      retiredAt: c.time(),
    },
    (t) => [c.index('voices_site').on(t.siteId, t.memberId)],
  );
  /** Who may speak for it, beside its managers. */
  const voiceHands = c.table(
    'voice_hands',
    {
      voiceId: c
        .ref()
        .notNull()
        .references(() => voices.memberId, { onDelete: 'cascade' }),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
    },
    (t) => [c.primaryKey({ columns: [t.voiceId, t.memberId] }), c.index('voice_hands_member').on(t.memberId)],
  );
  return { voices, voiceHands };
}
