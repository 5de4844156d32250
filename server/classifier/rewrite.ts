/** A text, and where in the source each of its characters came from; one position more, for its end. */
export type Traced = { text: string; at: number[] };

/** Replaces each match. As long as what it replaces, a reading keeps its places character by character; else all of it is where the match begins. */
export function rewrite({ text, at }: Traced, pattern: RegExp, read: (match: string) => string): Traced {
  let written = '';
  const from: number[] = [];
  let done = 0;
  for (const { 0: match, index } of text.matchAll(pattern)) {
    const reading = read(match);
    if (reading === match) continue;
    written += text.slice(done, index) + reading;
    for (let i = done; i < index; i++) from.push(at[i]!);
    for (let i = 0; i < reading.length; i++) from.push(at[reading.length === match.length ? index + i : index]!);
    done = index + match.length;
  }
  if (done === 0) return { text, at };
  for (let i = done; i < at.length; i++) from.push(at[i]!);
  return { text: written + text.slice(done), at: from };
}
