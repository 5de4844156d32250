import { and, eq } from 'drizzle-orm';
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
      const { articles, articleUrls, threads } = tx.t;
      const [known] = await tx
        .select({ id: articles.id, threadId: threads.id })
        .from(articles)
        .leftJoin(threads, eq(threads.articleId, articles.id))
        .where(and(eq(articles.siteId, site.id), eq(articles.key, key)));
      const set = { ...input, confirmedAt: at, claimed: null };
      const [{ id } = known!] = known
        ? await tx.update(articles).set(set).where(eq(articles.id, known.id)).returning({ id: articles.id })
        : await tx
            .insert(articles)
            .values({ ...set, siteId: site.id, key, createdAt: at })
            .returning({ id: articles.id });
      await tx
        .insert(articleUrls)
        .values({ siteId: site.id, url: foldUrl(input.url), articleId: id })
        .onConflictDoUpdate({ target: [articleUrls.siteId, articleUrls.url], set: { articleId: id } });
      const threadId = known?.threadId ?? null;
      const seq = threadId === null ? null : await appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at });
      return { created: !known, threadId, seq };
    },
    { lock: place.name },
  );
  if (done.threadId !== null && done.seq !== null)
    bus.emit('thread.changed', { threadId: done.threadId, place: place.name, seq: done.seq, kind: 'thread.changed' });
  return done.created;
}
