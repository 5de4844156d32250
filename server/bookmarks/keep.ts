import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';

/** A member: more than anybody would look through. */
const MAX_BOOKMARKS = 5000;

type Kept = { postId: number | null; threadId: number | null; target: string; note: string };

/** Kept twice, it is kept once, with the later note. Refuses `invalid` where they keep as many as one may. */
export async function keepBookmark({ db, now, limit }: Deps, { member }: Actor, kept: Kept) {
  await limit('keep', String(member.id));
  await db.write(async (tx) => {
    const { bookmarks } = tx.t;
    const others = await tx.$count(bookmarks, eq(bookmarks.memberId, member.id));
    if (others >= MAX_BOOKMARKS) throw new Refusal('invalid', { fields: { note: ['bookmarks.full', { max: MAX_BOOKMARKS }] } });
    await tx
      .insert(bookmarks)
      .values({ ...kept, siteId: member.siteId, memberId: member.id, at: now() })
      .onConflictDoUpdate({ target: [bookmarks.memberId, bookmarks.target], set: { note: kept.note } });
  });
}

/** Of what is not theirs, nothing happens. */
export async function dropBookmark({ db }: Deps, { member }: Actor, target: string | number) {
  await db.write(async (tx) => {
    const { bookmarks } = tx.t;
    const which = typeof target === 'number' ? eq(bookmarks.id, target) : eq(bookmarks.target, target);
    await tx.delete(bookmarks).where(and(eq(bookmarks.memberId, member.id), which));
  });
}
