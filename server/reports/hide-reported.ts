import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { applyVerdict, type Change } from '../cases/apply-verdict.ts';
import { insertDecision } from '../cases/insert-decision.ts';
import { logCase } from '../cases/log.ts';
import { bitsOf } from '../cases/reasons.ts';
import { restrict } from '../cases/restrict.ts';
import type { Score } from '../cases/wire.ts';
import type { Rule } from '../charter/queries.ts';
import { translate } from '../i18n/translate.ts';
import { tellOfDecision } from '../notifications/notify.ts';
import type { PostIn } from '../posts/queries.ts';
import type { Site } from '../sites/queries.ts';

type Reported = {
  post: PostIn;
  caseId: number;
  score: Score;
  /** The rules that the reports cite. */
  cited: (number | null)[];
  rules: Rule[];
  site: Site;
  newId: () => string;
};

/**
 * Keeps the arithmetic with the case and, where it says so, hides the post until somebody reads it: nobody's decision,
 * with its statement to the author at once (DSA, art. 17(3)(c)). The case stays open: a person has the last word.
 */
export async function hideReported(tx: Writer, reported: Reported, at: Date): Promise<Change> {
  const { post, caseId, score, site, newId } = reported;
  const { cases } = tx.t;
  const [onCase] = await tx
    .update(cases)
    .set({ score })
    .where(eq(cases.id, caseId))
    .returning({ id: cases.id, siteId: cases.siteId, version: cases.version, reasons: cases.reasons });
  const rule = ruleMostCited(reported);
  if (!score.hides || !rule) return null;

  const { siteId, version } = onCase!;
  const reasons = ['hidden_by_reports' as const, ...onCase!.reasons];
  await tx
    .update(cases)
    .set({ kind: 'held', reasons, reasonBits: bitsOf(reasons), version: version + 1 })
    .where(eq(cases.id, caseId));
  const input = { version, revision: post.revision, verdict: 'hide' as const, note: noteOf(site, score) };
  const ground = { rule, legalGround: null };
  const decision = await insertDecision(
    tx,
    { uid: newId(), found: onCase!, input, ground, postId: post.id, moderatorId: null, tellAt: at },
    at,
  );
  const change = await applyVerdict(tx, post, 'hide', at);
  await restrict(
    tx,
    { decisionId: decision.id, siteId, memberId: post.authorId, postId: post.id, kind: 'hiding' },
    {
      uid: newId(),
      ruleId: rule.id,
      legalGround: null,
      passages: [],
      note: input.note,
      source: 'report',
      automatedDetection: false,
      automatedDecision: true,
      tellAt: null,
    },
    at,
  );
  await tellOfDecision(tx, { decisionId: decision.id, post, by: null, verdict: 'hide' }, at);
  const { total, threshold, reporters } = score;
  await logCase(tx, onCase!, { act: 'hidden', score: total, threshold, reporters, version, revision: post.revision }, at);
  return change;
}

/** The ground of the hiding: what most reports name; of two, the charter's first. */
function ruleMostCited({ cited, rules }: Reported): Rule | null {
  const count = ({ number }: Rule) => cited.filter((one) => one === number).length;
  const [most] = rules.filter((rule) => count(rule) > 0).toSorted((a, b) => count(b) - count(a) || a.number - b.number);
  return most ?? null;
}

function noteOf({ settings: { locale } }: Site, { total, threshold, reporters }: Score): string {
  const figure = (n: number) => n.toLocaleString(locale, { maximumFractionDigits: 1 });
  return translate(locale, 'reports.hidden', { total: figure(total), threshold: figure(threshold), reporters });
}
