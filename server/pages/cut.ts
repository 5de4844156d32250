/** The beginning of a text, of so many characters at most, cut between words; never within a pair of surrogates. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const begun = text.slice(0, length).replace(/\s+\S*$/, '');
  return `${begun.toWellFormed().replace(/\ufffd$/, '')}…`;
}
