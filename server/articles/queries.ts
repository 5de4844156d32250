import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { foldUrl } from './fold-url.ts';

/** The publisher's id of the article that has, or had, this address; null where none has, or it is no address. */
export const keyAt = async (reader: Reader, siteId: number, url: string): Promise<string | null> =>
  (await keysAt(reader, siteId, [url])).get(url) ?? null;

/** The same of several, by the addresses that are of an article. */
export async function keysAt(reader: Reader, siteId: number, urls: string[]): Promise<Map<string, string>> {
  const asked = urls.filter((url) => URL.canParse(url));
  if (asked.length === 0) return new Map();
  const { articles, articleUrls } = reader.t;
  const rows = await reader
    .select({ key: articles.key, url: articleUrls.url })
    .from(articleUrls)
    .innerJoin(articles, eq(articles.id, articleUrls.articleId))
    .where(and(eq(articleUrls.siteId, siteId), inArray(articleUrls.url, asked.map(foldUrl))));
  const known = new Map(rows.map(({ key, url }) => [url, key]));
  return new Map(asked.flatMap((url) => (known.has(foldUrl(url)) ? [[url, known.get(foldUrl(url))!] as const] : [])));
}
