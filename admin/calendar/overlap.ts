// What takes place at the same time. Pure.
import type { ItemRow } from '#server/planning/wire.ts';

export type Timed = Pick<ItemRow, 'id' | 'at' | 'minutes'>;
/** `lane` of `lanes`, side by side. */
export type Placed<T> = { item: T; lane: number; lanes: number };

const startOf = ({ at }: Timed) => Date.parse(at!);
const endOf = (item: Timed) => startOf(item) + item.minutes * 60_000;

/** Those of one day, each beside those that it overlaps. */
export function placeBeside<T extends Timed>(items: T[]): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let group: Placed<T>[] = [];
  const close = () => {
    const lanes = Math.max(0, ...group.map(({ lane }) => lane + 1));
    for (const one of group) one.lanes = lanes;
    group = [];
  };
  for (const item of items.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (group.every((one) => endOf(one.item) <= startOf(item))) close();
    const busy = new Set(group.filter((one) => endOf(one.item) > startOf(item)).map(({ lane }) => lane));
    let lane = 0;
    while (busy.has(lane)) lane++;
    const one = { item, lane, lanes: 1 };
    group.push(one);
    placed.push(one);
  }
  close();
  return placed;
}

/** Pairs that overlap, the earlier first. */
export function clashesIn<T extends Timed>(items: T[]): [T, T][] {
  const sorted = items.filter(({ at }) => at !== null).toSorted((a, b) => startOf(a) - startOf(b));
  return sorted.flatMap((first, i) =>
    sorted
      .slice(i + 1)
      .filter((second) => startOf(second) < endOf(first))
      .map((second): [T, T] => [first, second]),
  );
}

/** The hours of the week (0: Monday at midnight) that readers write most in, the best first; none where there is too little to say. */
export function bestHours({ hours, n }: { hours: number[]; n: number }, most = 3): number[] {
  if (n < LEAST) return [];
  return hours
    .map((posts, hour) => ({ posts, hour }))
    .toSorted((a, b) => b.posts - a.posts || a.hour - b.hour)
    .slice(0, most)
    .filter(({ posts }) => posts > 0)
    .map(({ hour }) => hour);
}

/** Comments: of fewer no hour is better than another. */
const LEAST = 100;
