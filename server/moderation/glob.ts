// Patterns that people write: `*` for the rest of a word, `?` for one letter, `(a|b)` for either. No regular expression:
// what is matched is bounded by what it is made of, whatever the text.

type Step = { kind: 'letter'; sign: string } | { kind: 'one' } | { kind: 'rest' } | { kind: 'space' };
export type Glob = {
  ways: Step[][];
  /** A run of letters without which no way matches: most texts are done with it. */
  needed: string[];
};

/** Characters; alternatives that it unfolds into; stars in one way. */
const LIMITS = { length: 100, ways: 32, stars: 4 };

/** Null where a parenthesis is missing, where it matches anything, or unfolds into too much. Takes a folded pattern. */
export function compileGlob(pattern: string): Glob | null {
  if (pattern.length > LIMITS.length) return null;
  const written = unfold(pattern.trim().replace(/\s+/g, ' '));
  if (!written || written.some((way) => !/[\p{L}\p{N}]{2}/u.test(way) || way.split('*').length - 1 > LIMITS.stars)) return null;
  return { ways: written.map((way) => Array.from(way, stepOf)), needed: written.map(longestRun) };
}

/** The first place it matches, whole words; `steps` counts the states looked at: never more than ways × text × pattern. */
export function searchGlob(
  { ways, needed }: Glob,
  text: string,
): { from: number; to: number; steps: number } | { from: null; steps: number } {
  let steps = 0;
  for (const [i, way] of ways.entries()) {
    if (!text.includes(needed[i]!)) continue;
    const found = walk(way, text);
    steps += found.steps;
    if (found.from !== null) return { from: found.from, to: found.to, steps };
  }
  return { from: null, steps };
}

function stepOf(sign: string): Step {
  if (sign === '*') return { kind: 'rest' };
  if (sign === '?') return { kind: 'one' };
  return sign === ' ' ? { kind: 'space' } : { kind: 'letter', sign };
}

/** `(a|b)c` as `ac`, `bc`; parentheses do not nest. */
function unfold(pattern: string): string[] | null {
  const open = pattern.indexOf('(');
  if (open < 0) return /[)|]/.test(pattern) ? null : [pattern];
  const close = pattern.indexOf(')', open);
  const choices = pattern.slice(open + 1, close).split('|');
  if (close < 0 || choices.some((choice) => choice.includes('('))) return null;
  const rest = unfold(pattern.slice(close + 1));
  if (!rest || rest.length * choices.length > LIMITS.ways) return null;
  return choices.flatMap((choice) => rest.map((after) => pattern.slice(0, open) + choice + after));
}

const longestRun = (way: string) => way.split(/[*? ]/).reduce((longest, run) => (run.length > longest.length ? run : longest), '');

type Found = { from: number; to: number; steps: number } | { from: null; steps: number };

/** All the places it may have begun at are followed at once, each state at most once a sign: it never turns back. */
function walk(way: Step[], text: string): Found {
  let steps = 0;
  let states = new Map<number, number>();
  for (let at = 0; at <= text.length; at++) {
    const next = new Map<number, number>();
    if (isWord(text[at]) && !isWord(text[at - 1])) enter(states, way, { state: 0, from: at });
    for (const [state, from] of states) {
      steps++;
      if (state === way.length) {
        if (isWord(text[at - 1]) && !isWord(text[at])) return { from, to: at, steps };
      } else for (const after of takes(way[state]!, text[at], state)) enter(next, way, { state: after, from });
    }
    states = next;
  }
  return { from: null, steps };
}

/** A star may also take nothing. */
function enter(states: Map<number, number>, way: Step[], { state, from }: { state: number; from: number }) {
  if (!states.has(state)) states.set(state, from);
  if (way[state]?.kind === 'rest') enter(states, way, { state: state + 1, from });
}

function takes(step: Step, sign: string | undefined, state: number): number[] {
  if (sign === undefined) return [];
  if (step.kind === 'letter') return sign === step.sign ? [state + 1] : [];
  if (step.kind === 'one') return isWord(sign) ? [state + 1] : [];
  if (step.kind === 'rest') return isWord(sign) ? [state] : [];
  return /\s/.test(sign) ? [state, state + 1] : [];
}

const isWord = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
