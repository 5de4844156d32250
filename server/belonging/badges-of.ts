import { asc, eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Reader } from '../db/database.ts';
import type { Locale } from '../i18n/translate.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Glyph } from '../../widget/thread/glyphs.ts';
import { EARNED, earnedBy, type Earned } from './earned.ts';
import { mayReceive } from './may-receive.ts';

/** `key`: by which it is hidden. `given`: by the newsroom, with a word for its member alone; null where it was earned. */
export type Badge = { key: string; glyph: Glyph; at: Date; hidden: boolean } & (
  | { earned: Earned; given: null }
  | { earned: null; given: { names: Record<Locale, string>; word: string } }
);

/** All that a member has, those they hide too; none of the newsroom's own, nor of who is banned or gone. */
export async function badgesOf(reader: Reader, member: Pick<Member, 'id' | 'role' | 'createdAt'>, now: Date): Promise<Badge[]> {
  if (isNewsroom(member) || !(await mayReceive(reader, member.id, now))) return [];
  const given = await givenTo(reader, member.id);
  const earned = await earnedBy(reader, member, now);
  const hidden = await hiddenBy(reader, member.id);
  return [
    ...given.map(({ uid: key, glyph, at, ...rest }) => ({
      key,
      glyph: glyph as Glyph,
      at,
      hidden: hidden.has(key),
      earned: null,
      given: rest,
    })),
    ...earned.map((one) => ({ key: one.key, glyph: EARNED[one.key], at: one.at, hidden: hidden.has(one.key), earned: one, given: null })),
  ];
}

/** The oldest first. */
export function givenTo(reader: Reader, memberId: number) {
  const { badges, badgesGiven } = reader.t;
  return reader
    .select({ uid: badges.uid, names: badges.names, glyph: badges.glyph, word: badgesGiven.word, at: badgesGiven.at })
    .from(badgesGiven)
    .innerJoin(badges, eq(badges.id, badgesGiven.badgeId))
    .where(eq(badgesGiven.memberId, memberId))
    .orderBy(asc(badgesGiven.id));
}

async function hiddenBy(reader: Reader, memberId: number): Promise<Set<string>> {
  const { badgesHidden } = reader.t;
  const rows = await reader.select({ badge: badgesHidden.badge }).from(badgesHidden).where(eq(badgesHidden.memberId, memberId));
  return new Set(rows.map(({ badge }) => badge));
}
