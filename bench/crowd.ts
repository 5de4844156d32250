// A community that has been there for years: made once, in one piece, and kept in .cache/ for whoever measures.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openSqlite } from '#server/db/sqlite.ts';
import { uuidv7 } from '#server/ids.ts';
import { renderBody } from '#server/markdown/render.ts';
import { insertPost } from '#server/posts/insert-post.ts';
import { publish } from '#server/posts/transitions.ts';
import { indexStale } from '#server/search/index-stale.ts';
import { ensureArticleThread } from '#server/threads/queries.ts';
import { addMember, addSite } from './town.ts';
import { seeded, sentenceOf, type Language } from './vocabulary.ts';

export type Size = { posts: number; threads: number; members: number };
/** `thread` is the latest, equally long in all of them. */
export type Crowd = { file: string; space: string; thread: string };

const FOLDER = '.cache/bench';
/** So few that the front page of one is full among ten thousand posts too. */
const SPACES = 3;
const HOUR = 3_600_000;
const YEARS = 3 * 365 * 24 * HOUR;
/** Posts of the latest thread. */
const LATEST = 60;

/** The file is made where it is not there yet; its site answers on `host`. */
export async function openCrowd(size: Size, host: string): Promise<Crowd> {
  const file = join(FOLDER, `crowd-${size.posts}.db`);
  if (!existsSync(file)) await makeCrowd(file, size);
  const db = new Sqlite(file);
  db.prepare('update sites set host = ?').run(host);
  const thread = db.prepare('select uid from threads where space_id is not null order by last_at desc').pluck().get() as string;
  db.close();
  return { file, space: 'space-0', thread };
}

export async function makeCrowd(file: string, size: Size) {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.part`;
  for (const end of ['', '-wal', '-shm']) rmSync(unfinished + end, { force: true });
  await addFirst(unfinished);
  const db = new Sqlite(unfinished);
  db.pragma('journal_mode = delete'); // from which alone it can be left out
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('cache_size = -500000');
  db.transaction(() => withoutIndexes(db, () => fill(db, size)))();
  db.close();
  await indexAll(unfinished);
  renameSync(unfinished, file);
}

/** Else the service would, while it is measured. */
async function indexAll(file: string) {
  const db = openSqlite(file, 'migrations/sqlite');
  await indexStale(db);
  await db.close();
}

/** One of each by the library's own verbs: all others are like it. */
async function addFirst(file: string) {
  const db = openSqlite(file, 'migrations/sqlite');
  const siteId = await addSite(db, 'localhost');
  await db.write(async (tx) => {
    const now = new Date(Date.now() - YEARS);
    const { member } = await addMember(tx, siteId, 'first');
    const thread = await ensureArticleThread(tx, { siteId, key: 'first', uid: uuidv7(), claimed: null, now });
    const words = { source: 'Bonjour.', format: 'markdown' as const, html: await renderBody('Bonjour.', 'markdown') };
    const place = { siteId, threadId: thread.id, surface: 'comments' as const, authorId: member.id, parentId: null };
    await publish(tx, await insertPost(tx, { uid: uuidv7(), clientId: 'first', createdAt: now, ...place, ...words }), now);
    const space = (n: number) => ({ siteId, slug: `space-${n}`, name: `Rubrique ${n}`, position: n });
    await tx.insert(tx.t.spaces).values(Array.from({ length: SPACES }, (_, n) => space(n)));
  });
  await db.close();
}

/** An index made at once takes half the time of one that is kept up. */
function withoutIndexes(db: Sqlite.Database, work: () => void) {
  const indexes = db
    .prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('posts', 'changes', 'members')`)
    .all() as { name: string; sql: string }[];
  for (const { name } of indexes) db.exec(`drop index ${name}`);
  work();
  for (const { sql } of indexes) db.exec(sql);
}

type Row = Record<string, unknown>;

/** Inserts rows like the table's first, but for what is said of them. */
function inserter(db: Sqlite.Database, table: string) {
  const first = db.prepare(`select * from ${table} limit 1`).get() as Row;
  const columns = Object.keys(first);
  const insert = db.prepare(`insert into ${table} (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`);
  return (row: Row) => void insert.run({ ...first, ...row });
}

