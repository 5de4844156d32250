import { expect, test } from 'vitest';
import type { Settings } from '#server/sites/wire.ts';
import { changedFields, errorOf, fromForm, mergeForms, toForm } from '#admin/settings/form.ts';

const settings: Settings = {
  name: 'Le Courrier',
  forumName: 'La Terrasse',
  locale: 'fr',
  moderation: 'after',
  audience: 'members',
  guests: false,
  minAge: 15,
  secondFactorForStaff: true,
  closeAfterDays: null,
  sections: [{ name: 'Justice', moderation: 'before', audience: null, closeAfterDays: 7 }],
  editMinutes: 10,
  newcomerPosts: 2,
  maxLinks: 3,
  bannedWords: ['sale type'],
  origins: ['https://www.example.org'],
};

test('settings come back from their form as they went in', () => {
  expect(fromForm(toForm(settings))).toEqual(settings);
});

test('empty lines and unnamed sections are left out', () => {
  const form = {
    ...toForm(settings),
    bannedWords: ' sale type \n\n andouille ',
    sections: [{ name: ' ', moderation: '', audience: '', closeAfterDays: '' }],
  };

  expect(fromForm(form)).toMatchObject({ bannedWords: ['sale type', 'andouille'], sections: [] });
});

test('what somebody saved meanwhile is taken in where nothing was typed', () => {
  const base = toForm(settings);

  const { form, clashes } = mergeForms(base, { ...base, name: 'Le Phare' }, { ...base, maxLinks: '5' });

  expect(form).toMatchObject({ name: 'Le Phare', maxLinks: '5' });
  expect(clashes).toEqual([]);
});

test('what both changed stays as typed, and is named', () => {
  const base = toForm(settings);

  const { form, clashes } = mergeForms(base, { ...base, name: 'Le Phare', maxLinks: '5' }, { ...base, name: 'L’Écho', maxLinks: '5' });

  expect(form.name).toBe('Le Phare');
  expect(clashes).toEqual(['name']);
});

test('changes are counted by field', () => {
  const base = toForm(settings);

  expect(changedFields(base, { ...base, sections: [], maxLinks: '4' })).toEqual(['sections', 'maxLinks']);
});

test("an error inside a list is its list's", () => {
  expect(errorOf({ 'sections.0.name': 'Un nom.' }, 'sections')).toBe('Un nom.');
  expect(errorOf({ name: 'Un nom.' }, 'forumName')).toBe(undefined);
});
