import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Reader } from '../db/database.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { VoicesWire, VoiceWire } from './wire.ts';

const MANAGERS = ['manager', 'admin'];
const STAFF: Member['role'][] = ['journalist', 'moderator', 'manager', 'admin'];

export type Voice = Awaited<ReturnType<typeof voicesFor>>[number];

/** Those that somebody may speak for now, the oldest first: all, of a manager; of others in the newsroom, those they were given. */
export async function voicesFor(reader: Reader, { id, siteId, role }: Pick<Member, 'id' | 'siteId' | 'role'>) {
  const { voices, voiceHands, members } = reader.t;
  if (!isNewsroom({ role })) return [];
  const given = reader.select({ id: voiceHands.voiceId }).from(voiceHands).where(eq(voiceHands.memberId, id));
  return reader
    .select({ memberId: voices.memberId, uid: members.uid, name: members.name, secondEyes: voices.secondEyes })
    .from(voices)
    .innerJoin(members, eq(members.id, voices.memberId))
    .where(and(eq(voices.siteId, siteId), isNull(voices.retiredAt), MANAGERS.includes(role) ? undefined : inArray(voices.memberId, given)))
    .orderBy(asc(voices.memberId));
}

/** The same, as they are sent. */
export const voicesOf = async (reader: Reader, member: Pick<Member, 'id' | 'siteId' | 'role'>): Promise<VoiceWire[]> =>
  (await voicesFor(reader, member)).map(presentVoice);

export const presentVoice = ({ uid, name }: Pick<Voice, 'uid' | 'name'>): VoiceWire => ({ id: uid, name });

/** All of a site, those that are retired too, and who could be given one. */
export async function voicesOn(reader: Reader, siteId: number): Promise<VoicesWire> {
  const { voices, voiceHands, members, posts } = reader.t;
  const written = reader.select({ n: count() }).from(posts).where(eq(posts.authorId, voices.memberId));
  const rows = await reader
    .select({
      memberId: voices.memberId,
      id: members.uid,
      name: members.name,
      title: members.title,
      secondEyes: voices.secondEyes,
      retiredAt: voices.retiredAt,
      posts: sql<number>`(${written})`.mapWith(Number),
    })
    .from(voices)
    .innerJoin(members, eq(members.id, voices.memberId))
    .where(eq(voices.siteId, siteId))
    .orderBy(asc(voices.memberId));
  const hands = await reader
    .select({ voiceId: voiceHands.voiceId, id: members.uid, name: members.name })
    .from(voiceHands)
    .innerJoin(members, eq(members.id, voiceHands.memberId))
    .where(inArray(voiceHands.voiceId, [...rows.map(({ memberId }) => memberId), 0]))
    .orderBy(asc(members.name), asc(members.id));
  const staff = await reader
    .select({ id: members.uid, name: members.name })
    .from(members)
    .where(and(eq(members.siteId, siteId), inArray(members.role, STAFF), isNotNull(members.accountId)))
    .orderBy(asc(members.name), asc(members.id));
  return {
    voices: rows.map(({ memberId, title, retiredAt, ...row }) => ({
      ...row,
      title: title ?? '',
      retired: retiredAt !== null,
      hands: hands.flatMap(({ voiceId, ...hand }) => (voiceId === memberId ? [hand] : [])),
    })),
    staff,
  };
}

/** Nobody: the newsroom's own name. */
export async function isVoice(reader: Reader, memberId: number): Promise<boolean> {
  const { voices } = reader.t;
  return (await reader.$count(voices, eq(voices.memberId, memberId))) > 0;
}

/** Who wrote it for a voice: for the newsroom alone. */
export async function handOf(reader: Reader, { handId }: { handId: number | null }) {
  if (handId === null) return null;
  const { members } = reader.t;
  const [hand] = await reader.select({ id: members.uid, name: members.name }).from(members).where(eq(members.id, handId));
  return hand!;
}
