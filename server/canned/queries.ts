import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { CannedReply } from './wire.ts';

/** Those in use, in all languages. Index: canned_replies_site. */
export async function cannedReplies(reader: Reader, siteId: number): Promise<CannedReply[]> {
  const { cannedReplies: table } = reader.t;
  const rows = await reader
    .select({
      id: table.uid,
      locale: table.locale,
      version: table.version,
      title: table.title,
      body: table.body,
      verdict: table.verdict,
      rule: table.rule,
    })
    .from(table)
    .where(and(eq(table.siteId, siteId), isNull(table.retiredAt)))
    .orderBy(asc(table.id));
  return rows as CannedReply[];
}
