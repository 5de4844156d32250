import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Known } from './match-articles.ts';

/** Of these keys and folded addresses, those that a site has articles for. */
export async function knownArticles(reader: Reader, siteId: number, asked: { keys: string[]; addresses: string[] }): Promise<Known> {
  const { articles, articleUrls } = reader.t;
  const keys = await inTurns(asked.keys, (some) =>
    reader
      .select({ key: articles.key })
      .from(articles)
      .where(and(eq(articles.siteId, siteId), inArray(articles.key, some))),
  );
  const addresses = await inTurns(asked.addresses, (some) =>
    reader
      .select({ url: articleUrls.url, key: articles.key })
      .from(articleUrls)
      .innerJoin(articles, eq(articles.id, articleUrls.articleId))
      .where(and(eq(articleUrls.siteId, siteId), inArray(articleUrls.url, some))),
  );
  return { keys: new Set(keys.map(({ key }) => key)), keyAt: new Map(addresses.map(({ url, key }) => [url, key])) };
}

/** Of these import keys, those that came with an earlier run. */
export async function importedBefore(reader: Reader, siteId: number, what: 'posts' | 'members', keys: string[]): Promise<Set<string>> {
  const table = reader.t[what];
  const rows = await inTurns(keys, (some) =>
    reader
      .select({ key: table.importKey })
      .from(table)
      .where(and(eq(table.siteId, siteId), inArray(table.importKey, some))),
  );
  return new Set(rows.map(({ key }) => key!));
}

/** Many values, some hundreds a question. */
async function inTurns<T>(values: string[], ask: (some: string[]) => PromiseLike<T[]>): Promise<T[]> {
  const found: T[][] = [];
  for (let i = 0; i < values.length; i += 500) found.push(await ask(values.slice(i, i + 500)));
  return found.flat();
}
