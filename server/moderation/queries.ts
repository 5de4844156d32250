import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import { preparedRows, type Reader } from '../db/database.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import type { Place } from '../threads/queries.ts';
import type { Overrides } from './screening.ts';

/** What of a member the phases ask for that a session does not carry. */
export async function standingOf(reader: Reader, memberId: number, now: Date): Promise<{ watched: boolean; approval: boolean }> {
  const { members } = reader.t;
  const query = preparedRows(reader, 'watched', () =>
    reader
      .select({ watchedAt: members.watchedAt })
      .from(members)
      .where(eq(members.id, sql.placeholder('memberId'))),
  );
  const [member] = await query({ memberId });
  const active = await activeRestrictions(reader, memberId, now);
  return { watched: member?.watchedAt != null, approval: active.some(({ kind }) => kind === 'approval') };
}

/** What a section, a space and a thread screen otherwise than their site. */
export async function overridesOf(
  reader: Reader,
  { site, article, thread, space }: Pick<Place, 'site' | 'article' | 'thread' | 'space'>,
): Promise<Overrides> {
  const section = site.settings.sections.find(({ name }) => name === article?.section)?.screening ?? null;
  const { threads, spaces } = reader.t;
  const around = alias(spaces, 'around');
  if (!thread) {
    const [own] = space
      ? await reader
          .select({ around: around.screening, space: spaces.screening })
          .from(spaces)
          .leftJoin(around, eq(around.id, spaces.parentId))
          .where(eq(spaces.id, space.id))
      : [];
    return { section, around: own?.around ?? null, space: own?.space ?? null, thread: null };
  }
  const query = preparedRows(reader, 'screening of a thread', () =>
    reader
      .select({ around: around.screening, space: spaces.screening, thread: threads.screening })
      .from(threads)
      .leftJoin(spaces, eq(spaces.id, threads.spaceId))
      .leftJoin(around, eq(around.id, spaces.parentId))
      .where(eq(threads.id, sql.placeholder('id'))),
  );
  const [row] = await query({ id: thread.id });
  return { section, ...row! };
}

/** Texts that a new one stands beside: compared with so many. */
const BESIDE = 30;

/** What others wrote last in its place: the roots of a thread (index posts_roots_at), or the answers to one post (posts_parent). */
export async function textsBeside(
  reader: Reader,
  { threadId, parentId, authorId }: { threadId: number; parentId: number | null; authorId: number },
): Promise<string[]> {
  const { posts } = reader.t;
  const query = preparedRows(reader, parentId === null ? 'roots beside' : 'answers beside', () => {
    const roots = and(eq(posts.threadId, sql.placeholder('threadId')), sql`${posts.parentId} is null and ${posts.listed}`);
    const answers = eq(posts.parentId, sql.placeholder('parentId'));
    return reader
      .select({ source: posts.source })
      .from(posts)
      .where(and(parentId === null ? roots : answers, ne(posts.authorId, sql.placeholder('authorId'))))
      .orderBy(...(parentId === null ? [desc(posts.createdAt), desc(posts.id)] : [desc(posts.id)]))
      .limit(BESIDE);
  });
  const rows = await query({ threadId, parentId, authorId });
  return rows.map(({ source }) => source);
}

/** The last that were taken down in a thread: found by its changes, in their order (their primary key). */
export async function textsRemoved(reader: Reader, threadId: number): Promise<string[]> {
  const { posts, changes } = reader.t;
  const rows = await reader
    .select({ source: posts.source })
    .from(changes)
    .innerJoin(posts, eq(posts.id, changes.postId))
    .where(and(eq(changes.threadId, threadId), eq(changes.kind, 'post.removed'), inArray(posts.state, ['removed', 'rejected'])))
    .orderBy(desc(changes.seq))
    .limit(BESIDE);
  return rows.map(({ source }) => source);
}

export async function spaceOverrides(reader: Reader, siteId: number) {
  const { spaces } = reader.t;
  const { id, slug, parentId, screening } = spaces;
  const rows = await reader.select({ id, slug, parentId, screening }).from(spaces).where(eq(spaces.siteId, siteId));
  return new Map(rows.map((space) => [space.id, space]));
}
