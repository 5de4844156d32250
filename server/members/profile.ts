import { and, desc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader, Writer } from '../db/database.ts';
import { earlierThan, type Cursor } from '../http/cursor.ts';
import { isOpened } from '../threads/visible.ts';

export const POSTS_PAGE = 20;

const MAX_BIO = 500;
const MAX_LINKS = 3;
/** Characters of what was typed that a fault repeats. */
const MAX_SHOWN = 60;

/** Says which. */
const wrong = ({ input }: { input?: unknown }) => `profile.linkWrong|link=${encodeURIComponent(String(input).slice(0, MAX_SHOWN))}`;

/** One link a line, to pages of the web alone. */
export const profileInput = z.object({
  bio: z
    .string()
    .trim()
    .max(MAX_BIO, `field.too_long|max=${MAX_BIO}`)
    .default('')
    .transform((text) => text || null),
  links: z
    .string()
    .default('')
    .transform((lines) =>
      lines
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(
      z
        .array(
          z
            .url({ protocol: /^https?$/, error: wrong })
            .regex(/^\S+$/, { error: wrong })
            .max(300, 'field.too_long|max=300'),
        )
        .max(MAX_LINKS, `profile.linksMany|max=${MAX_LINKS}`),
    ),
});

export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>;

/** A member of this site, as anybody may see them; nobody who left. */
export async function findProfile(reader: Reader, siteId: number, uid: string) {
  const { members } = reader.t;
  const [row] = await reader
    .select({
      id: members.id,
      uid: members.uid,
      siteId: members.siteId,
      name: members.name,
      role: members.role,
      title: members.title,
      affiliation: members.affiliation,
      interests: members.interests,
      bio: members.bio,
      links: members.links,
      photo: members.photo,
      badges: members.badges,
      createdAt: members.createdAt,
    })
    .from(members)
    .where(and(eq(members.siteId, siteId), eq(members.uid, uid), isNull(members.goneAt)));
  return row ?? null;
}

export async function saveProfile(tx: Writer, memberId: number, { bio, links }: z.output<typeof profileInput>) {
  const { members } = tx.t;
  await tx
    .update(members)
    .set({ bio, links: links.length > 0 ? links : null })
    .where(eq(members.id, memberId));
}

/** A member's posts, latest first; `publicAt`: what everybody may read then; `before` the last of the page before. Index: posts_author. */
export function postsOf(reader: Reader, memberId: number, { publicAt, before }: { publicAt?: Date; before: Cursor | null }) {
  const { posts, threads, articles } = reader.t;
  return reader
    .select({
      id: posts.id,
      uid: posts.uid,
      state: posts.state,
      html: posts.html,
      replies: posts.replies,
      createdAt: posts.createdAt,
      threadUid: threads.uid,
      threadTitle: threads.title,
      articleTitle: articles.title,
      articleKey: articles.key,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(posts.authorId, memberId),
        publicAt && and(eq(posts.state, 'published'), isOpened(reader, publicAt)),
        before ? earlierThan(posts.createdAt, posts.id, before) : undefined,
      ),
    )
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(POSTS_PAGE + 1);
}

export type OwnRow = Awaited<ReturnType<typeof postsOf>>[number];
