import { lte } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

/** Six months to a year, says the CNIL (délibération 2021-122 on logs, 14 October 2021); a theft of an account is often found late. */
export const SECURITY_DAYS = 365;

/** The only way out of the log. */
export const purgeSecurityLog = (db: Database, now: Date) =>
  db.write(async (tx) => {
    const { securityLog } = tx.t;
    await tx.delete(securityLog).where(lte(securityLog.at, new Date(now.getTime() - SECURITY_DAYS * 86_400_000)));
  });
