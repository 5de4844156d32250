import { and, asc, eq, exists, inArray, isNull, notExists, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logCase } from './log.ts';
import type { Beat } from './list.ts';
import type { CaseRecord } from './queries.ts';

/** Whoever may be given cases: staff who moderate all of the site, or one of these spaces. */
export function colleagues(reader: Reader, { siteId, spaces }: Beat) {
  const { members, moderatorSpaces } = reader.t;
  const limits = reader.select({ id: moderatorSpaces.spaceId }).from(moderatorSpaces);
  const limited = limits.where(eq(moderatorSpaces.memberId, members.id));
  const shared = reader
    .select({ id: moderatorSpaces.spaceId })
    .from(moderatorSpaces)
    .where(and(eq(moderatorSpaces.memberId, members.id), spaces ? inArray(moderatorSpaces.spaceId, spaces) : undefined));
  return reader
    .select({ id: members.id, uid: members.uid, name: members.name })
    .from(members)
    .where(
      and(
        eq(members.siteId, siteId),
        inArray(members.role, ['moderator', 'manager', 'admin']),
        isNull(members.goneAt),
        or(notExists(limited), exists(shared)),
      ),
    )
    .orderBy(asc(members.name), asc(members.id));
}

/** Gives a case to somebody who moderates where it stands; to nobody, by null. Refuses `invalid` for anybody else. */
export async function assignCase(deps: Deps, actor: Staff, found: CaseRecord, memberUid: string | null): Promise<void> {
  const at = deps.now();
  const beat = { siteId: found.siteId, spaces: found.spaceId === null ? [] : [found.spaceId] };
  await deps.db.write(async (tx) => {
    const to = memberUid === null ? null : (await colleagues(tx, beat)).find(({ uid }) => uid === memberUid);
    if (to === undefined) throw new Refusal('invalid', { fields: { member: ['field.wrong'] } });
    const { cases } = tx.t;
    await tx
      .update(cases)
      .set({ assigneeId: to?.id ?? null })
      .where(eq(cases.id, found.id));
    await logCase(tx, found, { act: 'assigned', by: actor.member.uid, to: to?.uid ?? null }, at);
  });
  deps.bus.emit('case.changed', { siteId: found.siteId, caseId: found.id });
  if (found.assigneeId !== null) deps.bus.emit('case.assigned', { siteId: found.siteId, memberId: found.assigneeId });
}
