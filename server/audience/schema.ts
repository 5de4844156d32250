import { sql } from 'drizzle-orm';
import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';

export function audienceTables(c: Columns, { sites }: SiteTables) {
  const site = () =>
    c
      .ref()
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' });
  /** YYYY-MM-DD, where the site is. */
  const day = () => c.text().notNull();
  const count = () => c.int().notNull().default(0);
  /** What visitors of one day are hashed with; destroyed with it (docs/decisions/070). */
  const audienceSalts = c.table('audience_salts', { siteId: site(), day: day(), salt: c.text().notNull() }, (t) => [
    c.primaryKey({ columns: [t.siteId, t.day] }),
  ]);
  /** Who was counted already today: nothing else beside it, and gone tomorrow. */
  const audienceHashes = c.table('audience_hashes', { siteId: site(), day: day(), hash: c.text().notNull() }, (t) => [
    c.primaryKey({ columns: [t.siteId, t.day, t.hash] }),
  ]);
  /** A row for each article or thread that was read, and one for all of the site (both 0). An article's thread counts as its article. */
  const audienceDays = c.table(
    'audience_days',
    {
      siteId: site(),
      day: day(),
      articleId: c.ref().notNull(),
      threadId: c.ref().notNull(),
      views: count(),
      visitors: count(),
      /** Went on from there to an article of the newspaper's. */
      sent: count(),
    },
    (t) => [
      c.primaryKey({ columns: [t.siteId, t.day, t.articleId, t.threadId] }),
      c
        .index('audience_days_article')
        .on(t.articleId, t.day)
        .where(sql`article_id > 0`),
      c
        .index('audience_days_thread')
        .on(t.threadId, t.day)
        .where(sql`thread_id > 0`),
    ],
  );
  /** What readers came by: a host, or a campaign that the address named; neither (all empty) is straight. What they did from where they came. */
  const audienceVisits = c.table(
    'audience_visits',
    {
      siteId: site(),
      day: day(),
      host: c.text().notNull(),
      source: c.text().notNull(),
      medium: c.text().notNull(),
      campaign: c.text().notNull(),
      visits: count(),
      visitors: count(),
      posts: count(),
      firstPosts: count(),
      follows: count(),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.day, t.host, t.source, t.medium, t.campaign] })],
  );
  return { audienceSalts, audienceHashes, audienceDays, audienceVisits };
}
