// Which rule a refusal names. Pure.
import type { ReportWire } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';

/** How often the readers who reported it named each rule. */
export function citations(reports: ReportWire[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { rule } of reports) if (rule !== null) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** The rule that readers named most, if it is still in force; nothing is proposed where they named none. */
export function proposedRule(rules: RuleWire[], reports: ReportWire[]): number | null {
  const counts = citations(reports);
  const [first] = rules.filter(({ number }) => counts.has(number)).toSorted((a, b) => counts.get(b.number)! - counts.get(a.number)!);
  return first?.number ?? null;
}

/** By number where a number is typed, else by the words of the title. */
export function filterRules(rules: RuleWire[], typed: string): RuleWire[] {
  const wanted = fold(typed.trim());
  if (!wanted) return rules;
  if (/^\d+$/.test(wanted)) return rules.filter(({ number }) => String(number).startsWith(wanted));
  return rules.filter(({ title }) => fold(title).includes(wanted));
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
