import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Staff } from '../http/who.ts';
import { isRefused } from './apply-verdict.ts';
import { figuresIn } from '../media/figures.ts';
import type { State } from '../posts/schema.ts';
import { mayActUpon, mayDecideAbout } from '../sanctions/rank.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Role } from '../threads/wire.ts';
import type { CaseRecord } from './queries.ts';
import { isTaken } from './restrict.ts';
import type { Act } from './wire.ts';

/** `handId`: who wrote it for a voice of the newsroom; `shows`: a picture, a sound or a film. */
type Post = { state: State; handId: number | null; featured: boolean; restricted: boolean; shows: boolean };
/** `voice`: the newsroom's own name, nobody to act upon. */
type Author = { id: number; role: Role; voice: boolean };
type About = Pick<CaseRecord, 'state' | 'appealId'> & { author: Author; post: Post | null };

/** What whoever asks may do with a case as it stands. The verbs refuse by the same rules, as they find them then. */
export function allowedActs(actor: Pick<Staff, 'member' | 'spaces'>, { state, appealId, author, post }: About): Act[] {
  const appealed = state === 'open' && appealId !== null; // answered with reasons, by somebody else: appeals/decide-appeal.ts
  return [
    ...(post && !appealed && post.handId !== actor.member.id && mayDecideAbout(actor.member, author) ? onPost(state, post) : []),
    ...(post?.state === 'published' ? [post.featured ? ('unfeature' as const) : ('feature' as const)] : []),
    ...(post?.state === 'published' && !isNewsroom(author) ? ['thank' as const] : []),
    ...(appealed ? [] : actsOn(actor, author)),
  ];
}

/** Whoever is limited to some spaces takes nothing that holds beyond them. */
export function actsOn({ member, spaces }: Pick<Staff, 'member' | 'spaces'>, author: Author): Act[] {
  if (author.voice || !mayActUpon(member, author)) return [];
  return spaces === null ? ['warning', 'slow', 'approval', 'suspension', 'ban', 'remove_all'] : ['warning'];
}

function onPost(state: About['state'], post: Post): Act[] {
  if (post.state === 'deleted') return state === 'open' ? ['approve'] : [];
  if (state === 'open') return ['approve', 'reject', 'ask_edit', 'hide', ...(post.shows ? ['take_out' as const] : [])];
  return isRefused(post) || (post.state === 'held' && post.restricted) ? ['restore'] : [];
}

/** The post of a case, as far as what may be done with it goes. */
export async function actedOn(reader: Reader, { postId }: Pick<CaseRecord, 'postId'>): Promise<Post | null> {
  if (postId === null) return null;
  const { posts } = reader.t;
  const { state, handId, featuredAt, html } = posts;
  const [post] = await reader.select({ state, handId, featuredAt, html }).from(posts).where(eq(posts.id, postId));
  return {
    state: post!.state,
    handId: post!.handId,
    featured: post!.featuredAt !== null,
    restricted: await isTaken(reader, postId),
    shows: figuresIn(post!.html).length > 0,
  };
}
