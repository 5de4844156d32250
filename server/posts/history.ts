import { and, desc, eq, gt, inArray, max } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Verdict } from '../cases/wire.ts';
import type { PostRow } from './queries.ts';

/** The latest: whoever edits without end makes nobody compare without end. */
const MAX_VERSIONS = 20;
const TAKEN: Verdict[] = ['reject', 'hide', 'ask_edit'];

export type Version = { html: string; at: Date };

/**
 * What a public post said, the latest first, what it says now included. Only what everybody could read, and since the last
 * decision against it: what was taken away, or held, comes back by no other door.
 */
export async function publicVersions(reader: Reader, post: Pick<PostRow, 'id' | 'html' | 'editedAt' | 'createdAt'>): Promise<Version[]> {
  const { revisions } = reader.t;
  const earlier = await reader
    .select({ html: revisions.html, at: revisions.at })
    .from(revisions)
    .where(and(eq(revisions.postId, post.id), eq(revisions.public, true), gt(revisions.revision, await lastTaken(reader, post.id))))
    .orderBy(desc(revisions.revision))
    .limit(MAX_VERSIONS);
  return [{ html: post.html, at: post.editedAt ?? post.createdAt }, ...earlier];
}

/** The last revision that a decision spoke against, overturned since or not; 0 where none did. */
async function lastTaken(reader: Reader, postId: number): Promise<number> {
  const { decisions } = reader.t;
  const [row] = await reader
    .select({ revision: max(decisions.revision) })
    .from(decisions)
    .where(and(eq(decisions.postId, postId), inArray(decisions.verdict, TAKEN)));
  return row?.revision ?? 0;
}
