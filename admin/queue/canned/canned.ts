// Canned replies in the note of a decision, and those that decide with it. Pure.
import type { CannedReply } from '#server/canned/wire.ts';
import type { Act, CaseDetail } from '#server/cases/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import type { Choice } from '../open-case.ts';

export type CannedFacts = { author?: string; rule?: string; article?: string };

/** What a text may name of this case; no name where it is decided without knowing whose. */
export const factsOf = ({ author, thread }: Pick<CaseDetail, 'author' | 'thread'>): CannedFacts => ({
  ...(author.id && { author: author.name }),
  ...(thread && { article: thread.title }),
});

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

/** A reply that decides, as it would be sent. */
export type Macro = { title: string; choice: Choice & { verdict: NonNullable<CannedReply['verdict']>; rule: number; note: string } };

type MacrosFor = { rules: RuleWire[]; can: Act[]; language: string | null; facts: CannedFacts };

/** Those that name a rule in force and an act that is allowed, with the facts of the case. */
export function macrosOf(replies: CannedReply[], { rules, can, language, facts }: MacrosFor): Macro[] {
  const deciding = replies.filter(({ verdict }) => verdict !== null && can.includes(verdict));
  return inLanguage(deciding, language).flatMap(({ title, body, verdict, rule: named }) => {
    const rule = rules.find(({ number }) => number === named);
    if (!rule) return [];
    const note = fillCanned(body, { ...facts, rule: `${rule.number}. ${rule.title}` });
    return { title, choice: { verdict: verdict!, rule: rule.number, note } };
  });
}
