// A diff of two texts, word by word: the longest common subsequence of what is left between a common head and tail. Pure.

export type DiffPart = { kind: 'same' | 'old' | 'new'; text: string };

/** Cells of the table: two texts of 2,000 other words. */
const LIMIT = 4_000_000;

/** Past `limit` (each other word of one times each of the other) all between counts as rewritten. */
export function diffWords(before: string, after: string, limit = LIMIT): DiffPart[] {
  const old = words(before);
  const now = words(after);
  const head = countWhile(Math.min(old.length, now.length), (i) => old[i] === now[i]);
  const tail = countWhile(Math.min(old.length, now.length) - head, (i) => old.at(-1 - i) === now.at(-1 - i));
  const middle = diffMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail), limit);
  return mergeParts([same(old.slice(0, head)), ...middle, same(old.slice(old.length - tail))]);
}

const words = (text: string) => text.match(/\s*\S+|\s+$/g) ?? [];
const same = (list: string[]): DiffPart => ({ kind: 'same', text: list.join('') });

function diffMiddle(old: string[], now: string[], limit: number): DiffPart[] {
  if (old.length * now.length > limit || !old.length || !now.length) {
    return [
      { kind: 'old', text: old.join('') },
      { kind: 'new', text: now.join('') },
    ];
  }
  return walk(old, now, commonLengths(old, now));
}

/** `lengths[i][j]`: how many words `old` from i and `now` from j have in common, in order. */
function commonLengths(old: string[], now: string[]) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i]![j] = old[i] === now[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function walk(old: string[], now: string[], lengths: Uint16Array[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      parts.push({ kind: 'same', text: old[i]! });
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!))
      parts.push({ kind: 'old', text: old[i++]! });
    else parts.push({ kind: 'new', text: now[j++]! });
  }
  return parts;
}

function mergeParts(parts: DiffPart[]): DiffPart[] {
  const merged: DiffPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last?.kind === part.kind) merged[merged.length - 1] = { ...last, text: last.text + part.text };
    else if (part.text) merged.push(part);
  }
  return merged;
}

function countWhile(limit: number, holds: (i: number) => boolean) {
  let n = 0;
  while (n < limit && holds(n)) n++;
  return n;
}
