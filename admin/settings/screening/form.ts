// What is screened as it is typed: every number and list is text until it is saved. Pure.
import type { Screening, ScreeningInput, ScreeningOverride, ScreeningWire, TunedEffect, TunedPhase, WordRule } from '#server/sites/wire.ts';

export const PHASES: TunedPhase[] = [
  'personal_data',
  'toxicity',
  'spam',
  'external',
  'links',
  'repeat',
  'near_repeat',
  'quotes_removed',
  'flood',
  'typed_too_fast',
  'recent_record',
  'newcomer',
  'late_edit',
  'capitals',
  'language',
  'media',
];

/** What each does where nothing else is said; null where its score or its answer says. */
export const OWN_EFFECTS: Record<TunedPhase, TunedEffect | null> = {
  personal_data: 'hold',
  toxicity: null,
  spam: null,
  external: null,
  links: 'hold',
  repeat: 'hold',
  near_repeat: 'hold',
  quotes_removed: 'hold',
  flood: 'hold',
  typed_too_fast: 'flag',
  recent_record: 'hold',
  newcomer: 'hold',
  late_edit: 'hold',
  capitals: 'flag',
  language: 'flag',
  media: 'flag',
};

/** Where a section or a space does otherwise; empty follows the site. `rest` is what this screen has no field for. */
export type PlaceForm = { id: string; name: string; words: string; newcomerPosts: string; maxLinks: string; rest: ScreeningOverride };

type NumberField = 'newcomerPosts' | 'maxLinks' | 'linksAfterDays' | 'rankFrom' | 'holdFrom' | 'hideFrom' | 'timeoutMs';
type TextField = 'trustedHosts' | 'blockedHosts' | 'nudgeRule' | 'classifier' | 'externalUrl' | 'onFailure';
type Field = NumberField | TextField;
export type ScreeningForm = Record<Field, string> & {
  words: WordRule[];
  /** Empty: the phase's own. */
  effects: Record<TunedPhase, TunedEffect | ''>;
  sections: PlaceForm[];
  spaces: PlaceForm[];
};

export function toForm({ screening, sections, spaces }: ScreeningWire): ScreeningForm {
  const { external, classifier, effects } = screening;
  return {
    words: screening.words,
    newcomerPosts: String(screening.newcomerPosts),
    maxLinks: String(screening.maxLinks),
    linksAfterDays: String(screening.linksAfterDays),
    trustedHosts: screening.trustedHosts.join('\n'),
    blockedHosts: screening.blockedHosts.join('\n'),
    nudgeRule: screening.nudgeRule === null ? '' : String(screening.nudgeRule),
    classifier: classifier.on ? 'on' : 'off',
    rankFrom: String(classifier.rankFrom),
    holdFrom: classifier.holdFrom === null ? '' : String(classifier.holdFrom),
    hideFrom: String(screening.hideFrom),
    externalUrl: external?.url ?? '',
    onFailure: external?.onFailure ?? 'publish',
    timeoutMs: String(external?.timeoutMs ?? 1000),
    effects: Object.fromEntries(PHASES.map((phase) => [phase, effects[phase] ?? ''])) as ScreeningForm['effects'],
    sections: sections.map(({ name, screening: own }) => placeForm({ id: name, name }, own)),
    spaces: spaces.map(({ slug, name, screening: own }) => placeForm({ id: slug, name }, own)),
  };
}

/** What is not a number goes out as it is: the server says what is wrong with it, beside its field. */
export function fromForm(form: ScreeningForm): Omit<ScreeningInput, 'version'> {
  const url = form.externalUrl.trim();
  const screening: Screening = {
    words: form.words.filter(isNamed),
    newcomerPosts: numberOf(form.newcomerPosts),
    maxLinks: numberOf(form.maxLinks),
    linksAfterDays: numberOf(form.linksAfterDays),
    trustedHosts: linesOf(form.trustedHosts),
    blockedHosts: linesOf(form.blockedHosts),
    effects: Object.fromEntries(Object.entries(form.effects).filter(([, effect]) => effect !== '')) as Screening['effects'],
    nudgeRule: form.nudgeRule === '' ? null : Number(form.nudgeRule),
    classifier: {
      on: form.classifier === 'on',
      rankFrom: numberOf(form.rankFrom),
      holdFrom: form.holdFrom.trim() === '' ? null : numberOf(form.holdFrom),
    },
    external: url === '' ? null : { url, onFailure: form.onFailure as 'hold' | 'publish', timeoutMs: numberOf(form.timeoutMs) },
    hideFrom: numberOf(form.hideFrom),
  };
  return {
    screening,
    sections: form.sections.map((place) => ({ name: place.name, screening: overrideOf(place) })),
    spaces: form.spaces.map((place) => ({ slug: place.id, screening: overrideOf(place) })),
  };
}

export const isNamed = ({ text }: WordRule) => text.trim() !== '';

export const addWord = (words: WordRule[], id: string): WordRule[] => [
  ...words,
  { id, text: '', match: 'word', lang: null, effect: 'hold' },
];

/** By what a word is known after a save: an id of a place's line is its text. */
export function placeForm(place: { id: string; name: string }, own: ScreeningOverride | null): PlaceForm {
  const { words = [], newcomerPosts, maxLinks, ...rest } = own ?? {};
  return {
    ...place,
    words: words.map(({ text }) => text).join('\n'),
    newcomerPosts: newcomerPosts === undefined ? '' : String(newcomerPosts),
    maxLinks: maxLinks === undefined ? '' : String(maxLinks),
    rest,
  };
}

export function overrideOf({ words, newcomerPosts, maxLinks, rest }: PlaceForm): ScreeningOverride | null {
  const own: ScreeningOverride = {
    ...rest,
    ...(words.trim() && { words: linesOf(words).map(heldWord) }),
    ...(newcomerPosts.trim() && { newcomerPosts: numberOf(newcomerPosts) }),
    ...(maxLinks.trim() && { maxLinks: numberOf(maxLinks) }),
  };
  return Object.keys(own).length > 0 ? own : null;
}

/** With a star, or a choice, it is a pattern. */
const heldWord = (text: string): WordRule => ({
  id: text,
  text,
  match: /[*?(|]/.test(text) ? 'pattern' : 'word',
  lang: null,
  effect: 'hold',
});

/** `0,85` is a number too. */
const numberOf = (typed: string) => (typed.trim() === '' ? NaN : Number(typed.trim().replace(',', '.')));
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
