// A queue that nobody has read for a month, straight into the tables: what is measured is reading it.
import Sqlite from 'better-sqlite3';
import { createSessions } from '#server/accounts/sessions.ts';
import { bitsOf, REASONS } from '#server/cases/reasons.ts';
import { openSqlite } from '#server/db/sqlite.ts';
import { SESSION_COOKIE } from '#server/http/who.ts';
import { uuidv7 } from '#server/ids.ts';
import { renderBody, RENDERER } from '#server/markdown/render.ts';
import { ensureArticleThread } from '#server/threads/queries.ts';
import { addMember, addSite } from './town.ts';
import { textOf } from './words.ts';

export const OPEN = 100_000;
const THREADS = 200;
const AUTHORS = 500;
const SECTIONS = ['Ville', 'Sport', 'Culture', 'Région'];
/** What no case of it has is of the law: who filters by that looks through all there is. */
const COMMON = REASONS.slice(0, 24);
const HOUR = 3_600_000;
const HTML = await renderBody(textOf(1), 'markdown');

export type Queue = { cookie: string; thread: string };

/** A database with a site, a moderator signed in, and a hundred thousand open cases. */
export async function buildQueue(file: string, host: string): Promise<Queue> {
  const db = openSqlite(file, 'migrations/sqlite');
  const siteId = await addSite(db, host);
  const made = await db.write(async (tx) => {
    const key = (i: number) => ({ siteId, key: `queue-${i}`, uid: uuidv7(), claimed: null, now: new Date() });
    const threads = await Promise.all(Array.from({ length: THREADS }, (_, i) => ensureArticleThread(tx, key(i))));
    const authors = await Promise.all(Array.from({ length: AUTHORS }, (_, i) => addMember(tx, siteId, `queue${i}`)));
    const { accountId } = await addMember(tx, siteId, 'camille', 'moderator');
    return { accountId, threads, authors: authors.map((one) => one.member.id) };
  });
  const { secret } = await createSessions(db).start(made.accountId, { siteId: null, origin: null });
  await db.close();
  fill(file, { siteId, threads: made.threads.map(({ id }) => id), authors: made.authors });
  return { cookie: `${SESSION_COOKIE}=${secret}`, thread: made.threads[0]!.uid };
}

type Ground = { siteId: number; threads: number[]; authors: number[] };

/** By the driver itself: ten times faster than by the library, which has better to do than to be fast at this. */
function fill(file: string, ground: Ground) {
  const db = new Sqlite(file);
  const posts = inserter(db, 'posts', Object.keys(postOf(0, ground)));
  const cases = inserter(db, 'cases', Object.keys(caseOf(0, 0, ground)));
  db.transaction(() => {
    for (let n = 0; n < OPEN; n++) cases.run(caseOf(n, Number(posts.run(postOf(n, ground)).lastInsertRowid), ground));
    db.exec('update posts set root_id = id');
  })();
  db.close();
}

const inserter = (db: Sqlite.Database, table: string, columns: string[]) =>
  db.prepare(`insert into ${table} (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`);

const openedAt = (n: number) => Date.now() - (n % 720) * HOUR;

function postOf(n: number, { siteId, threads, authors }: Ground) {
  const [uid, source] = [uuidv7(openedAt(n)), textOf(n)];
  const text = { source, format: 'markdown', renderer: RENDERER, html: HTML };
  const place = {
    site_id: siteId,
    thread_id: threads[n % THREADS]!,
    author_id: authors[n % AUTHORS]!,
    root_uid: uid,
    root_id: 0,
    depth: 0,
  };
  return { uid, client_id: `queue-${n}`, surface: 'comments', state: 'held', listed: 0, created_at: openedAt(n), ...place, ...text };
}

function caseOf(n: number, postId: number, { siteId, threads, authors }: Ground) {
  const reasons = [COMMON[n % COMMON.length]!, COMMON[(n * 7) % COMMON.length]!];
  const weight = (n % 97) / 8;
  const place = { thread_id: threads[n % THREADS]!, section: SECTIONS[n % SECTIONS.length]!, language: n % 10 === 0 ? 'en' : 'fr' };
  const order = { legal: n % 5000 === 0 ? 1 : 0, urgency: openedAt(n) - weight * HOUR, opened_at: openedAt(n) };
  const why = { reasons: JSON.stringify(reasons), reason_bits: bitsOf(reasons), weight, kind: n % 4 === 0 ? 'reported' : 'held' };
  const about = { site_id: siteId, post_id: postId, member_id: authors[n % AUTHORS]! };
  return { uid: uuidv7(openedAt(n)), number: n + 1, state: 'open', ...about, ...place, ...order, ...why };
}
