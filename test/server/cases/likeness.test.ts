import { expect, test } from 'vitest';
import { likeness } from '#server/cases/likeness.ts';

test('a text is all like itself, whatever its case and signs', () => {
  expect(likeness('Venez voir ma boutique !', 'venez voir, ma BOUTIQUE…')).toBe(100);
});

test('a few words changed leave most of it', () => {
  const spam = (name: string) => `Bonjour, je m’appelle ${name} et je vends des bonnets tricotés à la main sur ma boutique en ligne`;

  expect(likeness(spam('Paul'), spam('Marie'))).toBeGreaterThan(50);
  expect(likeness(spam('Paul'), spam('Marie'))).toBeLessThan(100);
});

test('other texts, and none, have nothing in common', () => {
  expect(likeness('Le pont fermera dix-huit mois.', 'Je n’irai plus au marché.')).toBe(0);
  expect(likeness('', '')).toBe(0);
  expect(likeness('Oui', 'Oui')).toBe(100);
});
