// The statement of reasons as it is being written. Pure.

export type Six = { verdict: 'reject' | 'hide' | 'ask_edit' | 'approve'; ground: string; rule: string; note: string };

/** Characters below which nobody is told why. */
const MIN_NOTE = 20;

/** What article 17(3) asks for and is not there yet: the facts (b), and a ground, of the law (d) or the charter (e). */
export function missingOf({ verdict, ground, rule, note }: Six): ('note' | 'ground')[] {
  if (verdict === 'approve') return [];
  return [...(note.trim().length < MIN_NOTE ? (['note'] as const) : []), ...(ground || rule ? [] : (['ground'] as const))];
}
