import type { Site } from '../sites/queries.ts';
import type { State } from './schema.ts';

type Post = { authorId: number; handId: number | null; state: State; createdAt: Date };
type Author = { id: number };

/** Also what they wrote for a voice of the newsroom. */
export const isOwn = (post: Pick<Post, 'authorId' | 'handId'>, member: Author) => post.authorId === member.id || post.handId === member.id;

/** Who is told what becomes of it: nobody is signed in as a voice. */
export const personOf = ({ authorId, handId }: Pick<Post, 'authorId' | 'handId'>): number => handId ?? authorId;

/** Until when its author may change it; null where they may not at all. A held text may be mended as long as it waits. */
export function editableUntil(post: Pick<Post, 'state' | 'createdAt'>, { settings }: Pick<Site, 'settings'>): Date | null {
  if (post.state === 'held') return FAR;
  if (post.state !== 'published' || settings.editMinutes === 0) return null;
  return new Date(post.createdAt.getTime() + settings.editMinutes * 60_000);
}
const FAR = new Date('9999-12-31T00:00:00Z');

/** One's own, at any time, unless moderation has already decided. */
export const canDelete = (post: Post, member: Author) => isOwn(post, member) && (post.state === 'published' || post.state === 'held');
