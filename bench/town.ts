// What there is to read and who writes, put into an empty database by the library's own verbs.
import { banned } from '#server/moderation/screening.ts';
import type { Database, Writer } from '#server/db/database.ts';
import { joinSite } from '#server/accounts/queries.ts';
import { signToken } from '#server/accounts/token.ts';
import { publishCharter } from '#server/charter/publish-charter.ts';
import { openSqlite } from '#server/db/sqlite.ts';
import { hashSecret, uuidv7 } from '#server/ids.ts';
import { renderBody } from '#server/markdown/render.ts';
import { insertPost } from '#server/posts/insert-post.ts';
import { publish } from '#server/posts/transitions.ts';
import { ensureArticleThread } from '#server/threads/queries.ts';
import type { Role } from '#server/threads/wire.ts';
import { textOf } from './words.ts';

export const SITE = 'courrier';
export const ORIGIN = 'https://www.courrier.test';
/** The members' pace is limited (5 posts in 3 minutes): this many never meet the limit while the bench writes. */
const WRITERS = 12_000;
const DAY = 86_400_000;

/** How one of the writers signs a request. */
export type Sign = (n: number) => Record<string, string>;

type Asked = { host: string; secret: string; origins?: string[] };

export async function buildTown(file: string, { host, secret, origins }: Asked): Promise<Sign> {
  const db = openSqlite(file, 'migrations/sqlite');
  const siteId = await addSite(db, host, origins);
  await addThread(db, siteId, 'small', []);
  await addThread(db, siteId, 'large', olderBranches(4960));
  await tellNobody(db);
  const sessions = await addWriters(db, siteId);
  await db.close();
  return (n) => ({ origin: ORIGIN, authorization: `Bearer ${signToken(secret, sessions[n % WRITERS]!, new Date()).token}` });
}

export async function addSite(db: Database, host: string, origins = [ORIGIN]): Promise<number> {
  const settings = {
    name: 'Le Courrier',
    forumName: 'La Terrasse',
    locale: 'fr' as const,
    moderation: 'after' as const,
    audience: 'members' as const,
    closeAfterDays: null,
    sections: [],
    editMinutes: 15,
    // Posts of the bench are made of the same sentences.
    screening: { newcomerPosts: 0, words: ['guignol', 'vendu', 'pourriture'].map(banned), effects: { near_repeat: 'off' as const } },
  };
  const values = { key: SITE, host, settings, origins, createdAt: new Date() };
  const [site] = await db.write((tx) => tx.insert(tx.t.sites).values(values).returning({ id: tx.t.sites.id }));
  const rules = ['Courtoisie', 'Haine', 'Faits', 'Vie privée', 'Publicité', 'Sujet'].map((title) => ({ title, body: `${title}.` }));
  await publishCharter({ db, now: () => new Date() }, site!, { version: 0, rules });
  return site!.id;
}

/** Each post's parent, by its place in the list; null for a root. */
type Shape = (number | null)[];

/** Branches of 20, each post an answer to one of the five before it. */
const olderBranches = (count: number): Shape =>
  Array.from({ length: count }, (_, i) => (i % 20 === 0 ? null : i - 1 - (i % Math.min(i % 20, 5))));

/** On top of whatever is older: what the first page holds, so that all first pages are equal. 20 roots, an answer each. */
const firstPage = (after: number): Shape => Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? null : after + i - 1));

async function addThread(db: Database, siteId: number, key: string, older: Shape) {
  const people = await db.write(async (tx) => Promise.all(Array.from({ length: 50 }, (_, i) => addMember(tx, siteId, `${key}${i}`))));
  const shape = [...older, ...firstPage(older.length)];
  const began = Date.now() - DAY;
  const made: number[] = [];
  await db.write(async (tx) => {
    const thread = await ensureArticleThread(tx, { siteId, key, uid: uuidv7(), claimed: null, now: new Date(began) });
    for (const [i, parent] of shape.entries()) {
      const createdAt = new Date(began + i * 1000);
      const post = await insertPost(tx, {
        uid: uuidv7(createdAt.getTime()),
        clientId: `${key}-${i}`,
        siteId,
        threadId: thread.id,
        surface: 'comments',
        authorId: people[i % people.length]!.member.id,
        parentId: parent === null ? null : made[parent]!,
        source: textOf(i),
        format: 'markdown',
        html: await renderBody(textOf(i), 'markdown'),
        createdAt,
      });
      await publish(tx, post, createdAt);
      made.push(post.id);
    }
  });
}

/** Replies of long ago: their letters would leave while the bench reads. */
const tellNobody = (db: Database) => db.write(async (tx) => void (await tx.delete(tx.t.outbox)));

async function addWriters(db: Database, siteId: number): Promise<string[]> {
  const ids: string[] = [];
  await db.write(async (tx) => {
    for (let n = 0; n < WRITERS; n++) {
      const { accountId } = await addMember(tx, siteId, `writer${n}`);
      const id = hashSecret(`writer ${n}`);
      await tx.insert(tx.t.sessions).values({ id, accountId, siteId, origin: ORIGIN, expiresAt: new Date(Date.now() + DAY) });
      ids.push(id);
    }
  });
  return ids;
}

export async function addMember(tx: Writer, siteId: number, name: string, role: Role = 'member') {
  const at = new Date(Date.now() - 30 * DAY);
  const email = `${name}@example.test`;
  const account = { uid: uuidv7(), name, email, emailKey: email, emailConfirmedAt: at, locale: 'fr', createdAt: at };
  const [{ id: accountId } = { id: 0 }] = await tx.insert(tx.t.accounts).values(account).returning({ id: tx.t.accounts.id });
  const member = await joinSite(tx, { uid: uuidv7(), siteId, accountId, name, role, charterVersion: 1, createdAt: at });
  return { accountId, member };
}
