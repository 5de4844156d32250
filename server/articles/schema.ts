import type { Columns } from '../db/columns.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { Audience, Moderation } from '../sites/wire.ts';

export function articleTables(c: Columns, { sites }: SiteTables) {
  /** A publisher's page, by the publisher's own id: addresses change, ids don't. */
  const articles = c.table(
    'articles',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      key: c.text().notNull(),
      /** Set by the site's token. Until then what follows is null, and what the page claims is only kept for staff. */
      confirmedAt: c.time(),
      title: c.text(),
      url: c.text(),
      section: c.text(),
      bylines: c.json<string[]>().notNull(),
      tags: c.json<string[]>(),
      publishedAt: c.time(),
      audience: c.text().$type<Audience>(),
      moderation: c.text().$type<Moderation>(),
      closesAt: c.time(),
      claimed: c.json<{ url?: string; title?: string }>(),
      createdAt: c.time().notNull(),
    },
    (t) => [c.unique('articles_key').on(t.siteId, t.key)],
  );
  /** Every address an article had, folded (no scheme, query or trailing slash): what imports match on. */
  const articleUrls = c.table(
    'article_urls',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      url: c.text().notNull(),
      articleId: c
        .ref()
        .notNull()
        .references(() => articles.id, { onDelete: 'cascade' }),
    },
    (t) => [c.primaryKey({ columns: [t.siteId, t.url] })],
  );
  return { articles, articleUrls };
}
export type ArticleTables = ReturnType<typeof articleTables>;
