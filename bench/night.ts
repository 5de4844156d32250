import { openSqlite } from '#server/db/sqlite.ts';
import { uuidv7 } from '#server/ids.ts';
import { nameHosts } from '#server/lives/choose-hosts.ts';
import { renderBody } from '#server/markdown/render.ts';
import { insertPost } from '#server/posts/insert-post.ts';
import { publish } from '#server/posts/transitions.ts';
import { insertThread, openWith } from '#server/threads/insert-thread.ts';
import { addMember } from './town.ts';

const SAID_BEFORE = 200;

/** A live night on air, with some posts already. Resolves with its id. */
export async function addNight(file: string): Promise<string> {
  const db = openSqlite(file, 'migrations/sqlite');
  const uid = uuidv7();
  await db.write(async (tx) => {
    const [site] = await tx.select({ id: tx.t.sites.id }).from(tx.t.sites);
    const siteId = site!.id;
    const { member } = await addMember(tx, siteId, 'host', 'journalist');
    const row = { siteId, slug: 'sports', name: 'Sports', position: 1 };
    const [space] = await tx.insert(tx.t.spaces).values(row).returning({ id: tx.t.spaces.id });
    const at = new Date();
    const opens = { uid, siteId, spaceId: space!.id, kind: 'live' as const, title: 'Le derby', authorId: member.id, tags: [] };
    const { id: threadId } = await insertThread(tx, opens, at);
    for (let i = 0; i <= SAID_BEFORE; i++) {
      const source = i === 0 ? 'Coup d’envoi.' : `Minute ${i}, rien à signaler.`;
      const post = await insertPost(tx, {
        uid: uuidv7(),
        clientId: uuidv7(),
        siteId,
        threadId,
        surface: 'forum',
        authorId: member.id,
        parentId: null,
        source,
        format: 'markdown',
        html: await renderBody(source, 'markdown'),
        createdAt: at,
      });
      if (i === 0) await openWith(tx, threadId, post.id);
      await publish(tx, post, at);
    }
    await tx.insert(tx.t.lives).values({ threadId, siteId });
    await nameHosts(tx, { threadId, siteId }, [member.id], at);
    await tx.delete(tx.t.outbox);
  });
  await db.close();
  return uid;
}
