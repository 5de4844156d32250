const NO_BREAK = '\u00a0';
const THIN_NO_BREAK = '\u202f';

/** Typewriter French to print: apostrophes, and the spaces that must not break. Tags are left alone; English only gets its apostrophes. */
export function typeset(text: string): string {
  return text.replace(/<[^>]*>|[^<]+/g, (part) => (part.startsWith('<') ? part : print(part)));
}

function print(text: string): string {
  return text
    .replaceAll("'", '’')
    .replace(/ (?=[:»])|(?<=«) /g, NO_BREAK)
    .replace(/ (?=[;!?])/g, THIN_NO_BREAK)
    .replace(/(?<=\d) (?=h\b|°C|\d{3}\b|€|%|(?:min|km|cm|m|ans|euros|places|voix)\b)|(?<=\d h) (?=\d)/g, NO_BREAK);
}
