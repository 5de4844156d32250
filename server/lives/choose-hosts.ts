import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { isNewsroom } from '../threads/policy.ts';
import { runLive, type There } from './run-live.ts';

/** People of one night: more is a crowd. */
export const MAX_HOSTS = 12;
/** A newsroom's, in one list. */
const MOST_OFFERED = 200;

/** Somebody of the newsroom holds it too. Refuses `invalid` for others, and where there are hosts enough. */
export const addHost = (deps: Deps, actor: Actor, place: There, uid: string) =>
  runLive(deps, actor, place, async (tx, { id: threadId, siteId }, at) => {
    const { members, liveHosts } = tx.t;
    const [member] = await tx
      .select({ id: members.id, role: members.role })
      .from(members)
      .where(and(eq(members.uid, uid), eq(members.siteId, siteId)));
    if (!member || !isNewsroom(member)) throw new Refusal('invalid', { fields: { host: ['field.not_staff'] } });
    const [row] = await tx
      .select()
      .from(liveHosts)
      .where(and(eq(liveHosts.threadId, threadId), eq(liveHosts.memberId, member.id)));
    if (row && row.leftAt === null) return null;
    await refuseCrowd(tx, threadId, 1);
    await nameHosts(tx, { threadId, siteId }, [member.id], at);
    return 'live.host_added';
  });

/** No host any more; what they wrote as one stays marked. Refuses `invalid` for the last one: somebody holds it. */
export const dropHost = (deps: Deps, actor: Actor, place: There, uid: string) =>
  runLive(deps, actor, place, async (tx, { id: threadId }, at) => {
    const { members, liveHosts } = tx.t;
    const theirs = tx.select({ id: members.id }).from(members).where(eq(members.uid, uid));
    const there = and(eq(liveHosts.threadId, threadId), isNull(liveHosts.leftAt));
    const left = await tx
      .update(liveHosts)
      .set({ leftAt: at })
      .where(and(there, inArray(liveHosts.memberId, theirs)))
      .returning({ memberId: liveHosts.memberId });
    if (left.length > 0 && (await tx.$count(liveHosts, there)) === 0)
      throw new Refusal('invalid', { fields: { host: ['field.last_host'] } });
    return left.length > 0 ? 'live.host_removed' : null;
  });

export async function nameHosts(tx: Writer, of: { threadId: number; siteId: number }, memberIds: number[], at: Date) {
  const { liveHosts } = tx.t;
  const rows = memberIds.map((memberId) => ({ ...of, memberId, at }));
  const target = [liveHosts.threadId, liveHosts.memberId];
  await tx
    .insert(liveHosts)
    .values(rows)
    .onConflictDoUpdate({ target, set: { leftAt: null } });
}

async function refuseCrowd(tx: Writer, threadId: number, more: number) {
  const { liveHosts } = tx.t;
  const there = await tx.$count(liveHosts, and(eq(liveHosts.threadId, threadId), isNull(liveHosts.leftAt)));
  if (there + more > MAX_HOSTS) throw new Refusal('invalid', { fields: { host: ['field.too_many', { max: MAX_HOSTS }] } });
}

/** Whom of the newsroom one can name, by name. */
export function staffOf(reader: Reader, siteId: number) {
  const { members } = reader.t;
  return reader
    .select({ id: members.id, uid: members.uid, name: members.name, title: members.title, handle: members.handle })
    .from(members)
    .where(and(eq(members.siteId, siteId), inArray(members.role, ['journalist', 'moderator', 'manager', 'admin']), isNull(members.goneAt)))
    .orderBy(asc(members.name))
    .limit(MOST_OFFERED);
}
