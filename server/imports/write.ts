import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import { renderBody, RENDERER } from '../markdown/render.ts';
import type { Site } from '../sites/queries.ts';
import { articlePlace } from '../threads/place.ts';
import { appendChange, ensureArticleThread } from '../threads/queries.ts';
import { addPostCounts, DELETED, ensureAuthors } from './authors.ts';
import type { Bodies } from './bodies.ts';
import { spotsOf, takeSpot, writeSpots, type PostRow } from './branches.ts';
import { importKeyOf, type PlannedArticle, type PlannedPost } from './plan.ts';

/** Posts a transaction: the thread's other writers wait no longer than this takes. */
const BATCH = 200;

type Writing = { db: Database; now: () => Date; newId: () => string; site: Site; bodies: Bodies };

/**
 * Brings an article's posts, in order. Each transaction leaves the thread whole, so that an import that breaks off
 * goes on where it was when it is run again.
 */
export async function writeArticle(writing: Writing, article: PlannedArticle, onWritten: (posts: number) => void) {
  const { db, site, now } = writing;
  for (let i = 0; i < article.posts.length; i += BATCH) {
    const batch: Batch = {
      site,
      article,
      posts: await makeReady(article.posts.slice(i, i + BATCH), writing),
      threadUid: writing.newId(),
      at: now(),
    };
    await db.write((tx) => writeBatch(tx, batch), { lock: articlePlace(site.id, article.key) });
    onWritten(batch.posts.length);
  }
}

type Ready = { planned: PlannedPost; uid: string; authorUid: string; source: string; html: string };
type Batch = { site: Site; article: PlannedArticle; posts: Ready[]; threadUid: string; at: Date };

function makeReady(posts: PlannedPost[], { bodies, newId }: Writing): Promise<Ready[]> {
  return Promise.all(
    posts.map(async (planned) => {
      const source = planned.fact.body ? bodies.read(planned.fact.body) : '';
      return { planned, uid: newId(), authorUid: newId(), source, html: await renderBody(source, 'html') };
    }),
  );
}

async function writeBatch(tx: Writer, { site, article, posts, threadUid, at }: Batch) {
  const { key, claimed } = article;
  const thread = await ensureArticleThread(tx, { siteId: site.id, key, uid: threadUid, claimed, now: at });
  if (thread.seq === 0 && article.closed) await tx.update(tx.t.threads).set({ closedAt: at }).where(eq(tx.t.threads.id, thread.id));
  await addAddresses(tx, site.id, article);

  const keys = posts.flatMap(({ planned }) => (planned.parent ? [planned, planned.parent] : [planned]).map(importKeyOf));
  const { named, all } = await spotsOf(tx, site.id, keys);
  const coming = posts.filter(({ planned }) => !named.has(importKeyOf(planned)));
  if (coming.length === 0) return;
  const authors = await ensureAuthors(
    tx,
    site,
    coming.map(({ planned, authorUid }) => ({ author: authorOf(planned), uid: authorUid, at })),
  );
  const fresh = coming.map((post) => {
    const parent = post.planned.parent && named.get(importKeyOf(post.planned.parent))!;
    const spot = takeSpot({ uid: post.uid, parent, published: !post.planned.tombstone });
    named.set(importKeyOf(post.planned), spot);
    const authorId = authors.get(authorOf(post.planned).key)!;
    return { spot, row: rowOf(post, { siteId: site.id, threadId: thread.id, authorId }) };
  });
  await writeSpots(tx, fresh, all);

  const published = fresh.map(({ row }) => row).filter(({ state }) => state === 'published');
  await addPostCounts(
    tx,
    published.map(({ authorId }) => authorId),
  );
  await appendChange(tx, { threadId: thread.id, kind: 'thread.changed', postId: null, count: published.length, at });
  await raiseLastAt(
    tx,
    thread.id,
    published.map(({ createdAt }) => createdAt),
  );
}

/** Every address the article had, for the next import to match on. One that is another article's stays that. */
async function addAddresses(tx: Writer, siteId: number, { key, addresses }: PlannedArticle) {
  const { articles, articleUrls } = tx.t;
  const [article] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.siteId, siteId), eq(articles.key, key)));
  for (const url of addresses)
    await tx
      .insert(articleUrls)
      .values({ siteId, url, articleId: article!.id })
      .onConflictDoNothing({ target: [articleUrls.siteId, articleUrls.url] });
}

const authorOf = ({ tombstone, fact }: PlannedPost) => (tombstone ? DELETED : fact.author);

function rowOf({ planned, source, html }: Ready, at: { siteId: number; threadId: number; authorId: number }): PostRow {
  return {
    ...at,
    surface: 'comments',
    clientId: importKeyOf(planned),
    importKey: importKeyOf(planned),
    state: planned.tombstone ? 'deleted' : 'published',
    source,
    html,
    format: 'html',
    renderer: RENDERER,
    createdAt: new Date(planned.fact.at),
  };
}

/** When somebody last wrote there: an old comment does not make a thread new. */
async function raiseLastAt(tx: Writer, threadId: number, dates: Date[]) {
  if (dates.length === 0) return;
  const { threads } = tx.t;
  const lastAt = new Date(Math.max(...dates.map(Number)));
  await tx
    .update(threads)
    .set({ lastAt })
    .where(and(eq(threads.id, threadId), or(isNull(threads.lastAt), lt(threads.lastAt, lastAt))));
}
