import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import { GIVEN_UP, LEASE_MS } from '../events/outbox.ts';
import { MAIL_KINDS } from './kinds.ts';

const MOST = 100;

/** This site's, and to the owner those that concern no site in particular. */
export type Whose = { siteId: number; owner: boolean };

function mailsOf({ outbox }: Reader['t'], { siteId, owner }: Whose) {
  const site = eq(outbox.siteId, siteId);
  return and(inArray(outbox.kind, MAIL_KINDS), owner ? or(site, isNull(outbox.siteId)) : site);
}

export function failingMails(reader: Reader, whose: Whose) {
  const { outbox } = reader.t;
  return reader
    .select({ id: outbox.id, kind: outbox.kind, tries: outbox.tries, runAt: outbox.runAt, failure: outbox.failure })
    .from(outbox)
    .where(and(mailsOf(reader.t, whose), isNotNull(outbox.failure)))
    .orderBy(asc(outbox.id))
    .limit(MOST);
}

/** Due, or being sent; what is meant for this evening is not late. */
export function countWaiting(reader: Reader, whose: Whose, now: Date): Promise<number> {
  const { outbox } = reader.t;
  const due = lte(outbox.runAt, new Date(now.getTime() + LEASE_MS));
  return reader.$count(outbox, and(mailsOf(reader.t, whose), isNull(outbox.failure), due));
}

/** What became of this site's mails since a day (YYYY-MM-DD). */
export function mailDays(reader: Reader, siteId: number, since: string) {
  const { mailCounts } = reader.t;
  const { day, kind, sent, failed, lost } = mailCounts;
  return reader
    .select({ day, kind, sent, failed, lost })
    .from(mailCounts)
    .where(and(eq(mailCounts.siteId, siteId), gte(day, since)))
    .orderBy(desc(day), desc(sent), asc(kind));
}

/** Of this site, whose address refuses our mails. */
export async function countRefusing(reader: Reader, siteId: number): Promise<number> {
  const { members, accounts } = reader.t;
  const [row] = await reader
    .select({ n: count() })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(and(eq(members.siteId, siteId), isNotNull(accounts.emailFailingAt)));
  return row!.n;
}

/** From the beginning. One that is being sent has no failure, and is left alone. False where there is none such. */
export async function tryAgain(tx: Writer, whose: Whose, id: number, now: Date): Promise<boolean> {
  const { outbox } = tx.t;
  const rows = await tx
    .update(outbox)
    .set({ runAt: now, tries: 0, failure: null })
    .where(and(mailsOf(tx.t, whose), eq(outbox.id, id), isNotNull(outbox.failure)))
    .returning({ id: outbox.id });
  return rows.length > 0;
}

/** Only what is not tried by itself any more: a mail that may still leave is nobody's to lose. */
export async function dropMail(tx: Writer, whose: Whose, id: number): Promise<boolean> {
  const { outbox } = tx.t;
  const rows = await tx
    .delete(outbox)
    .where(and(mailsOf(tx.t, whose), eq(outbox.id, id), eq(outbox.runAt, GIVEN_UP)))
    .returning({ id: outbox.id });
  return rows.length > 0;
}
