import { createHash, randomBytes } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';

export type CaseEntry =
  | { act: 'opened'; reasons: string[]; revision: number }
  | { act: 'reported'; reporter: string; rule: number | null; revision: number }
  | { act: 'hidden'; score: number; threshold: number; reporters: number; version: number; revision: number }
  | { act: 'edited'; revision: number; reasons: string[] }
  | { act: 'withdrawn' }
  | { act: 'moved'; by: string; from: string; to: string }
  | { act: 'noticed'; ground: string; revision: number; print: string }
  | { act: 'seen'; by: string }
  | { act: 'appealed'; by: 'author' | 'notifier'; decision: string }
  | { act: 'appeal_decided'; by: string; outcome: string; alone: boolean; decision: string }
  | { act: 'overturned'; by: string; phases: string[] }
  | { act: 'taken_over'; by: string; from: string }
  | { act: 'assigned'; by: string; to: string | null }
  | { act: 'escalated'; by: string; note: string }
  | { act: 'handed_back'; by: string }
  | { act: 'noted'; by: string; note: string }
  | {
      act: 'decided';
      by: string;
      verdict: string;
      rule: number | null;
      legalGround: string | null;
      measures: string[];
      version: number;
      /** null on a member's own case. */
      revision: number | null;
    }
  | { act: 'undone'; by: string; version: number }
  | { act: 'removed with others'; by: string }
  | { act: 'restored'; by: string; reason: string }
  | { act: 'reopened with others'; by: string }
  | { act: 'lifted'; by: string; kind: string; reason: string }
  /** How a mediation ended; `by` null where nobody mediated any more. */
  | { act: 'mediated'; by: string | null; mediation: string; outcome: string };

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
  const commitment = commitmentOf({ salt, payload });
  const hash = chained(last?.hash ?? '', commitment);
  await tx.insert(caseLog).values({ siteId, caseId, n, commitment, hash, at });
  await tx.insert(caseLogPayloads).values({ siteId, caseId, n, salt, payload });
  return hash;
}

export const commitmentOf = ({ salt, payload }: { salt: string; payload: string }) => sha256(salt + payload);
export const chained = (before: string, commitment: string) => sha256(before + commitment);

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');
