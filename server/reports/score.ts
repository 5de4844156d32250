import { isNewsroom } from '../threads/policy.ts';
import type { Role } from '../threads/wire.ts';
import type { Score } from '../cases/wire.ts';
import { trustOf } from '../members/trust.ts';

/** A report of this text, with the record of who made it, read when the score is made. */
export type Report = {
  uid: string;
  reporter: {
    role: Role;
    postCount: number;
    activeDays: number;
    reportsUpheld: number;
    reportsRefused: number;
    createdAt: Date;
  };
  rule: number | null;
  note: string;
  /** The host of the page from which they had come, where their browser said it. */
  referrer: string | null;
};

/** What is reported: by whom it was written, and whether a person read this very text and let it be. */
export type Reported = { authorRole: Role; expert: boolean; approved: boolean };

/** Below, one angry group could hide a post before anyone looks. */
const LEAST_TO_HIDE = 5;
/** So many people it takes, whatever the sum: one alone never does, nor two whom nobody knows. */
const NEEDED = { known: 2, strangers: 3 };
/** Reports decided before a record says anything. */
const LEAST_DECIDED = 6;
/** Half of somebody's reports being right is what luck gives; so much is asked before it counts for them. */
const FAIR_SHARE = 0.7;
/** The most that a record adds or takes: a good eye weighs as much as long acquaintance, no more. */
const MOST_ACCURACY = 3;
const DAY_MS = 86_400_000;
/** So many who came from one page are a call to report, not so many opinions; so is an account of this morning. */
const WAVE = 3;
const DAMPED = 0.25;

/**
 * How much the reports of one text weigh together, and whether they hide it until somebody reads it. Each weighs
 * (1 + trust 0–3 + accuracy −3–3 + reason 0–1) × damping, never below nothing. Hides where the sum reaches the threshold and
 * enough different people reported, never what a person approved as it is, nor what the newsroom or its guests wrote.
 */
export function scoreOf(post: Reported, reports: Report[], { hideFrom, now }: { hideFrom: number; now: Date }): Score {
  const waves = wavesAmong(reports);
  const parts = reports.map((report) => weigh(report, { now, wave: report.referrer !== null && waves.has(report.referrer) }));
  const counted = reports.filter((_, i) => parts[i]!.weight > 0);
  const total = round(parts.reduce((sum, { weight }) => sum + weight, 0));
  const threshold = Math.max(LEAST_TO_HIDE, hideFrom);
  const needed = counted.some(({ reporter }) => trustOf(reporter).level > 0) ? NEEDED.known : NEEDED.strangers;
  const spared = sparedBy(post, { counted, needed });
  const hides = total >= threshold && spared === null;
  return { total, threshold, reporters: counted.length, needed, hides, spared: total >= threshold ? spared : null, parts };
}

function weigh({ uid, reporter, rule, note }: Report, { now, wave }: { now: Date; wave: boolean }): Score['parts'][number] {
  const base = 1;
  const trust = trustOf(reporter).level;
  const accuracy = accuracyOf(reporter);
  const reason = (rule === null ? 0 : 0.5) + (note.trim() === '' ? 0 : 0.5);
  const damping = wave || now.getTime() - reporter.createdAt.getTime() < DAY_MS ? DAMPED : 1;
  const weight = round(Math.max(0, base + trust + accuracy + reason) * damping);
  return { report: uid, base, trust, accuracy, reason, damping, weight };
}

/** Nothing before enough was decided; then by the share that was right, more surely the more there are. */
export function accuracyOf({
  reportsUpheld: right,
  reportsRefused: wrong,
}: Pick<Report['reporter'], 'reportsUpheld' | 'reportsRefused'>): number {
  const decided = right + wrong;
  if (decided < LEAST_DECIDED) return 0;
  const share = right / decided;
  const side = share >= FAIR_SHARE ? (share - FAIR_SHARE) / (1 - FAIR_SHARE) : (share - FAIR_SHARE) / FAIR_SHARE;
  return round(Math.max(-MOST_ACCURACY, Math.min(MOST_ACCURACY, side * (Math.log(decided) / Math.log(4)))));
}

function wavesAmong(reports: Report[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { referrer } of reports) if (referrer) counts.set(referrer, (counts.get(referrer) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= WAVE).map(([referrer]) => referrer));
}

function sparedBy(post: Reported, { counted, needed }: { counted: Report[]; needed: number }): Score['spared'] {
  if (post.approved) return 'approved';
  if (post.expert || post.authorRole === 'expert' || isNewsroom({ role: post.authorRole })) return 'staff';
  if (counted.length < needed) return 'too_few';
  // A restriction names its ground (DSA, art. 17(3)(e)): reports that cite no rule give none.
  return counted.some(({ rule }) => rule !== null) ? null : 'no_rule';
}

const round = (figure: number) => Math.round(figure * 100) / 100;
