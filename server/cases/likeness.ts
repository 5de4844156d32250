/** Words taken together: long enough that common turns of phrase do not make two texts alike. */
const RUN = 3;

/** How much of two texts is the same, percent: the runs of words they share, of all that either has. */
export function likeness(a: string, b: string): number {
  const [one, other] = [runsOf(a), runsOf(b)];
  if (one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const run of one) if (other.has(run)) shared++;
  return Math.round((100 * shared) / (one.size + other.size - shared));
}

/** A text shorter than a run is one by itself. */
function runsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return new Set();
  const count = Math.max(1, words.length - RUN + 1);
  return new Set(Array.from({ length: count }, (_, i) => words.slice(i, i + RUN).join(' ')));
}
