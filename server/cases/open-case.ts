import { and, eq, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { languageOf } from '../moderation/language.ts';
import type { Finding } from '../moderation/screen.ts';
import type { HeldReason } from '../posts/wire.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { settleNotices } from '../notices/settle-notices.ts';
import { stopClocks } from './clocks.ts';
import { logCase, type CaseEntry } from './log.ts';
import { bitsOf } from './reasons.ts';

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

export type Why = {
  uid: string;
  kind: 'held' | 'reported';
  reasons: HeldReason[];
  weight: number;
  reports: number;
  anew?: boolean;
  /** By a notice of illegal content, or an appeal: it comes before all others, and stays there. */
  legal?: boolean;
  appealId?: number | undefined;
  entry: CaseEntry;
};

/**
 * Opens the post's case, or raises the version of the one that is open: whoever has it on screen decides anew. What was
 * found in an edited text stands `anew` for what was found in the one before. `uid` is used only when one is made.
 */
export async function openCase(
  tx: Writer,
  post: { id: number; siteId: number; revision: number },
  why: Why,
  at: Date,
): Promise<{ id: number; uid: string; opened: boolean }> {
  const { cases } = tx.t;
  const [open] = await tx
    .select({
      id: cases.id,
      uid: cases.uid,
      kind: cases.kind,
      reasons: cases.reasons,
      weight: cases.weight,
      reports: cases.reportCount,
      openedAt: cases.openedAt,
      appealId: cases.appealId,
      score: cases.score,
    })
    .from(cases)
    .where(and(eq(cases.postId, post.id), eq(cases.state, 'open')));
  if (open) {
    const reasons = reasonsOf(open, why);
    const weight = why.weight + (why.anew ? (open.score?.total ?? 0) : open.weight);
    await tx
      .update(cases)
      .set({
        version: sql`${cases.version} + 1`,
        kind: open.kind === 'held' || why.reasons.some((reason) => !OF_PUBLIC.includes(reason)) ? 'held' : 'reported',
        reasons,
        reasonBits: bitsOf(reasons),
        weight,
        urgency: urgencyOf(open.openedAt, weight),
        reportCount: sql`${cases.reportCount} + ${why.reports}`,
        ...legalOf({ ...why, appealId: open.appealId ?? why.appealId }),
        ...(why.anew && { language: (await placeOf(tx, post.id)).language }),
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
      ...(await placeOf(tx, post.id)),
      state: 'open',
      kind: why.kind,
      reasons: why.reasons,
      reasonBits: bitsOf(why.reasons),
      weight: why.weight,
      urgency: urgencyOf(at, why.weight),
      reportCount: why.reports,
      ...legalOf(why),
      openedAt: at,
    })
    .returning({ id: cases.id });
  await logCase(tx, { id: made!.id, siteId: post.siteId }, why.entry, at);
  await tellWebhooks(tx, { event: 'case.opened', siteId: post.siteId, subject: why.uid }, at);
  return { id: made!.id, uid: why.uid, opened: true };
}

/** An edit doesn't make these go away. */
const LEGAL: HeldReason[] = ['notice', 'appeal'];
/** What one can say of a post that is public. */
const OF_PUBLIC: HeldReason[] = ['reported', ...LEGAL];

export const legalOf = ({ legal, appealId }: Pick<Why, 'legal' | 'appealId'>) => ({
  ...(legal && { legal }),
  ...(appealId && { appealId }),
});

const HOUR_MS = 3_600_000;
/** A point of weight is worth an hour of waiting, two days at most: what waits long enough is read, however light. */
const MOST_HOURS = 48;
export const urgencyOf = (openedAt: Date, weight: number) => new Date(openedAt.getTime() - Math.min(weight, MOST_HOURS) * HOUR_MS);

/** Where a post stands and what it is written in, as its case keeps it. */
async function placeOf(tx: Writer, postId: number) {
  const { posts, threads, articles } = tx.t;
  const [row] = await tx
    .select({
      source: posts.source,
      place: { postId: posts.id, memberId: posts.authorId, threadId: posts.threadId, spaceId: threads.spaceId, section: articles.section },
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(eq(posts.id, postId));
  return { ...row!.place, language: languageOf(row!.source) };
}

/** Where an edit left nothing to find, why it was held once is still why it is here. */
function reasonsOf(open: { reasons: HeldReason[]; reports: number }, why: Pick<Why, 'reasons' | 'anew' | 'legal'>): HeldReason[] {
  const law = (why.legal ? [...why.reasons, ...open.reasons] : open.reasons).filter((reason) => LEGAL.includes(reason));
  if (!why.anew || why.reasons.length === 0) return [...new Set([...law, ...open.reasons, ...why.reasons])];
  return [...new Set([...law, ...why.reasons, ...(open.reports > 0 ? (['reported'] as const) : [])])];
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
  await settleNotices(tx, { caseId: open.id, siteId: open.siteId, decisionId: null, outcome: 'acted', tellAt: null }, at);
  await stopClocks(tx, postId, at);
  await logCase(tx, open, { act: 'withdrawn' }, at);
  await tellWebhooks(tx, { event: 'case.decided', siteId: open.siteId, subject: open.uid }, at);
  return open.id;
}

export async function nextNumber(tx: Writer, siteId: number): Promise<number> {
  const { sites } = tx.t;
  const [row] = await tx
    .update(sites)
    .set({ lastCase: sql`${sites.lastCase} + 1` })
    .where(eq(sites.id, siteId))
    .returning({ lastCase: sites.lastCase });
  return row!.lastCase;
}
