// The ladder of measures as it is typed: every number is text until it is saved. Pure.
import type { MeasureKind } from '#server/cases/wire.ts';
import type { Ladder } from '#server/sites/wire.ts';
import { spansOf } from '../../queue/acts/measure-form.ts';

export const KINDS: MeasureKind[] = ['warning', 'slow', 'approval', 'suspension', 'ban'];

export type StepForm = { key: number; from: string; kind: MeasureKind; hours: number | null };
export type LadderForm = {
  points: Record<MeasureKind, string>;
  /** What a rule adds, by its number; empty for nothing. */
  rules: Record<number, string>;
  lapseDays: string;
  steps: StepForm[];
};

export function toForm({ points, rules, lapseDays, steps }: Ladder): LadderForm {
  return {
    points: Object.fromEntries(KINDS.map((kind) => [kind, String(points[kind])])) as LadderForm['points'],
    rules: Object.fromEntries(Object.entries(rules).map(([rule, extra]) => [rule, String(extra)])),
    lapseDays: String(lapseDays),
    steps: steps.map(({ from, ...step }, key) => ({ ...step, key, from: String(from) })),
  };
}

/** What is not a number goes out as it is: the server says what is wrong with it, beside its field. */
export function fromForm({ points, rules, lapseDays, steps }: LadderForm): Ladder {
  return {
    points: Object.fromEntries(KINDS.map((kind) => [kind, numberOf(points[kind])])) as Ladder['points'],
    rules: Object.fromEntries(Object.entries(rules).flatMap(([rule, extra]) => (extra.trim() ? [[rule, numberOf(extra)]] : []))),
    lapseDays: numberOf(lapseDays),
    steps: steps.map(({ from, kind, hours }) => ({ from: numberOf(from), kind, hours })),
  };
}

export function addStep(steps: StepForm[]): StepForm[] {
  const last = steps.at(-1);
  const from = last ? String((Number(last.from) || 0) + 3) : '1';
  return [...steps, { key: Math.max(-1, ...steps.map(({ key }) => key)) + 1, from, kind: 'suspension', hours: spansOf('suspension')[1]! }];
}

/** A span that the newly chosen kind does not have gives way to its own usual one. */
export function withKind(step: StepForm, kind: MeasureKind): StepForm {
  const spans = spansOf(kind);
  return { ...step, kind, hours: spans.includes(step.hours) ? step.hours : (spans[1] ?? null) };
}

/** `to` null: and beyond. */
export type Rung = { from: number; to: number | null; kind: MeasureKind; hours: number | null };

/**
 * What the desk would propose of somebody whose points stand at so many, the next measure counted as a warning
 * (server/sanctions/ladder.ts). Nothing while a number is missing.
 */
export function rungsOf({ points, steps }: Ladder): Rung[] {
  const sorted = steps.toSorted((a, b) => a.from - b.from);
  if (sorted.length === 0 || [points.warning, ...sorted.map(({ from }) => from)].some(Number.isNaN)) return [];
  const starts = sorted.map(({ from }) => Math.max(0, from - points.warning));
  return sorted.flatMap(({ kind, hours }, i) => {
    const from = i === 0 ? 0 : starts[i]!;
    const to = starts[i + 1] === undefined ? null : starts[i + 1]! - 1;
    return to !== null && to < from ? [] : [{ from, to, kind, hours }];
  });
}

const numberOf = (typed: string) => (typed.trim() === '' ? NaN : Number(typed));
