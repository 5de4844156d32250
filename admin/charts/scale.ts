// What a chart is drawn from. Pure.

/** The top of an axis that begins at zero: half of it is a mark that reads well too. */
export function topOf(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most || 1));
  return [1, 2, 4, 6, 10].map((step) => step * power).find((top) => top >= most)!;
}

type Known = number | null;

const x = (i: number, n: number) => round(n < 2 ? 50 : (100 * i) / (n - 1));
const y = (value: number, top: number) => round(100 - (100 * value) / top);
const round = (place: number) => Math.round(place * 100) / 100;

/** A line in a square of a hundred, broken where nothing is known. */
export function lineOf(values: Known[], top: number): string {
  return values
    .map((value, i) => (value === null ? '' : `${(values[i - 1] ?? null) === null ? 'M' : 'L'}${x(i, values.length)} ${y(value, top)}`))
    .join('');
}

export type Range = { low: number; high: number } | null;

/** What lies between two lines, one shape for each stretch that is known. */
export function bandOf(ranges: Range[], top: number): string {
  const stretches: number[][] = [];
  ranges.forEach((range, i) => {
    if (range === null) return;
    if ((ranges[i - 1] ?? null) === null) stretches.push([]);
    stretches.at(-1)!.push(i);
  });
  return stretches
    .map((stretch) => {
      const edge = (of: 'low' | 'high') => stretch.map((i) => `${x(i, ranges.length)} ${y(ranges[i]![of], top)}`);
      return `M${[...edge('high'), ...edge('low').toReversed()].join('L')}Z`;
    })
    .join('');
}

/** A column for each, with a third of its room left beside it. */
export function columnsOf(values: Known[], top: number) {
  const room = 100 / values.length;
  return values.map((value, i) => {
    const height = round((100 * (value ?? 0)) / top);
    return { x: round(i * room + room / 6), y: round(100 - height), width: round((2 * room) / 3), height };
  });
}
