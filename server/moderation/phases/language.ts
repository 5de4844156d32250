import type { Phase } from '../screen.ts';
import { languageOf } from '../language.ts';

/** Written in another language than the site's, as far as one can tell. */
export const language: Phase = ({ source, locale }) => {
  const found = languageOf(source);
  return found === null || found === locale
    ? null
    : { phase: 'language', effect: 'flag', weight: 1, evidence: [], facts: { language: found } };
};
