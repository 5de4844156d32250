import { expect, test } from 'vitest';
import type { ScreeningWire } from '#server/sites/wire.ts';
import { addWord, fromForm, toForm } from '#admin/settings/screening/form.ts';

const wire: ScreeningWire = {
  version: 3,
  screening: {
    words: [{ id: '1', text: 'sale type', match: 'word', lang: 'fr', effect: 'nudge' }],
    maxLinks: 2,
    linksAfterDays: 3,
    trustedHosts: ['www.example.org'],
    blockedHosts: ['spam.test'],
    newcomerPosts: 1,
    effects: { capitals: 'off', toxicity: 'nudge' },
    nudgeRule: 4,
    classifier: { on: true, rankFrom: 0.5, holdFrom: 0.95 },
    external: { url: 'https://avis.example.org/', onFailure: 'hold', timeoutMs: 800 },
    hideFrom: 6,
  },
  sections: [
    { name: 'Justice', screening: { newcomerPosts: 5, effects: { media: 'hold' } } },
    { name: 'Sport', screening: null },
  ],
  spaces: [
    { slug: 'marche', name: 'Marché', screening: { words: [{ id: 'vendu', text: 'vendu', match: 'word', lang: null, effect: 'hold' }] } },
  ],
  externalSecret: 'whsec_x',
};

test('what is screened comes back from its form as it went in', () => {
  const { screening, sections } = wire;

  expect(fromForm(toForm(wire))).toEqual({ screening, sections, spaces: [{ slug: 'marche', screening: wire.spaces[0]!.screening }] });
});

test('empty is none: no score that holds, no service, no rule', () => {
  const { screening } = fromForm({ ...toForm(wire), holdFrom: ' ', externalUrl: '', nudgeRule: '' });

  expect(screening).toMatchObject({ classifier: { holdFrom: null }, external: null, nudgeRule: null });
});

test('a comma is a decimal sign; what is no number is left for the server to say', () => {
  const { screening } = fromForm({ ...toForm(wire), rankFrom: '0,7', maxLinks: 'deux' });

  expect(screening.classifier.rankFrom).toBe(0.7);
  expect(screening.maxLinks).toBeNaN();
});

test('a word without text is left out', () => {
  const form = toForm(wire);

  expect(fromForm({ ...form, words: addWord(form.words, 'new') }).screening.words).toEqual(wire.screening.words);
});

test('a place’s words are whole ones, or patterns by their signs; emptied, it follows the site', () => {
  const form = toForm(wire);
  const [sport] = form.sections.slice(1);

  const { sections } = fromForm({
    ...form,
    sections: [
      { ...form.sections[0]!, newcomerPosts: '', rest: {} },
      { ...sport!, words: 'arbitre\nvendu*\n' },
    ],
  });

  expect(sections).toMatchObject([
    { screening: null },
    {
      screening: {
        words: [
          { text: 'arbitre', match: 'word' },
          { text: 'vendu*', match: 'pattern' },
        ],
      },
    },
  ]);
});
