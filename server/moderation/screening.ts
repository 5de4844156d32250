import type { Former, StoredSettings } from '../sites/schema.ts';
import type { Screening, ScreeningOverride, WordRule } from '../sites/wire.ts';

/** What a site screens that has said nothing: somebody reads first comments, and what a stranger to the place would send. */
const START: Screening = {
  words: [],
  maxLinks: 2,
  linksAfterDays: 0,
  trustedHosts: [],
  blockedHosts: [],
  newcomerPosts: 1,
  effects: {},
  nudgeRule: null,
  classifier: { on: true, rankFrom: 0.5, holdFrom: 0.95 },
  external: null,
  hideFrom: 6,
};

/** A whole word or phrase that holds, in any language. */
export const banned = (text: string): WordRule => ({ id: text, text, match: 'word', lang: null, effect: 'hold' });

/** The site's, in full: a row that was written before something was screened says nothing of it. */
export function screeningOf({ screening, ...settings }: StoredSettings): Screening {
  return { ...START, ...formerly(settings), ...screening };
}

function formerly({ newcomerPosts, maxLinks, bannedWords }: Former): Partial<Screening> {
  return {
    ...(newcomerPosts !== undefined && { newcomerPosts }),
    ...(maxLinks !== undefined && { maxLinks }),
    ...(bannedWords && { words: bannedWords.map(banned) }),
  };
}

/** `around`: of the space that a space is a part of. */
export type Overrides = Record<'section' | 'around' | 'space' | 'thread', ScreeningOverride | null>;

/** What holds in one place: the site's word, then its section's or space's, then the thread's own. */
export function screeningFor(settings: StoredSettings, { section, around, space, thread }: Overrides): Screening {
  return [section, around, space, thread].reduce<Screening>(
    (above, override) => (override ? overridden(above, override) : above),
    screeningOf(settings),
  );
}

/** Lists grow, a word of the same id is said anew; all else takes the place of what was said above. */
function overridden(above: Screening, override: ScreeningOverride): Screening {
  return {
    ...above,
    ...override,
    words: [...new Map([...above.words, ...(override.words ?? [])].map((rule) => [rule.id, rule])).values()],
    trustedHosts: [...new Set([...above.trustedHosts, ...(override.trustedHosts ?? [])])],
    blockedHosts: [...new Set([...above.blockedHosts, ...(override.blockedHosts ?? [])])],
    effects: { ...above.effects, ...override.effects },
  };
}
