import { createHash } from 'node:crypto';
import type { Writer } from '../db/database.ts';
import type { Verdict } from '../cases/wire.ts';

/** Percent of decisions, where the site says nothing. */
export const USUAL_SHARE = 5;

/** Drawn by its own name: nobody chooses, and it can be checked afterwards. */
export const isDrawn = (decisionUid: string, percent: number): boolean =>
  (createHash('sha256').update(decisionUid).digest().readUInt32BE(0) / 2 ** 32) * 100 < percent;

/** What is published or taken away can be read again by somebody else; the rest is no verdict on a text. */
const READABLE: Verdict[] = ['approve', 'reject', 'hide', 'ask_edit', 'take_out'];

type Drawn = { uid: string; siteId: number; decision: { id: number; uid: string }; verdict: Verdict; percent: number };

export async function drawForReading(tx: Writer, { uid, siteId, decision, verdict, percent }: Drawn, at: Date) {
  if (!READABLE.includes(verdict) || !isDrawn(decision.uid, percent)) return;
  await tx.insert(tx.t.secondReadings).values({ uid, siteId, decisionId: decision.id, at });
}
