import { applyCorrection, fitCorrection, type Decision } from './learn.ts';

/** What a text was said to be by people, and its score by a model that had not seen it. */
export type Judged = { label: 0 | 1; score: number };

const FOLDS = 5;
/** Of a smaller number a share says nothing. */
const FEWEST = 30;

/** Each fifth of the decisions, scored by what the other four teach. */
export function crossValidate(decisions: Decision[]): Judged[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const correction = fitCorrection(decisions.filter((_, i) => i % FOLDS !== fold));
    return decisions
      .filter((_, i) => i % FOLDS === fold)
      .map(({ label, base, features }) => ({ label, score: applyCorrection(correction, base, features) }));
  });
}

/** Of all texts at or above a threshold, those that the team refused, and their share; null of fewer than thirty. */
export function precisionAt(judged: Judged[], threshold: number): { n: number; refused: number; share: number | null } {
  const above = judged.filter(({ score }) => score >= threshold);
  const refused = above.filter(({ label }) => label === 1).length;
  return { n: above.length, refused, share: above.length < FEWEST ? null : refused / above.length };
}
