// A site's settings as they are typed: every number and list is text until it is saved. Pure.
import type { Reaction } from '#server/reactions/wire.ts';
import type { SearchEngines, SectionRule, SettingsWire } from '#server/sites/wire.ts';

export type SectionForm = { name: string; moderation: string; audience: string; closeAfterDays: string };
/** What has a screen of its own is not edited here. */
type Edited = Omit<SettingsWire['settings'], 'ladder' | 'law' | 'promises' | 'publisher' | 'state'>;
export type SettingsForm = Record<Exclude<keyof Edited, 'sections' | 'reactions'>, string> & {
  sections: SectionForm[];
  reactions: Reaction[];
};
export type Field = keyof SettingsForm;

export const EMPTY_SECTION: SectionForm = { name: '', moderation: '', audience: '', closeAfterDays: '' };

export function toForm(settings: Edited): SettingsForm {
  return {
    name: settings.name,
    forumName: settings.forumName,
    locale: settings.locale,
    moderation: settings.moderation,
    audience: settings.audience,
    guests: settings.guests ? 'yes' : 'no',
    showSubscribers: settings.showSubscribers ? 'yes' : 'no',
    secondFactorForStaff: settings.secondFactorForStaff ? 'yes' : 'no',
    calendarReview: settings.calendarReview ? 'yes' : 'no',
    linkPreviews: settings.linkPreviews === false ? 'no' : 'yes',
    listArticles: settings.listArticles ? 'yes' : 'no',
    tagsBy: settings.tagsBy ?? 'members',
    searchEngines: settings.searchEngines ?? 'forum',
    pictures: settings.pictures ?? 'known',
    films: settings.films ?? 'newsroom',
    filmMegabytes: String(settings.filmMegabytes ?? 100),
    filmMinutes: String(settings.filmMinutes ?? 30),
    minAge: numberText(settings.minAge ?? null),
    closeAfterDays: numberText(settings.closeAfterDays),
    editMinutes: String(settings.editMinutes),
    secondReadings: numberText(settings.secondReadings ?? null),
    openingHours: settings.openingHours ? `${settings.openingHours.from}-${settings.openingHours.to}` : '',
    origins: settings.origins.join('\n'),
    reactions: settings.reactions ?? [],
    sections: settings.sections.map(({ name, moderation, audience, closeAfterDays }) => ({
      name,
      moderation: moderation ?? '',
      audience: audience ?? '',
      closeAfterDays: numberText(closeAfterDays),
    })),
  };
}

/** What is not a number goes out as it is: the server says what is wrong with it, beside its field. */
export function fromForm(form: SettingsForm): Edited {
  return {
    name: form.name.trim(),
    forumName: form.forumName.trim(),
    locale: form.locale as Edited['locale'],
    moderation: form.moderation as Edited['moderation'],
    audience: form.audience as Edited['audience'],
    guests: form.guests === 'yes',
    showSubscribers: form.showSubscribers === 'yes',
    secondFactorForStaff: form.secondFactorForStaff === 'yes',
    calendarReview: form.calendarReview === 'yes',
    linkPreviews: form.linkPreviews === 'yes',
    listArticles: form.listArticles === 'yes',
    tagsBy: form.tagsBy as NonNullable<Edited['tagsBy']>,
    searchEngines: form.searchEngines as SearchEngines,
    pictures: form.pictures as NonNullable<Edited['pictures']>,
    films: form.films as NonNullable<Edited['films']>,
    filmMegabytes: Number(form.filmMegabytes),
    filmMinutes: Number(form.filmMinutes),
    minAge: numberOrNull(form.minAge),
    closeAfterDays: numberOrNull(form.closeAfterDays),
    editMinutes: Number(form.editMinutes),
    ...(form.secondReadings.trim() && { secondReadings: Number(form.secondReadings) }),
    ...(form.openingHours.trim() && { openingHours: hoursOf(form.openingHours) }),
    origins: lines(form.origins),
    reactions: withKeys(form.reactions.filter(({ fr, en }) => fr.trim() || en.trim())),
    sections: form.sections.filter(({ name }) => name.trim()).map(fromSection),
  };
}

/**
 * Somebody saved while this was typed. What was not touched here follows theirs; what was stays as typed, and is
 * listed where theirs says something else again.
 */
export function mergeForms(base: SettingsForm, mine: SettingsForm, theirs: SettingsForm): { form: SettingsForm; clashes: Field[] } {
  const touched = changedFields(base, mine);
  const form = { ...theirs, ...Object.fromEntries(touched.map((field) => [field, mine[field]])) };
  const clashes = changedFields(form, theirs).filter((field) => changedFields(base, theirs).includes(field));
  return { form, clashes };
}

export function changedFields(before: SettingsForm, after: SettingsForm): Field[] {
  return (Object.keys(after) as Field[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** The message for a field: zod names what is inside a list by its path (`sections.2.name`). */
export function errorOf(fields: Record<string, string>, field: string): string | undefined {
  const found = Object.keys(fields).find((path) => path === field || path.startsWith(`${field}.`));
  return found && fields[found];
}

function fromSection({ name, moderation, audience, closeAfterDays }: SectionForm): SectionRule {
  return {
    name: name.trim(),
    moderation: (moderation || null) as SectionRule['moderation'],
    audience: (audience || null) as SectionRule['audience'],
    closeAfterDays: numberOrNull(closeAfterDays),
  };
}

/** A new one is named by its word, once and for all: what is counted under a key stays when the words change. */
function withKeys(reactions: Reaction[]): Reaction[] {
  return reactions.reduce<Reaction[]>((named, reaction) => {
    const wanted = reaction.key || keyOf(reaction.fr);
    const taken = [...reactions, ...named].filter(({ key }) => key === wanted).length;
    return [...named, { ...reaction, key: reaction.key || (taken > 0 ? `${wanted}-${named.length}` : wanted) }];
  }, []);
}

const keyOf = (word: string) =>
  word
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 30) || 'reaction';

/** « 8-22 ». */
function hoursOf(text: string) {
  const [from = NaN, to = NaN] = text.split(/[-–]/).map(Number);
  return { from, to };
}

const numberText = (value: number | null) => (value === null ? '' : String(value));
const numberOrNull = (text: string) => (text.trim() ? Number(text) : null);
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
