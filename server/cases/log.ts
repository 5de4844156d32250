import { createHash, randomBytes } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';

export type CaseEntry =
  | { act: 'opened'; reasons: string[]; revision: number }
  | { act: 'reported'; reporter: string; rule: number | null; revision: number }
  | { act: 'edited'; revision: number; reasons: string[] }
  | { act: 'withdrawn' }
  | { act: 'decided'; by: string; verdict: string; rule: number | null; version: number; revision: number };

/**
 * Adds to a case's log: hash(n) = sha256(hash(n-1) ‖ commitment(n)), commitment = sha256(salt ‖ payload). The payload
 * and its salt lie apart: erasing them leaves a chain that still proves nothing was put in or taken out.
 */
export async function logCase(tx: Writer, { id: caseId, siteId }: { id: number; siteId: number }, entry: CaseEntry, at: Date) {
  const { caseLog, caseLogPayloads } = tx.t;
  const [last] = await tx
    .select({ n: caseLog.n, hash: caseLog.hash })
    .from(caseLog)
    .where(eq(caseLog.caseId, caseId))
    .orderBy(desc(caseLog.n))
    .limit(1);
  const n = (last?.n ?? 0) + 1;
  const salt = randomBytes(16).toString('base64url');
  const payload = JSON.stringify({ n, at: at.toISOString(), ...entry });
  const commitment = sha256(salt + payload);
  const hash = sha256((last?.hash ?? '') + commitment);
  await tx.insert(caseLog).values({ siteId, caseId, n, commitment, hash, at });
  await tx.insert(caseLogPayloads).values({ siteId, caseId, n, salt, payload });
  return hash;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');
