import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';

/** Whoever leaves is called by no link any more: the words of those who called them stay theirs. */
export async function unname(tx: Writer, memberId: number) {
  const { mentions, members, posts } = tx.t;
  const [member] = await tx.select({ uid: members.uid }).from(members).where(eq(members.id, memberId));
  const link = new RegExp(`<a [^>]*href="[^"]*/members/${member!.uid}"[^>]*>([^<]*)</a>`, 'g');
  const rows = await tx
    .select({ id: posts.id, html: posts.html })
    .from(mentions)
    .innerJoin(posts, eq(posts.id, mentions.postId))
    .where(eq(mentions.memberId, memberId));
  for (const { id, html } of rows)
    await tx
      .update(posts)
      .set({ html: html.replace(link, '$1') })
      .where(eq(posts.id, id));
  await tx.delete(mentions).where(eq(mentions.memberId, memberId));
}
