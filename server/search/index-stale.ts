import { setImmediate } from 'node:timers/promises';
import { desc, eq, inArray, sql } from 'drizzle-orm';
import { lockedIds, type Database, type Writer } from '../db/database.ts';
import { entryOf } from './entry.ts';
import { wordsOfThreads } from './thread-words.ts';

/** A transaction's worth: some milliseconds, so that no writer waits longer. */
const BATCH = 50;

/**
 * Brings what search knows up to what is there: posts and threads are marked `unindexed` when they are made, and whenever
 * their words, their author or their place change. The latest first: what was just written is found at once even while
 * years of it wait. Broken off, it goes on where it was. Resolves with how many posts.
 */
export async function indexStale(db: Database, onProgress: (posts: number) => void = () => {}, signal?: AbortSignal): Promise<number> {
  let posts = 0;
  for (;;) {
    const done = await db.write(async (tx) => ({ posts: await indexPosts(tx), threads: await indexThreads(tx) }));
    posts += done.posts;
    onProgress(posts);
    if ((done.posts < BATCH && done.threads < BATCH) || signal?.aborted) return posts;
    await setImmediate();
  }
}

async function indexPosts(tx: Writer): Promise<number> {
  const { posts } = tx.t;
  const ids = await lockedIds(
    tx,
    tx
      .select({ id: posts.id })
      .from(posts)
      .where(sql`${posts.unindexed}`)
      .orderBy(desc(posts.id))
      .limit(BATCH)
      .$dynamic(),
  );
  if (ids.length === 0) return 0;
  for (const { id, ...source } of await sourcesOf(tx, ids)) await tx.engine.words.put(tx, id, entryOf(source));
  await tx.update(posts).set({ unindexed: false }).where(inArray(posts.id, ids));
  return ids.length;
}

async function sourcesOf(tx: Writer, ids: number[]) {
  const { posts, threads, sites } = tx.t;
  const rows = await tx
    .select({
      id: posts.id,
      siteId: posts.siteId,
      threadId: posts.threadId,
      authorId: posts.authorId,
      html: posts.html,
      lang: posts.lang,
      createdAt: posts.createdAt,
      spaceId: threads.spaceId,
      kind: threads.kind,
      openingId: threads.openingId,
      title: threads.title,
      settings: sites.settings,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(sites, eq(sites.id, posts.siteId))
    .where(inArray(posts.id, ids));
  const tags = await tagsOf(
    tx,
    rows.map(({ threadId }) => threadId),
  );
  return rows.map(({ openingId, title, settings, ...row }) => ({
    ...row,
    title: openingId === row.id ? title : null,
    locale: settings.locale,
    tags: tags.get(row.threadId) ?? [],
  }));
}

async function tagsOf(tx: Writer, threadIds: number[]): Promise<Map<number, number[]>> {
  const { threadTags } = tx.t;
  const rows = await tx
    .select({ threadId: threadTags.threadId, tagId: threadTags.tagId })
    .from(threadTags)
    .where(inArray(threadTags.threadId, [...new Set(threadIds)]));
  const byThread = Map.groupBy(rows, ({ threadId }) => threadId);
  return new Map([...byThread].map(([threadId, some]) => [threadId, some.map(({ tagId }) => tagId)]));
}

async function indexThreads(tx: Writer): Promise<number> {
  const { threads, threadWords } = tx.t;
  const ids = await lockedIds(
    tx,
    tx
      .select({ id: threads.id })
      .from(threads)
      .where(sql`${threads.unindexed}`)
      .orderBy(desc(threads.id))
      .limit(BATCH)
      .$dynamic(),
  );
  if (ids.length === 0) return 0;
  const words = await wordsOfThreads(tx, ids);
  await tx.delete(threadWords).where(inArray(threadWords.threadId, ids));
  for (const rows of words) if (rows.length > 0) await tx.insert(threadWords).values(rows);
  await tx.update(threads).set({ unindexed: false }).where(inArray(threads.id, ids));
  return ids.length;
}
