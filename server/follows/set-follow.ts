import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { gatherIn } from '../notifications/insert-notice.ts';
import type { Followable } from './find-target.ts';
import type { Level } from './levels.ts';

/** A member: more is a machine's. */
const MAX_FOLLOWS = 5000;

/** Chosen twice, it is chosen once, since the first time. What is muted rings no more. Refuses `invalid` where they follow as much as one may, and themselves. */
export async function setFollow(
  { db, now, limit }: Deps,
  { member }: Pick<Actor, 'member'>,
  { what, level }: { what: Followable; level: Level },
) {
  await limit('keep', String(member.id));
  const { kind, target } = what;
  if (kind === 'author' && target === String(member.id)) throw new Refusal('invalid', { fields: { level: ['follows.oneself'] } });
  const at = now();
  await db.write(async (tx) => {
    const { follows } = tx.t;
    const others = await tx.$count(follows, eq(follows.memberId, member.id));
    if (others >= MAX_FOLLOWS) throw new Refusal('invalid', { fields: { level: ['follows.full', { max: MAX_FOLLOWS }] } });
    const set = { level, chosen: true, name: ['byline', 'article', 'section'].includes(kind) ? what.name : null };
    const kept = sql`case when ${follows.chosen} and ${follows.level} = ${level} then ${follows.at} else ${sql.param(at, follows.at)} end`;
    await tx
      .insert(follows)
      .values({ ...set, siteId: member.siteId, memberId: member.id, kind, target, at })
      .onConflictDoUpdate({ target: [follows.memberId, follows.kind, follows.target], set: { ...set, at: kept } });
    if (level === 'mute') await hush(tx, member.id, what, at);
  });
}

/** Of what is not theirs, nothing happens. */
export async function dropFollow(
  { db }: Deps,
  { member }: Pick<Actor, 'member'>,
  which: Pick<Followable, 'kind' | 'target'> | { id: number },
) {
  await db.write(async (tx) => {
    const { follows } = tx.t;
    const one = 'id' in which ? eq(follows.id, which.id) : and(eq(follows.kind, which.kind), eq(follows.target, which.target));
    await tx.delete(follows).where(and(eq(follows.memberId, member.id), one));
  });
}

/** What waits of a conversation that is silent from now on is read, and leaves by no mail. */
async function hush(tx: Writer, memberId: number, what: Followable, at: Date) {
  const { notifications } = tx.t;
  const gathers = (await threadsOf(tx, memberId, what)).flatMap((id) => [gatherIn('reply', id), gatherIn('post', id)]);
  if (gathers.length === 0) return;
  await tx
    .update(notifications)
    .set({ readAt: at })
    .where(and(eq(notifications.memberId, memberId), isNull(notifications.readAt), inArray(notifications.gather, gathers)));
}

/** An article's conversation, or the thread itself: of what is wider, what waits is theirs to read. */
async function threadsOf(tx: Writer, memberId: number, { kind, target }: Followable): Promise<number[]> {
  if (kind === 'thread') return [Number(target)];
  if (kind !== 'article') return [];
  const { threads, articles, members } = tx.t;
  const rows = await tx
    .select({ id: threads.id })
    .from(threads)
    .innerJoin(articles, eq(articles.id, threads.articleId))
    .innerJoin(members, eq(members.siteId, articles.siteId))
    .where(and(eq(members.id, memberId), eq(articles.key, target)));
  return rows.map(({ id }) => id);
}
