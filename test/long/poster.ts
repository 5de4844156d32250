// Posts for ever, several at a time, and prints each post's id once it was acknowledged. Its end is to be killed.
import { openSqlite } from '#server/db/sqlite.ts';
import { uuidv7 } from '#server/ids.ts';
import { insertPost } from '#server/posts/insert-post.ts';
import { publish } from '#server/posts/transitions.ts';
import { ensureArticleThread } from '#server/threads/queries.ts';

const [file, round] = process.argv.slice(2);
const db = openSqlite(file!, 'migrations/sqlite');
const settings = {
  name: 'n',
  forumName: 'f',
  locale: 'fr' as const,
  moderation: 'after' as const,
  audience: 'members' as const,
  closeAfterDays: null,
  sections: [],
  editMinutes: 0,
  screening: { newcomerPosts: 0 },
};

const { thread, authorId } = await db.write(async (tx) => {
  const { sites, members } = tx.t;
  await tx.insert(sites).values({ key: 's', host: 's', settings, origins: [], createdAt: new Date() }).onConflictDoNothing();
  await tx.insert(members).values({ uid: `author-${round}`, siteId: 1, name: 'a', role: 'member', createdAt: new Date() });
  const [author] = await tx.select({ id: members.id }).from(members).limit(1);
  return {
    authorId: author!.id,
    thread: await ensureArticleThread(tx, { siteId: 1, key: 'a', uid: uuidv7(), claimed: null, now: new Date() }),
  };
});

const write = async (parentId: number | null): Promise<void> => {
  const uid = uuidv7();
  const id = await db.write(async (tx) => {
    const row = {
      uid,
      clientId: uid,
      siteId: 1,
      threadId: thread.id,
      surface: 'comments' as const,
      authorId,
      parentId,
      source: 'x',
      format: 'markdown' as const,
      html: '<p>x</p>',
      createdAt: new Date(),
    };
    const post = await insertPost(tx, row);
    await publish(tx, post, row.createdAt);
    return post.id;
  });
  process.stdout.write(`${uid}\n`);
  return write(Math.random() < 0.5 ? id : null);
};
await Promise.all(Array.from({ length: 8 }, () => write(null)));