function fill(db: Sqlite.Database, size: Size) {
  const random = seeded(1);
  const add = {
    account: inserter(db, 'accounts'),
    member: inserter(db, 'members'),
    article: inserter(db, 'articles'),
    thread: inserter(db, 'threads'),
    post: inserter(db, 'posts'),
    change: inserter(db, 'changes'),
  };
  // The first of each has the id 1.
  const written = new Uint32Array(size.members + 2);
  for (let id = 2; id < size.members + 2; id++) {
    add.account({ id, uid: uuidv7(), name: `Membre ${id}`, email: null, email_key: `membre${id}@example.test` });
    add.member({ id, uid: uuidv7(), account_id: id, name: `Membre ${id}`, handle: `membre-${id}`, skeleton: `membre${id}`, post_count: 0 });
  }
  let nextPost = 2;
  for (const [n, length] of lengthsOf(size).entries()) {
    const id = n + 2;
    const thread = { id, length, forum: n % 2 === 0, begun: n === 0 ? Date.now() - HOUR : Date.now() - 2 * HOUR - random() * YEARS };
    const language: Language = random() < 0.15 ? 'en' : 'fr';
    const title = sentenceOf(language, 8, random);
    if (!thread.forum) add.article({ id, key: `article-${id}`, title, confirmed_at: thread.begun });
    const posts = postsOf(thread, { nextPost, members: size.members, language, random });
    const place = thread.forum
      ? { kind: 'discussion', article_id: null, space_id: 1 + ((n / 2) % SPACES), title }
      : { kind: 'article', article_id: id, space_id: null };
    const counts = { seq: length, count: length, last_at: posts.at(-1)!.created_at, created_at: thread.begun };
    add.thread({ id, uid: uuidv7(thread.begun), ...place, ...counts });
    for (const [i, post] of posts.entries()) {
      add.post(post);
      add.change({ thread_id: id, seq: i + 1, post_id: post.id, at: post.created_at });
      written[post.author_id]!++;
    }
    nextPost += length;
  }
  const count = db.prepare('update members set post_count = ? where id = ?');
  for (let id = 2; id < written.length; id++) count.run(written[id], id);
}

/** Of the threads: some long, most short, all posts told. */
function lengthsOf({ posts, threads }: Size): number[] {
  const weights = Array.from({ length: threads - 1 }, (_, n) => 1 / (n + 20) ** 0.8);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const lengths = weights.map((weight) => Math.max(1, Math.floor((weight / total) * (posts - LATEST))));
  lengths[0]! += posts - LATEST - lengths.reduce((sum, length) => sum + length, 0);
  return [LATEST, ...lengths];
}

type Thread = { id: number; length: number; forum: boolean; begun: number };
type Making = { nextPost: number; members: number; language: Language; random: () => number };

/** In order of publication, with their places in their branches: half are roots, the others answer one of the eight before. */
function postsOf({ id: threadId, length, forum, begun }: Thread, { nextPost, members, language, random }: Making) {
  const posts: ReturnType<typeof rootOf>[] = [];
  const rootOf = (i: number) => {
    const createdAt = Math.floor(begun + (i * HOUR) / (length + 1));
    const [id, uid] = [nextPost + i, uuidv7(createdAt)];
    const authorId = 2 + Math.floor(members * random() ** 3); // a few write most
    const place = { id, uid, client_id: uid, thread_id: threadId, author_id: authorId, surface: forum ? 'forum' : 'comments' };
    const counts = { depth: 0, rank: 0, replies: 0, branch: 0, last_rank: 0 };
    const above = { parent_id: null as number | null, parent_uid: null as string | null, root_id: id, root_uid: uid };
    return { ...place, ...counts, ...above, ...textOf(language, random), lang: language, created_at: createdAt };
  };
  for (let i = 0; i < length; i++) {
    const post = rootOf(i);
    const parent = random() < 0.5 ? undefined : posts[i - 1 - Math.floor(random() * Math.min(i, 8))];
    if (parent) {
      const root = posts[parent.root_id - nextPost]!;
      const above = { parent_id: parent.id, parent_uid: parent.uid, root_id: root.id, root_uid: root.uid, depth: parent.depth + 1 };
      Object.assign(post, above, { rank: ++root.last_rank });
      root.branch++;
      parent.replies++;
    }
    posts.push(post);
  }
  return posts;
}

/** One to three paragraphs, and the HTML that they make. */
function textOf(language: Language, random: () => number) {
  const paragraphs = Array.from(
    { length: 1 + Math.floor(random() * 3) },
    () => `${sentenceOf(language, 5 + Math.floor(random() * 20), random)}.`,
  );
  return { source: paragraphs.join('\n\n'), html: paragraphs.map((text) => `<p>${text}</p>`).join('\n') };
}
