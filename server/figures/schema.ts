import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Span } from './spans.ts';
import type { Figures } from './wire.ts';

export function figureTables(c: Columns, { sites }: SiteTables) {
  /** What is kept of each day and each month (docs/decisions/073). */
  const siteFigures = c.table(
    'site_figures',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id, { onDelete: 'cascade' }),
      span: c.text().$type<Span>().notNull(),
      /** Its first day, YYYY-MM-DD. */
      begins: c.text().notNull(),
      /** Where that was its first day. */
      timeZone: c.text().notNull(),
      figures: c.json<Figures>().notNull(),
      countedAt: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.span, t.begins] })],
  );
  return { siteFigures };
}
