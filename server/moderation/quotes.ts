/** Shorter lines are anybody's words. In characters. */
const MIN_LENGTH = 15;

/** The lines that a text quotes (`> …`), without their mark. */
export const quotesIn = (source: string): string[] =>
  source
    .split('\n')
    .filter((line) => /^ {0,3}>/.test(line))
    .map((line) => line.replace(/^[ >]+/, '').trim())
    .filter((line) => line.length >= MIN_LENGTH);
