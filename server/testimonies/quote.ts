/** Somebody's words as a quotation, nothing of them a mark: what was agreed to is what is read. `by` stands under it. */
export const quote = (text: string, by: string): string =>
  `${text
    .split('\n')
    .map((line) => `> ${literal(line.trim())}`)
    .join('\n')}\n\n— ${literal(by)}`;

/** Any sign of ASCII may stand behind a backslash (CommonMark 0.31.2 §2.4); an @ would call somebody. */
const literal = (line: string) => line.replace(/[!-/:-?[-`{-~]/g, '\\$&').replaceAll('@', '&#64;');
