import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { aboutPost } from '../cases/queries.ts';
import type { Writer } from '../db/database.ts';
import { postById } from '../posts/queries.ts';

/**
 * Keeps a post as it is at this moment, whatever its author or the staff make of it later; its print is the sha-256 of
 * the very characters that are kept. A revision is frozen once: several notices point to the same evidence.
 */
export async function freezeEvidence(tx: Writer, postId: number, url: string, at: Date): Promise<{ id: number; print: string }> {
  const { evidence } = tx.t;
  const post = (await postById(tx, postId))!;
  const once = and(eq(evidence.postId, postId), eq(evidence.revision, post.revision));
  const [known] = await tx.select({ id: evidence.id, print: evidence.print }).from(evidence).where(once);
  if (known) return known;
  const { title } = await aboutPost(tx, postId);
  const content = JSON.stringify({
    id: post.uid,
    revision: post.revision,
    url,
    thread: title,
    author: { id: post.authorUid, name: post.authorName },
    source: post.source,
    html: post.html,
    writtenAt: post.createdAt.toISOString(),
    editedAt: post.editedAt?.toISOString() ?? null,
    frozenAt: at.toISOString(),
  });
  const print = printOf(content);
  const [made] = await tx
    .insert(evidence)
    .values({ siteId: post.siteId, postId, revision: post.revision, content, print, at })
    .returning({ id: evidence.id });
  return { id: made!.id, print };
}

const printOf = (content: string) => createHash('sha256').update(content).digest('hex');
