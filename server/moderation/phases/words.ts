import type { Finding, Phase } from '../screen.ts';
import { languageOf } from '../language.ts';
import { matchWords, type WordMatch } from '../match-words.ts';
import type { WordRule } from '../../sites/wire.ts';

/** What each effect of a word is called, and weighs. */
const KINDS: Record<WordRule['effect'], Pick<Finding, 'phase' | 'weight'>> = {
  refuse: { phase: 'banned_word', weight: 8 },
  hold: { phase: 'banned_word', weight: 5 },
  nudge: { phase: 'heated', weight: 3 },
  flag: { phase: 'suspect_word', weight: 1 },
};

/** Words of the lists, whatever the tricks they are written with. One finding for each effect. */
export const words: Phase = ({ source, screening }) => {
  if (screening.words.length === 0) return null;
  const language = screening.words.some(({ lang }) => lang) ? languageOf(source) : null;
  const matches = Map.groupBy(matchWords(source, screening.words, language), ({ rule }) => rule.effect);
  return Array.from(matches, ([effect, found]) => findingOf(effect, found));
};

const findingOf = (effect: WordRule['effect'], matches: WordMatch[]): Finding => ({
  ...KINDS[effect],
  effect,
  evidence: [...new Set(matches.map(({ passage }) => passage))],
  facts: { words: matches.map(({ rule }) => rule.text).join(', ') },
});
