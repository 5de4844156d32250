/** All but letters, figures, and the signs that mean nothing to Markdown wherever they stand; and two spaces in a row. */
const STRANGE =
  /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}.,;:!?'"’‘“”«»()…–—\-+=%/€$£° \u00a0\u202f\n\u200d]|[ \u00a0\u202f]{2}/u;
/** What means something where it stands: a list, a line under a title, an indentation, spaces at an end, an address that becomes a link. */
const MEANT = /^(?:[-+=]|[^\S\n]|\d{1,9}[.)])|[^\S\n]$|:\/\/|www\./im;

/** Words and lines alone: what Markdown and the sanitiser would leave as they are (test/server/markdown/plain.test.ts asks both). */
export const isPlain = (source: string): boolean => /\S/.test(source) && !STRANGE.test(source) && !MEANT.test(source);

export const renderPlain = (source: string): string =>
  source
    .trim()
    .replaceAll('\u00a0', '&nbsp;')
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('\n');
