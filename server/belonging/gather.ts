import { asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** What somebody was given with which word, what of it they hide, and what they gave in the newsroom's name. */
export async function belongingOf(reader: Reader, memberIds: number[]) {
  const { badges, badgesGiven, badgesHidden } = reader.t;
  const { word, at } = badgesGiven;
  const given = (theirs: typeof badgesGiven.memberId | typeof badgesGiven.givenById) =>
    reader
      .select({ names: badges.names, word, at })
      .from(badgesGiven)
      .innerJoin(badges, eq(badges.id, badgesGiven.badgeId))
      .where(inArray(theirs, memberIds))
      .orderBy(asc(badgesGiven.id));
  return {
    badges: await given(badgesGiven.memberId),
    badgesGivenToOthers: await given(badgesGiven.givenById),
    badgesHidden: await reader.select({ badge: badgesHidden.badge }).from(badgesHidden).where(inArray(badgesHidden.memberId, memberIds)),
  };
}
