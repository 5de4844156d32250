import { and, eq, inArray, isNull, max, ne, notExists, sql } from 'drizzle-orm';
import { endSessions } from '../accounts/sessions.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import { keptUntil } from '../posts/origin-record.ts';
import { logSecurity } from '../security/log.ts';
import type { Asking } from './takeout.ts';

/** To change one's mind. */
const DAYS = 7;
export const leavesAt = (now: Date) => new Date(now.getTime() + DAYS * 86_400_000);

export type Texts = 'keep' | 'erase';

/**
 * An account asks to go, and is signed out everywhere; signing in again is how one comes back to it. Asking twice is
 * asking once. Refuses `invalid` to the only owner of an installation, who would leave nobody to run it.
 * @returns when it goes
 */
export async function askToLeave(deps: Deps, { session: { account }, siteId, ip }: Asking, texts: Texts): Promise<Date> {
  const at = deps.now();
  const asked = await deps.db.write(async (tx) => {
    const { departures } = tx.t;
    if (account.owner && !(await hasOtherOwner(tx, account.id))) throw new Refusal('invalid', { fields: { texts: ['leaving.lastOwner'] } });
    await tx
      .insert(departures)
      .values({ accountId: account.id, texts, askedAt: at, dueAt: leavesAt(at) })
      .onConflictDoNothing({ target: departures.accountId });
    const [departure] = await tx.select().from(departures).where(eq(departures.accountId, account.id));
    await logSecurity(tx, { event: 'leaving.asked', siteId, account: account.uid, actor: account.uid, facts: { texts }, ip, at });
    await addToOutbox(tx, { kind: 'leaving.mail', siteId, data: { accountId: account.id, siteId } }, at);
    return { dueAt: departure!.dueAt, ended: await endSessions(tx, account.id) };
  });
  for (const sessionId of asked.ended) deps.bus.emit('session.ended', { sessionId });
  return asked.dueAt;
}

/** Stays after all. Too late once the names are gone: resolves with whether it was not. */
export function stay({ db, now }: Deps, { session: { account }, siteId, ip }: Asking): Promise<boolean> {
  return db.write(async (tx) => {
    const { departures } = tx.t;
    const kept = await tx
      .delete(departures)
      .where(and(eq(departures.accountId, account.id), isNull(departures.strippedAt)))
      .returning({ accountId: departures.accountId });
    if (kept.length > 0)
      await logSecurity(tx, { event: 'leaving.cancelled', siteId, account: account.uid, actor: account.uid, ip, at: now() });
    return kept.length > 0;
  });
}

async function hasOtherOwner(tx: Writer, accountId: number): Promise<boolean> {
  const { accounts, departures } = tx.t;
  const leaving = tx
    .select({ one: sql`1` })
    .from(departures)
    .where(eq(departures.accountId, accounts.id));
  return (await tx.$count(accounts, and(eq(accounts.owner, true), ne(accounts.id, accountId), notExists(leaving)))) > 0;
}

export type Kept = { sites: string[]; posts: number; origins: Date | null; account: Date; identity: Date | null };

/** What goes, and what the law has us keep under seal, until when: told before one decides. `origins` is when the last of them goes. */
export async function whatStays(reader: Reader, { id, email }: { id: number; email: string | null }, now: Date): Promise<Kept> {
  const { members, sites, posts, originRecords } = reader.t;
  const theirs = await reader
    .select({ id: members.id, site: sites.settings })
    .from(members)
    .innerJoin(sites, eq(sites.id, members.siteId))
    .where(eq(members.accountId, id));
  const ids = theirs.map((member) => member.id);
  const closing = leavesAt(now);
  const [posted, [origin]] =
    ids.length === 0
      ? [0, []]
      : [
          await reader.$count(posts, inArray(posts.authorId, ids)),
          await reader
            .select({ last: max(originRecords.purgeAt) })
            .from(originRecords)
            .where(inArray(originRecords.memberId, ids)),
        ];
  return {
    sites: theirs.map(({ site }) => site.name),
    posts: posted,
    origins: origin?.last ?? null,
    account: keptUntil('account', closing),
    identity: email === null ? null : keptUntil('identity', closing),
  };
}
