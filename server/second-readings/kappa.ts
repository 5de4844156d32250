/** How often two readers said the same: `both[first][second]`, first and second in one order of verdicts. */
export type Agreement = { n: number; observed: number; expected: number; kappa: number | null };

/** Fewer say more about chance than about readers. */
export const LEAST_READ = 30;

/**
 * Cohen's κ (Educational and Psychological Measurement 20, 1960): (observed − expected) / (1 − expected), what is expected
 * being what two readers with these habits would share by chance. null where both always say one same thing.
 */
export function cohensKappa(both: number[][]): Agreement {
  const n = sum(both.flat());
  if (n === 0) return { n, observed: 0, expected: 0, kappa: null };
  const observed = sum(both.map((row, i) => row[i]!)) / n;
  const expected = sum(both.map((row, i) => sum(row) * sum(both.map((other) => other[i]!)))) / n ** 2;
  return { n, observed, expected, kappa: expected === 1 ? null : (observed - expected) / (1 - expected) };
}

const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0);
