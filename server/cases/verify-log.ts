import { and, asc, eq, gt, notExists, or, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { chained, commitmentOf } from './log.ts';

/** Entries read at a time: memory stays flat whatever the log's length. */
const PAGE = 1000;

/** The first thing wrong with a case's log. `n`: the entry that is not what it was, or is not there. */
type Fault = { case: string; n: number; kind: 'changed' | 'missing' | 'truncated' };

/** A link that was seen outside the database, by its case. */
export type Heads = Map<string, { n: number; hash: string }[]>;

export type Verified = { cases: number; entries: number; erased: number; faults: Fault[] };

type Entry = Awaited<ReturnType<typeof page>>[number];
/** Where the walk stands in the case it is in. */
type Chain = { case: string; n: number; hash: string; fault: Fault | null };

/**
 * Walks the logs of all cases: each entry's payload against its commitment, each link against the one before, and
 * against `heads`. A payload that was erased proves nothing and breaks nothing.
 */
export async function verifyLog(reader: Reader, heads: Heads): Promise<Verified> {
  const verified: Verified = { cases: 0, entries: 0, erased: 0, faults: await withoutLog(reader) };
  const unseen = new Set(heads.keys());
  let chain = null as Chain | null;
  const close = (done: Chain | null) => {
    const fault = done && (done.fault ?? cutShort(done, heads.get(done.case) ?? []));
    if (fault) verified.faults.push(fault);
  };
  for (let after = { caseId: 0, n: 0 }, rows = await page(reader, after); rows.length > 0; rows = await page(reader, after)) {
    for (const entry of rows) {
      if (chain?.case !== entry.case) {
        close(chain);
        chain = { case: entry.case, n: 0, hash: '', fault: null };
        verified.cases++;
        unseen.delete(entry.case);
      }
      verified.entries++;
      if (entry.payload === null) verified.erased++;
      follow(chain, entry, heads.get(entry.case) ?? []);
    }
    after = rows.at(-1)!;
  }
  close(chain);
  for (const one of unseen)
    if (!verified.faults.some((fault) => fault.case === one)) verified.faults.push({ case: one, n: 1, kind: 'missing' });
  return verified;
}

/** One link on. After the first fault of a case nothing that follows it can be told. */
function follow(chain: Chain, entry: Entry, heads: { n: number; hash: string }[]): void {
  const expected = chain.n + 1;
  chain.n = entry.n;
  if (chain.fault) return;
  if (entry.n !== expected) chain.fault = { case: chain.case, n: expected, kind: 'missing' };
  else if (!isWhole(chain, entry, heads)) chain.fault = { case: chain.case, n: entry.n, kind: 'changed' };
  chain.hash = entry.hash;
}

function isWhole({ hash }: Chain, { n, commitment, hash: link, salt, payload }: Entry, heads: { n: number; hash: string }[]): boolean {
  const kept = salt === null || payload === null || commitmentOf({ salt, payload }) === commitment;
  return kept && chained(hash, commitment) === link && heads.every((head) => head.n !== n || head.hash === link);
}

function cutShort({ case: uid, n }: Chain, heads: { n: number }[]): Fault | null {
  const last = Math.max(0, ...heads.map((head) => head.n));
  return last > n ? { case: uid, n: n + 1, kind: 'truncated' } : null;
}

function page(reader: Reader, after: { caseId: number; n: number }) {
  const { caseLog, caseLogPayloads, cases } = reader.t;
  return reader
    .select({
      caseId: caseLog.caseId,
      case: cases.uid,
      n: caseLog.n,
      commitment: caseLog.commitment,
      hash: caseLog.hash,
      salt: caseLogPayloads.salt,
      payload: caseLogPayloads.payload,
    })
    .from(caseLog)
    .innerJoin(cases, eq(cases.id, caseLog.caseId))
    .leftJoin(caseLogPayloads, and(eq(caseLogPayloads.caseId, caseLog.caseId), eq(caseLogPayloads.n, caseLog.n)))
    .where(or(gt(caseLog.caseId, after.caseId), and(eq(caseLog.caseId, after.caseId), gt(caseLog.n, after.n))))
    .orderBy(asc(caseLog.caseId), asc(caseLog.n))
    .limit(PAGE);
}

/** A case is opened by an entry: one without any had its log taken away. */
async function withoutLog(reader: Reader): Promise<Fault[]> {
  const { cases, caseLog } = reader.t;
  const any = reader
    .select({ one: sql`1` })
    .from(caseLog)
    .where(eq(caseLog.caseId, cases.id));
  const rows = await reader.select({ case: cases.uid }).from(cases).where(notExists(any)).orderBy(asc(cases.id));
  return rows.map((row) => ({ ...row, n: 1, kind: 'missing' as const }));
}
