import { and, eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Finding } from '../moderation/screen.ts';
import type { HeldReason } from '../posts/wire.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { logCase, type CaseEntry } from './log.ts';

/** A reader's report weighs this much; the gravest phase outweighs two. */
export const REPORT_WEIGHT = 2;

export async function keepFindings(tx: Writer, post: { id: number; siteId: number; revision: number }, findings: Finding[], at: Date) {
  if (findings.length === 0) return;
  await tx
    .insert(tx.t.findings)
    .values(findings.map((finding) => ({ ...finding, siteId: post.siteId, postId: post.id, revision: post.revision, at })));
}

/**
 * What the phases found becomes a case, or the next version of the one that is open. An unconfirmed address alone asks
 * nothing of a moderator: the post comes out when its author answers the mail.
 */
export async function openCaseFor(
  tx: Writer,
  post: { id: number; siteId: number; revision: number },
  { uid, findings, edited = false }: { uid: string; findings: Finding[]; edited?: boolean },
  at: Date,
) {
  const gravest = findings.filter(({ phase }) => phase !== 'email_unconfirmed').toSorted((a, b) => b.weight - a.weight);
  const reasons = gravest.map(({ phase }) => phase);
  if (reasons.length === 0 && !edited) return null;
  const weight = findings.reduce((sum, finding) => sum + finding.weight, 0);
  const entry = { act: edited ? ('edited' as const) : ('opened' as const), reasons, revision: post.revision };
  return openCase(tx, post, { uid, kind: 'held', reasons, weight, reports: 0, anew: edited, entry }, at);
}

export async function hasOpenCase(tx: Writer, postId: number): Promise<boolean> {
  const { cases } = tx.t;
  const [open] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.postId, postId), eq(cases.state, 'open')));
  return open !== undefined;
}

/**
 * Opens the post's case, or raises the version of the one that is open: whoever has it on screen decides anew. What was
 * found in an edited text stands `anew` for what was found in the one before. `uid` is used only when one is made.
 */
export async function openCase(
  tx: Writer,
  post: { id: number; siteId: number; revision: number },
  why: { uid: string; kind: 'held' | 'reported'; reasons: HeldReason[]; weight: number; reports: number; anew?: boolean; entry: CaseEntry },
  at: Date,
): Promise<{ id: number; uid: string; opened: boolean }> {
  const { cases } = tx.t;
  const [open] = await tx
    .select({ id: cases.id, uid: cases.uid, kind: cases.kind, reasons: cases.reasons, weight: cases.weight, reports: cases.reportCount })
    .from(cases)
    .where(and(eq(cases.postId, post.id), eq(cases.state, 'open')));
  if (open) {
    await tx
      .update(cases)
      .set({
        version: sql`${cases.version} + 1`,
        kind: open.kind === 'held' || why.reasons.some((reason) => reason !== 'reported') ? 'held' : 'reported',
        reasons: reasonsOf(open, why),
        weight: why.weight + (why.anew ? open.reports * REPORT_WEIGHT : open.weight),
        reportCount: sql`${cases.reportCount} + ${why.reports}`,
      })
      .where(eq(cases.id, open.id));
    await logCase(tx, { id: open.id, siteId: post.siteId }, why.entry, at);
    return { id: open.id, uid: open.uid, opened: false };
  }
  const [made] = await tx
    .insert(cases)
    .values({
      uid: why.uid,
      siteId: post.siteId,
      number: await nextNumber(tx, post.siteId),
      postId: post.id,
      state: 'open',
      kind: why.kind,
      reasons: why.reasons,
      weight: why.weight,
      reportCount: why.reports,
      openedAt: at,
    })
    .returning({ id: cases.id });
  await logCase(tx, { id: made!.id, siteId: post.siteId }, why.entry, at);
  await tellWebhooks(tx, { event: 'case.opened', siteId: post.siteId, subject: why.uid }, at);
  return { id: made!.id, uid: why.uid, opened: true };
}

/** Where an edit left nothing to find, why it was held once is still why it is here. */
function reasonsOf(open: { reasons: HeldReason[]; reports: number }, why: { reasons: HeldReason[]; anew?: boolean }): HeldReason[] {
  if (!why.anew || why.reasons.length === 0) return [...new Set([...open.reasons, ...why.reasons])];
  return [...new Set([...why.reasons, ...(open.reports > 0 ? (['reported'] as const) : [])])];
}

/** Nothing is left to decide: the author took the post back. */
export async function withdrawCase(tx: Writer, postId: number, at: Date): Promise<number | null> {
  const { cases } = tx.t;
  const [open] = await tx
    .update(cases)
    .set({ state: 'decided', decidedAt: at, version: sql`${cases.version} + 1` })
    .where(and(eq(cases.postId, postId), eq(cases.state, 'open')))
    .returning({ id: cases.id, uid: cases.uid, siteId: cases.siteId });
  if (!open) return null;
  await logCase(tx, open, { act: 'withdrawn' }, at);
  await tellWebhooks(tx, { event: 'case.decided', siteId: open.siteId, subject: open.uid }, at);
  return open.id;
}

async function nextNumber(tx: Writer, siteId: number): Promise<number> {
  const { sites } = tx.t;
  const [row] = await tx
    .update(sites)
    .set({ lastCase: sql`${sites.lastCase} + 1` })
    .where(eq(sites.id, siteId))
    .returning({ lastCase: sites.lastCase });
  return row!.lastCase;
}
