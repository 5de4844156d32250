// Canned replies in the note of a decision. Pure.
import type { CannedReply } from '#server/canned/wire.ts';

export type CannedFacts = { author?: string; rule?: string; article?: string };

/** With the facts of this case; what is not known stays as it was written, to be seen. */
export const fillCanned = (body: string, facts: CannedFacts): string =>
  body.replace(/\{(author|rule|article)\}/g, (named, key: keyof CannedFacts) => facts[key] ?? named);

/** What says the same to everybody: of several cases at once, none has one author. */
export const isForMany = ({ body }: Pick<CannedReply, 'body'>) => !/\{(author|article)\}/.test(body);

/** In the language of the text where there are any, else all. */
export function inLanguage(replies: CannedReply[], language: string | null): CannedReply[] {
  const same = replies.filter(({ locale }) => locale === language);
  return same.length > 0 ? same : replies;
}
