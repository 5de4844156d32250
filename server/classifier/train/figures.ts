import type { Judged } from '../precision.ts';

/** The chance that of a text with the label and one without, the first scores higher: .5 is a coin. Null without both. */
export function rocAuc(judged: Judged[]): number | null {
  const positives = judged.filter(({ label }) => label === 1).length;
  const negatives = judged.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (sumOfRanks(judged) - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Of the texts with this label, the share that reaches a threshold. Null without any. */
export function shareAbove(judged: Judged[], label: 0 | 1, threshold: number): number | null {
  const of = judged.filter((text) => text.label === label);
  return of.length === 0 ? null : of.filter(({ score }) => score >= threshold).length / of.length;
}

/** Equal scores share their ranks. */
function sumOfRanks(judged: Judged[]): number {
  const byScore = Map.groupBy(
    judged.toSorted((a, b) => a.score - b.score),
    ({ score }) => score,
  );
  let [sum, before] = [0, 0];
  for (const equals of byScore.values()) {
    sum += equals.filter(({ label }) => label === 1).length * (before + (equals.length + 1) / 2);
    before += equals.length;
  }
  return sum;
}

type Cell = string | number;

/** A table of Markdown; numbers stand to the right. */
export function table(head: string[], rows: Cell[][]): string {
  const rule = rows[0]!.map((cell) => (typeof cell === 'number' || /^[\d.–]/.test(cell) ? '--:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
export const decimal = (value: number | null) => (value === null ? '–' : value.toFixed(3));
