import { and, asc, eq, gte } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { dayAt } from '../time/wall-time.ts';

const EVENT = 'member.seen';
/** How far back the file says who looked at it. */
const DAYS = 30;

type Seen = { account: string | null; uid: string };

/** That somebody read a member's file: a line of the log, once a day for each of them, by the site's calendar. */
export async function logLook({ db, now }: Deps, { site, session }: Staff, { account, uid }: Seen): Promise<void> {
  const actor = session.account.uid;
  if (account === actor) return; // one's own
  const { securityLog } = db.read.t;
  const { from } = dayAt(now(), site.timeZone);
  const today = await db.read
    .select({ facts: securityLog.facts })
    .from(securityLog)
    .where(and(eq(securityLog.siteId, site.id), eq(securityLog.event, EVENT), eq(securityLog.actor, actor), gte(securityLog.at, from)));
  if (today.some(({ facts }) => facts.member === uid)) return;
  await db.write((tx) => logSecurity(tx, { event: EVENT, siteId: site.id, account, actor, facts: { member: uid }, at: now() }));
}

/** Who did, by name. Index: security_log_account. */
export async function lookedBy(reader: Reader, { siteId, account }: { siteId: number; account: string }, now: Date): Promise<string[]> {
  const { securityLog, members, accounts } = reader.t;
  const rows = await reader
    .selectDistinct({ name: members.name })
    .from(securityLog)
    .innerJoin(accounts, eq(accounts.uid, securityLog.actor))
    .innerJoin(members, and(eq(members.accountId, accounts.id), eq(members.siteId, siteId)))
    .where(
      and(
        eq(securityLog.account, account),
        eq(securityLog.siteId, siteId),
        eq(securityLog.event, EVENT),
        gte(securityLog.at, new Date(now.getTime() - DAYS * 86_400_000)),
      ),
    )
    .orderBy(asc(members.name));
  return rows.map(({ name }) => name);
}
