import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { preparedRows, type Reader, type Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { takenFrom, takenInto } from '../taken-up/queries.ts';
import { articlePlace } from './place.ts';
import { appendChange, threadIn, type Place, type Thread } from './queries.ts';
import { isVisibleThread } from './visible.ts';

/** Topics named under one article, and articles read with one topic: lists that one takes in at a glance. */
export const MAX_TOPICS = 5;
const MAX_ARTICLES = 20;

export type Links = Awaited<ReturnType<typeof linkedWith>>;

/** What a page of a conversation leads to: topics of the forum, and what articles took up of it and it of others. */
export async function linkedWith(reader: Reader, place: Place, now: Date) {
  const { thread, article } = place;
  return {
    topics: await topicsOf(reader, place, now),
    taken: thread ? await takenFrom(reader, thread.id) : [],
    takes: article ? await takenInto(reader, article.id, now) : [],
  };
}

/** The forum's threads that belong with an article, those that everybody may read, the latest first. */
async function topicsOf(reader: Reader, { article }: Pick<Place, 'article'>, now: Date) {
  const linked = article ? await linksOf(reader)({ articleId: article.id }) : [];
  if (linked.length === 0) return [];
  const { threads } = reader.t;
  const ids = linked.map(({ threadId }) => threadId);
  return reader
    .select({ uid: threads.uid, title: threads.title })
    .from(threads)
    .where(and(inArray(threads.id, ids), isNotNull(threads.title), isVisibleThread(reader, now)))
    .orderBy(desc(threads.lastAt), desc(threads.id))
    .limit(MAX_TOPICS);
}

/** Of nearly all articles, none: asked at each reading. Index: thread_articles_article. */
const linksOf = (reader: Reader) =>
  preparedRows(reader, 'links of an article', () => {
    const { threadId, articleId } = reader.t.threadArticles;
    return reader
      .select({ threadId })
      .from(reader.t.threadArticles)
      .where(eq(articleId, sql.placeholder('articleId')));
  });

/** What is read with a thread, beside the article it lies under: of those that their site has confirmed. */
export function articlesWith(reader: Reader, threadId: number) {
  const { articles, threadArticles } = reader.t;
  const query = preparedRows(reader, 'articles with a thread', () =>
    reader
      .select({ key: articles.key, title: articles.title, url: articles.url })
      .from(threadArticles)
      .innerJoin(articles, eq(articles.id, threadArticles.articleId))
      .where(and(eq(threadArticles.threadId, sql.placeholder('threadId')), isNotNull(articles.confirmedAt)))
      .orderBy(asc(articles.publishedAt), asc(articles.id))
      .limit(MAX_ARTICLES),
  );
  return query({ threadId });
}

type Linked = { place: Place & { thread: Thread }; article: string };

/**
 * An article is read with a thread of the forum, each leading to the other. Twice is once. Refuses `invalid` for an article
 * that its site has not confirmed or under which the thread lies, and for one too many.
 */
export const linkArticle = (deps: Deps, by: By, linked: Linked) =>
  change(deps, by, linked, async (tx, threadId, article) => {
    if (!article?.confirmedAt || article.threadId === threadId) throw new Refusal('invalid', { fields: { article: ['field.article'] } });
    const { threadArticles } = tx.t;
    if ((await tx.$count(threadArticles, eq(threadArticles.threadId, threadId))) >= MAX_ARTICLES)
      throw new Refusal('invalid', { fields: { article: ['field.too_many', { max: MAX_ARTICLES }] } });
    await addLinks(tx, { siteId: linked.place.site.id, articleId: article.id }, [threadId]);
  });

/** It is read with that thread no more. One that was not is no failure. */
export const unlinkArticle = (deps: Deps, by: By, linked: Linked) =>
  change(deps, by, linked, async (tx, threadId, article) => {
    if (!article) return;
    const { threadArticles } = tx.t;
    await tx.delete(threadArticles).where(and(eq(threadArticles.threadId, threadId), eq(threadArticles.articleId, article.id)));
  });

type By = Pick<Actor, 'member'>;
type Work = (tx: Writer, threadId: number, article: Awaited<ReturnType<typeof articleIn>>) => Promise<void>;

/** Whoever has the article's conversation open sees it at once. */
async function change({ db, bus, now }: Deps, { member }: By, { place, article: key }: Linked, work: Work) {
  const at = now();
  const name = articlePlace(place.site.id, key);
  const told = await db.write(
    async (tx) => {
      const { id: threadId, spaceId } = await threadIn(tx, place.thread.id);
      await refuseUnlessModerator(tx, member.id, spaceId);
      const article = await articleIn(tx, place.site.id, key);
      await work(tx, threadId, article);
      return tellReaders(tx, article?.threadId ?? null, at);
    },
    { lock: name },
  );
  if (told) bus.emit('thread.changed', { ...told, place: name, kind: 'thread.changed' });
}

/** Adds links; those there are already stay. */
export async function addLinks(tx: Writer, { siteId, articleId }: { siteId: number; articleId: number }, threadIds: number[]) {
  if (threadIds.length === 0) return;
  await tx
    .insert(tx.t.threadArticles)
    .values(threadIds.map((threadId) => ({ siteId, articleId, threadId })))
    .onConflictDoNothing();
}

async function articleIn(tx: Writer, siteId: number, key: string) {
  const { articles, threads } = tx.t;
  const [row] = await tx
    .select({ id: articles.id, confirmedAt: articles.confirmedAt, threadId: threads.id })
    .from(articles)
    .leftJoin(threads, eq(threads.articleId, articles.id))
    .where(and(eq(articles.siteId, siteId), eq(articles.key, key)));
  return row ?? null;
}

async function tellReaders(tx: Writer, threadId: number | null, at: Date) {
  if (threadId === null) return null;
  return { threadId, seq: await appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at }) };
}
