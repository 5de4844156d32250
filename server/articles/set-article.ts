import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';
import { appendChange, findArticlePlace } from '../threads/queries.ts';
import { foldUrl } from './fold-url.ts';
import type { ArticleInput } from './routes.ts';

/**
 * What the publisher itself says of an article: shown from now on, its address remembered beside its earlier ones.
 * Refuses `invalid` for an address outside the site's origins. Resolves with whether the article was new.
 */
export async function setArticle({ db, bus, now }: Deps, site: Site, key: string, input: ArticleInput): Promise<boolean> {
  if (!site.origins.includes(new URL(input.url).origin)) throw new Refusal('invalid', { fields: { url: ['field.url_not_listed'] } });
  const at = now();
  const place = await findArticlePlace(db.read, site, key);
  const done = await db.write(
    async (tx) => {
      const { articles, articleUrls } = tx.t;
      const byKey = and(eq(articles.siteId, site.id), eq(articles.key, key));
      const known = (await articleWhere(tx, byKey)) ?? (await importedAt(tx, site.id, input.url));
      const set = { ...input, key, confirmedAt: at, claimed: null };
      const [{ id } = known!] = known
        ? await tx.update(articles).set(set).where(eq(articles.id, known.id)).returning({ id: articles.id })
        : await tx
            .insert(articles)
            .values({ ...set, siteId: site.id, createdAt: at })
            .returning({ id: articles.id });
      await tx
        .insert(articleUrls)
        .values({ siteId: site.id, url: foldUrl(input.url), articleId: id })
        .onConflictDoUpdate({ target: [articleUrls.siteId, articleUrls.url], set: { articleId: id } });
      const threadId = known?.threadId ?? null;
      if (threadId !== null) await tx.update(tx.t.threads).set({ unindexed: true }).where(eq(tx.t.threads.id, threadId));
      const seq = threadId === null ? null : await appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at });
      return { created: !known, threadId, seq };
    },
    { lock: place.name },
  );
  if (done.threadId !== null && done.seq !== null)
    bus.emit('thread.changed', { threadId: done.threadId, place: place.name, seq: done.seq, kind: 'thread.changed' });
  return done.created;
}

async function articleWhere(tx: Writer, condition: SQL | undefined) {
  const { articles, threads } = tx.t;
  const [row] = await tx
    .select({ id: articles.id, threadId: threads.id })
    .from(articles)
    .leftJoin(threads, eq(threads.articleId, articles.id))
    .where(condition);
  return row;
}

/** An import knew the article by its address alone: its conversation is taken over under the publisher's own id. */
async function importedAt(tx: Writer, siteId: number, url: string) {
  const { articles, articleUrls } = tx.t;
  const at = tx
    .select({ id: articleUrls.articleId })
    .from(articleUrls)
    .where(and(eq(articleUrls.siteId, siteId), eq(articleUrls.url, foldUrl(url))));
  return articleWhere(tx, and(inArray(articles.id, at), isNull(articles.confirmedAt)));
}
