// The statement of reasons as it is being written. Pure.

/** `media`: what is to go, where something of a post goes. */
export type Six = {
  verdict: 'reject' | 'hide' | 'ask_edit' | 'take_out' | 'approve';
  ground: string;
  rule: string;
  note: string;
  media: string[];
};

/** Characters below which nobody is told why. */
const MIN_NOTE = 20;

/** What article 17(3) asks for and is not there yet: what goes (a), the facts (b), and a ground, of the law (d) or the charter (e). */
export function missingOf({ verdict, ground, rule, note, media }: Six): ('media' | 'note' | 'ground')[] {
  if (verdict === 'approve') return [];
  const unnamed = verdict === 'take_out' && media.length === 0;
  return [
    ...(unnamed ? (['media'] as const) : []),
    ...(note.trim().length < MIN_NOTE ? (['note'] as const) : []),
    ...(ground || rule ? [] : (['ground'] as const)),
  ];
}
