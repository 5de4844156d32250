import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { dice, type Dice } from './dice.ts';

/** Posts of the crowd's night, by the thousand, would make of each thread a wall of hearts: only so many are reacted to. */
const REACTED = 0.35;
/** At most, from others than its author, to one post. */
const MOST = 24;
const BATCH = 250;

/** Who thanked whom: a few for most, many for some, disagreement rarer than thanks. No page is open to be told. */
export async function addReactions({ db }: Deps, site: Site) {
  const { posts, members } = db.read.t;
  const people = await db.read.select({ id: members.id }).from(members).where(eq(members.siteId, site.id)).orderBy(asc(members.id));
  const throws = dice(1906);
  for (let last = 0; ;) {
    const rows = await db.read
      .select({ id: posts.id, authorId: posts.authorId, at: posts.createdAt })
      .from(posts)
      .where(and(eq(posts.siteId, site.id), eq(posts.state, 'published'), isNotNull(posts.rank), gt(posts.id, last)))
      .orderBy(asc(posts.id))
      .limit(BATCH);
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    await db.write(async (tx) => {
      for (const { id: postId, authorId, at } of rows) {
        const given = throwFor(
          throws,
          people.map(({ id }) => id).filter((id) => id !== authorId),
        );
        if (given.length === 0) continue;
        await tx.insert(tx.t.reactions).values(given.map((one) => ({ ...one, siteId: site.id, postId, at })));
        const byKind = Map.groupBy(given, ({ kind }) => kind);
        const counts = Object.fromEntries([...byKind].map(([kind, theirs]) => [kind, theirs.length]));
        await tx.update(tx.t.posts).set({ reactions: counts }).where(eq(tx.t.posts.id, postId));
      }
    });
  }
}

/** Each person once. */
function throwFor(throws: Dice, people: number[]) {
  if (!throws.chance(REACTED)) return [];
  const many = Math.ceil(MOST * throws.next() ** 3);
  const who = new Set(Array.from({ length: many }, () => throws.pick(people)));
  return [...who].map((memberId) => ({
    memberId,
    kind: throws.chance(0.7) ? 'merci' : throws.chance(0.6) ? 'eclairant' : 'desaccord',
  }));
}
