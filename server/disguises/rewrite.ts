/** A text, and from where in the source what stands at a place of it came; its length is a place too, the end. */
export type Traced = { text: string; at: (place: number) => number };

/** As it is: each place is its own. */
export const untouched = (text: string): Traced => ({ text, at: (place) => place });

/** Replaces each match of a global pattern. As long as what it replaces, a reading keeps its places sign by sign; else all of it is where the match begins. */
export function rewrite(before: Traced, pattern: RegExp, read: (match: string) => string): Traced {
  const { text, at } = before;
  const shifts: Shift[] = [];
  let [written, done] = ['', 0];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [match] = found;
    const reading = read(match);
    if (reading === match) continue;
    written += text.slice(done, found.index);
    done = found.index + match.length;
    if (reading.length !== match.length)
      shifts.push({ from: written.length, to: written.length + reading.length, begin: found.index, end: done });
    written += reading;
  }
  if (done === 0) return before;
  return { text: written + text.slice(done), at: shifts.length === 0 ? at : (place) => at(backBy(shifts, place)) };
}

/** A reading stands at `from` and ends at `to`; what it was read from, at `begin` and `end`. */
type Shift = { from: number; to: number; begin: number; end: number };

/** By halves: a text may be nothing but tricks. */
function backBy(shifts: Shift[], place: number): number {
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shifts[middle]!.from <= place) low = middle + 1;
    else high = middle;
  }
  const last = shifts[low - 1];
  if (!last) return place;
  return place < last.to ? last.begin : last.end + place - last.to;
}
