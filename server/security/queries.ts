import { and, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { SecurityEvent } from './log.ts';

export const SECURITY_PAGE = 50;

type Asked = { siteId: number | null; event: SecurityEvent | null; account: string | null; before: number | null };

/** The latest first. Indexes: security_log_site, security_log_account. */
export function securityPage(reader: Reader, { siteId, event, account, before }: Asked) {
  const { securityLog: log } = reader.t;
  return reader
    .select()
    .from(log)
    .where(
      and(
        siteId === null ? isNull(log.siteId) : eq(log.siteId, siteId),
        event === null ? undefined : eq(log.event, event),
        account === null ? undefined : or(eq(log.account, account), eq(log.actor, account)),
        before === null ? undefined : lt(log.id, before),
      ),
    )
    .orderBy(desc(log.id))
    .limit(SECURITY_PAGE + 1);
}

/** Names on this site, by the outside ids of accounts. */
export async function namesOn(reader: Reader, siteId: number, accounts: string[]): Promise<Map<string, string>> {
  const { accounts: t, members } = reader.t;
  const rows = await reader
    .select({ uid: t.uid, name: members.name })
    .from(t)
    .innerJoin(members, and(eq(members.accountId, t.id), eq(members.siteId, siteId)))
    .where(inArray(t.uid, accounts));
  return new Map(rows.map(({ uid, name }) => [uid, name]));
}
