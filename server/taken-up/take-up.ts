import { and, eq, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { spacesOf, standingIn } from '../members/queries.ts';
import { postIn } from '../posts/queries.ts';
import { logSecurity } from '../security/log.ts';
import { articlePlace } from '../threads/place.ts';
import { isNewsroom, moderates } from '../threads/policy.ts';
import { appendChange, type Place, type Thread } from '../threads/queries.ts';

type TakenUp = { place: Place & { thread: Thread }; postId: number; article: string | null };

/**
 * The newsroom says which article took up a post; null: none. Each leads to the other from then on, also for whoever has one of them open. The same twice is
 * once. Refuses `not_found` where readers do not see the post, `invalid` for an article whose address its site has not confirmed.
 */
export async function takeUp({ db, bus, now }: Deps, { site, member, session }: Staff, { place, postId, article: key }: TakenUp) {
  const at = now();
  const lock = key === null ? [place.name] : [...new Set([place.name, articlePlace(site.id, key)])];
  const told = await db.write(
    async (tx) => {
      const standing = await standingIn(tx, member.id);
      const post = (await postIn(tx, postId))!;
      const theirs = isNewsroom(standing) && moderates({ site, spaces: await spacesOf(tx, standing) }, place.thread);
      if (!theirs || post.state !== 'published') throw new Refusal('not_found');
      const into = key === null ? null : await articleIn(tx, site.id, key);
      const { posts } = tx.t;
      const [before] = await tx.select({ into: posts.takenInto }).from(posts).where(eq(posts.id, postId));
      if (before!.into === into) return [];
      await tx.update(posts).set({ takenInto: into }).where(eq(posts.id, postId));
      await logSecurity(tx, {
        event: 'post.taken_up',
        siteId: site.id,
        actor: session.account.uid,
        facts: { post: post.uid, article: key },
        at,
      });
      const here = { threadId: post.threadId, place: place.name };
      const others = await threadsOf(tx, [before!.into, into]);
      const changed = [here, ...others.filter(({ threadId }) => threadId !== post.threadId)];
      const changes = [];
      for (const { threadId, place: name } of changed)
        changes.push({
          threadId,
          place: name,
          seq: await appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at }),
        });
      return changes;
    },
    { lock },
  );
  for (const change of told) bus.emit('thread.changed', { ...change, kind: 'thread.changed' });
}

async function articleIn(tx: Writer, siteId: number, key: string): Promise<number> {
  const { articles } = tx.t;
  const [row] = await tx
    .select({ id: articles.id, url: articles.url })
    .from(articles)
    .where(and(eq(articles.siteId, siteId), eq(articles.key, key)));
  if (!row?.url) throw new Refusal('invalid', { fields: { article: ['field.article_unknown'] } });
  return row.id;
}

/** The conversations under these articles, where there are any. */
async function threadsOf(tx: Writer, articleIds: (number | null)[]) {
  const { threads, articles } = tx.t;
  const rows = await tx
    .select({ threadId: threads.id, siteId: articles.siteId, key: articles.key })
    .from(threads)
    .innerJoin(articles, eq(articles.id, threads.articleId))
    .where(inArray(threads.articleId, [...articleIds.filter((id) => id !== null), 0]));
  return rows.map(({ threadId, siteId, key }) => ({ threadId, place: articlePlace(siteId, key) }));
}
