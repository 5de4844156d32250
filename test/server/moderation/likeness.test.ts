import { expect, test } from 'vitest';
import { percentAlike } from '#server/moderation/likeness.ts';

test('a text is all like itself, whatever its case and signs', () => {
  expect(percentAlike('Venez voir ma boutique !', 'venez voir, ma BOUTIQUE…')).toBe(100);
});

test('a few words changed leave most of it', () => {
  const spam = (name: string) => `Bonjour, je m’appelle ${name} et je vends des bonnets tricotés à la main sur ma boutique en ligne`;

  expect(percentAlike(spam('Paul'), spam('Marie'))).toBeGreaterThan(50);
  expect(percentAlike(spam('Paul'), spam('Marie'))).toBeLessThan(100);
});

test('other texts, and none, have nothing in common', () => {
  expect(percentAlike('Le pont fermera dix-huit mois.', 'Je n’irai plus au marché.')).toBe(0);
  expect(percentAlike('', '')).toBe(0);
  expect(percentAlike('Oui', 'Oui')).toBe(100);
});
