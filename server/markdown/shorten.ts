/** Characters: two lines of a list. */
const MOST = 160;

/** One line of it, ending at a word. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= MOST ? line : `${line.slice(0, MOST).replace(/\s\S*$/, '')}…`;
}
