import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Member } from '../accounts/queries.ts';
import { findProfile } from './profile.ts';

/** What somebody one ignores writes is folded, and told by no notification. Doing it twice is doing it once. Refuses `not_found`. */
export async function setIgnored(deps: Deps, member: Member, uid: string, ignored: boolean): Promise<void> {
  const { db, now } = deps;
  await deps.limit('ignore', `member ${member.id}`);
  const other = await findProfile(db.read, member.siteId, uid);
  if (!other || other.id === member.id) throw new Refusal('not_found');
  const pair = { memberId: member.id, ignoredId: other.id };
  await db.write(async (tx) => {
    const { ignores } = tx.t;
    if (ignored)
      await tx
        .insert(ignores)
        .values({ siteId: member.siteId, ...pair, createdAt: now() })
        .onConflictDoNothing({ target: [ignores.memberId, ignores.ignoredId] });
    else await tx.delete(ignores).where(and(eq(ignores.memberId, pair.memberId), eq(ignores.ignoredId, pair.ignoredId)));
  });
}

/** Whom a member ignores, by name. */
export function ignoredBy(reader: Reader, memberId: number) {
  const { ignores, members } = reader.t;
  return reader
    .select({ uid: members.uid, name: members.name, photo: members.photo })
    .from(ignores)
    .innerJoin(members, eq(members.id, ignores.ignoredId))
    .where(eq(ignores.memberId, memberId))
    .orderBy(asc(members.name), asc(members.id));
}
