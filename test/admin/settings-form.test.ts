import { expect, test } from 'vitest';
import type { SettingsWire } from '#server/sites/wire.ts';
import { changedFields, errorOf, fromForm, mergeForms, toForm } from '#admin/settings/form.ts';

const settings: SettingsWire['settings'] = {
  name: 'Le Courrier',
  forumName: 'La Terrasse',
  locale: 'fr',
  moderation: 'after',
  audience: 'members',
  guests: false,
  minAge: 15,
  showSubscribers: true,
  secondFactorForStaff: true,
  calendarReview: true,
  closeAfterDays: null,
  sections: [{ name: 'Justice', moderation: 'before', audience: null, closeAfterDays: 7 }],
  editMinutes: 10,
  linkPreviews: false,
  listArticles: true,
  tagsBy: 'staff',
  pictures: 'known',
  films: 'members',
  filmMegabytes: 250,
  filmMinutes: 60,
  searchEngines: 'articles',
  reactions: [{ key: 'merci', glyph: 'heart', fr: 'Merci', en: 'Thanks' }],
  origins: ['https://www.example.org'],
};

test('settings come back from their form as they went in', () => {
  expect(fromForm(toForm(settings))).toEqual(settings);
});

test('empty lines and unnamed sections are left out', () => {
  const form = {
    ...toForm(settings),
    origins: ' https://www.example.org \n\n https://m.example.org ',
    sections: [{ name: ' ', moderation: '', audience: '', closeAfterDays: '' }],
  };

  expect(fromForm(form)).toMatchObject({ origins: ['https://www.example.org', 'https://m.example.org'], sections: [] });
});

test('a new reaction is named by its word; a renamed one keeps its name', () => {
  const added = { key: '', glyph: 'star', fr: 'Éclairant !', en: 'Enlightening' } as const;
  const form = { ...toForm(settings), reactions: [{ ...toForm(settings).reactions[0]!, fr: 'Bravo' }, added, { ...added, fr: 'Merci' }] };

  expect(fromForm(form).reactions?.map(({ key }) => key)).toEqual(['merci', 'eclairant', 'merci-2']);
});

test('what somebody saved meanwhile is taken in where nothing was typed', () => {
  const base = toForm(settings);

  const { form, clashes } = mergeForms(base, { ...base, name: 'Le Phare' }, { ...base, editMinutes: '5' });

  expect(form).toMatchObject({ name: 'Le Phare', editMinutes: '5' });
  expect(clashes).toEqual([]);
});

test('what both changed stays as typed, and is named', () => {
  const base = toForm(settings);

  const { form, clashes } = mergeForms(
    base,
    { ...base, name: 'Le Phare', editMinutes: '5' },
    { ...base, name: 'L’Écho', editMinutes: '5' },
  );

  expect(form.name).toBe('Le Phare');
  expect(clashes).toEqual(['name']);
});

test('changes are counted by field', () => {
  const base = toForm(settings);

  expect(changedFields(base, { ...base, sections: [], editMinutes: '4' })).toEqual(['editMinutes', 'sections']);
});

test("an error inside a list is its list's", () => {
  expect(errorOf({ 'sections.0.name': 'Un nom.' }, 'sections')).toBe('Un nom.');
  expect(errorOf({ name: 'Un nom.' }, 'forumName')).toBe(undefined);
});
