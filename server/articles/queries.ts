import { and, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { foldUrl } from './fold-url.ts';

/** The publisher's id of the article that has, or had, this address; null where none has, or it is no address. */
export async function keyAt(reader: Reader, siteId: number, url: string): Promise<string | null> {
  if (!URL.canParse(url)) return null;
  const { articles, articleUrls } = reader.t;
  const [row] = await reader
    .select({ key: articles.key })
    .from(articleUrls)
    .innerJoin(articles, eq(articles.id, articleUrls.articleId))
    .where(and(eq(articleUrls.siteId, siteId), eq(articleUrls.url, foldUrl(url))));
  return row?.key ?? null;
}
