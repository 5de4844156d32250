import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { isOwn } from '../posts/policy.ts';
import type { PostRow } from '../posts/queries.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import type { Place } from '../threads/queries.ts';
import { reactionsTo } from './queries.ts';
import { reactionsOf } from './set.ts';
import { tellPostSoon } from './tell-reactions.ts';
import type { ReactionsWire } from './wire.ts';

export type Given = { post: Pick<PostRow, 'id' | 'authorId' | 'handId'>; place: Place; kind: string; on: boolean };

/**
 * Gives a post a reaction of this kind, or takes it back; twice is once. Refuses `forbidden` for one's own post,
 * `not_found` where the site has no such reaction or the post is no longer public, `suspended` and `banned`.
 */
export async function react(deps: Deps, { member }: Actor, { post, place, kind, on }: Given): Promise<ReactionsWire> {
  if (isOwn(post, member)) throw new Refusal('forbidden');
  if (on && !reactionsOf(place.site.settings).some(({ key }) => key === kind)) throw new Refusal('not_found');
  const at = deps.now();
  await deps.limit('react', `member ${member.id}`);
  await refuseIfSilenced(deps.db.read, member.id, at);
  return deps.db.write(
    async (tx) => {
      if (!(await isPublic(tx, post.id))) throw new Refusal('not_found');
      await setReaction(tx, { siteId: member.siteId, postId: post.id, memberId: member.id, kind }, on, at);
      return reactionsTo(tx, post.id, member.id);
    },
    { lock: place.name },
  );
}

type Row = { siteId: number; postId: number; memberId: number; kind: string };

/** The row and the count it stands for, and that others are to hear of it. Under the thread's lock. */
export async function setReaction(tx: Writer, row: Row, on: boolean, at: Date) {
  const { reactions } = tx.t;
  const changed = on
    ? await tx
        .insert(reactions)
        .values({ ...row, at })
        .onConflictDoNothing({ target: [reactions.postId, reactions.memberId, reactions.kind] })
        .returning({ kind: reactions.kind })
    : await tx
        .delete(reactions)
        .where(and(eq(reactions.postId, row.postId), eq(reactions.memberId, row.memberId), eq(reactions.kind, row.kind)))
        .returning({ kind: reactions.kind });
  if (changed.length === 0) return;
  await count(tx, row, on ? 1 : -1);
  await tellPostSoon(tx, row, at);
}

async function count(tx: Writer, { postId, kind }: Row, by: 1 | -1) {
  const { posts } = tx.t;
  const [post] = await tx.select({ reactions: posts.reactions }).from(posts).where(eq(posts.id, postId));
  const { [kind]: before = 0, ...others } = post!.reactions ?? {};
  const counts = before + by > 0 ? { ...others, [kind]: before + by } : others;
  await tx
    .update(posts)
    .set({ reactions: Object.keys(counts).length > 0 ? counts : null })
    .where(eq(posts.id, postId));
}

async function isPublic(tx: Writer, postId: number): Promise<boolean> {
  const { posts } = tx.t;
  const [row] = await tx.select({ state: posts.state }).from(posts).where(eq(posts.id, postId));
  return row?.state === 'published';
}
