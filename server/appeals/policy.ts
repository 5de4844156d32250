import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { spacesOf } from '../members/queries.ts';
import { appealBy } from './queries.ts';

/** `alone`: whoever decided, on a site where nobody else could; it is kept and told. */
export type MayDecide = 'yes' | 'alone' | 'no';

/** Whether a case is one that this moderator could decide: not an appeal against what they decided themselves. */
export async function isBarred(
  reader: Reader,
  memberId: number,
  found: { siteId: number; spaceId: number | null; appealId: number | null },
) {
  if (found.appealId === null) return false;
  const appeal = await appealBy(reader, found.appealId);
  return (await mayDecideAppeal(reader, memberId, { ...found, moderatorId: appeal!.moderatorId })) === 'no';
}

type Contested = { siteId: number; spaceId: number | null; moderatorId: number | null };

/** An appeal is decided by somebody else than what it contests (DSA, art. 20(6): by qualified staff, not by a machine either). */
export async function mayDecideAppeal(reader: Reader, memberId: number, contested: Contested): Promise<MayDecide> {
  if (contested.moderatorId !== memberId) return 'yes';
  return (await hasOther(reader, memberId, contested)) ? 'no' : 'alone';
}

async function hasOther(reader: Reader, memberId: number, { siteId, spaceId }: Contested): Promise<boolean> {
  const { members } = reader.t;
  const others = await reader
    .select({ id: members.id, role: members.role })
    .from(members)
    .where(
      and(
        eq(members.siteId, siteId),
        inArray(members.role, ['moderator', 'manager', 'admin']),
        ne(members.id, memberId),
        isNull(members.goneAt),
      ),
    );
  for (const other of others) {
    const spaces = await spacesOf(reader, other);
    if (spaces === null || (spaceId !== null && spaces.includes(spaceId))) return true;
  }
  return false;
}
