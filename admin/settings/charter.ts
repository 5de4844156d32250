// The rules of a charter while they are written. Pure.
export type RuleDraft = { key: number; title: string; body: string };

export function startDrafts(rules: { title: string; body: string }[]): RuleDraft[] {
  return rules.map(({ title, body }, key) => ({ key, title, body }));
}

export function addRule(rules: RuleDraft[]): RuleDraft[] {
  return [...rules, { key: Math.max(-1, ...rules.map(({ key }) => key)) + 1, title: '', body: '' }];
}

/** Moves the rule at `from` by one; its number follows its place. */
export function moveRule(rules: RuleDraft[], from: number, by: 1 | -1): RuleDraft[] {
  const to = from + by;
  if (to < 0 || to >= rules.length) return rules;
  return rules.with(from, rules[to]!).with(to, rules[from]!);
}

export function sameRules(drafts: RuleDraft[], rules: { title: string; body: string }[]): boolean {
  return drafts.length === rules.length && drafts.every(({ title, body }, i) => title === rules[i]!.title && body === rules[i]!.body);
}
