/** Of a normal distribution: 95 % lie within. */
const Z = 1.96;

/** Between which shares the true one lies, 95 times of 100, where `k` of `n` did (Wilson 1927). */
export function wilson(k: number, n: number): { low: number; high: number } {
  const share = k / n;
  const centre = share + Z ** 2 / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  const whole = 1 + Z ** 2 / n;
  return { low: Math.max(0, (centre - spread) / whole), high: Math.min(1, (centre + spread) / whole) };
}
