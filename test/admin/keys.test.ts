import { expect, test } from 'vitest';
import type { Press } from '#admin/keys.ts';
import { keyReader } from '#admin/keys.ts';

test('a letter acts alone, whatever its case', () => {
  expect(read({ key: 'a' })).toBe('approve');
  expect(read({ key: 'R' })).toBe('reject');
});

test('no key acts while typing, but Escape', () => {
  expect(read({ key: 'a', typing: true })).toBe(null);
  expect(read({ key: 'Escape', typing: true })).toBe('release');
});

test("the browser's own shortcuts stay the browser's", () => {
  expect(read({ key: 'a', ctrlKey: true })).toBe(null);
  expect(read({ key: 'r', metaKey: true })).toBe(null);
  expect(read({ key: 'a', altKey: true })).toBe(null);
});

test('with single keys off, a letter acts with Alt only', () => {
  expect(read({ key: 'a' }, false)).toBe(null);
  expect(read({ key: '?' }, false)).toBe(null);
  expect(read({ key: 'a', altKey: true }, false)).toBe('approve');
  expect(read({ key: 'å', code: 'KeyA', altKey: true }, false)).toBe('approve');
});

test('brackets act where the keyboard makes them with AltGr', () => {
  expect(read({ key: '[', ctrlKey: true, altKey: true, altGraph: true })).toBe('lane.previous');
  expect(read({ key: ']', altKey: true })).toBe('lane.next');
});

test('G waits a moment for the letter of a place', () => {
  const press = keyReader();

  expect(press(pressOf({ key: 'g' }), { single: true }, 0)).toBe(null);
  expect(press(pressOf({ key: 's' }), { single: true }, 400)).toBe('go.settings');
});

test('after G a letter is a place or nothing, and never an act', () => {
  const press = keyReader();

  press(pressOf({ key: 'g' }), { single: true }, 0);
  expect(press(pressOf({ key: 'x' }), { single: true }, 400)).toBe(null);
  expect(press(pressOf({ key: 'x' }), { single: true }, 500)).toBe('select');
});

test('with single keys off, Alt may be let go and pressed again after G', () => {
  const press = keyReader();

  press(pressOf({ key: 'g', altKey: true }), { single: false }, 0);
  press(pressOf({ key: 'Alt', altKey: true }), { single: false }, 300);
  expect(press(pressOf({ key: 't', altKey: true }), { single: false }, 400)).toBe('go.threads');
});

test('a G long ago is forgotten', () => {
  const press = keyReader();

  press(pressOf({ key: 'g' }), { single: true }, 0);
  expect(press(pressOf({ key: 'a' }), { single: true }, 5000)).toBe('approve');
});

test('Shift with J extends, and changes no other letter', () => {
  expect(read({ key: 'J', shiftKey: true })).toBe('extend');
  expect(read({ key: 'A', shiftKey: true })).toBe('approve');
});

test('a held key moves on but does not decide again', () => {
  expect(read({ key: 'j', repeat: true })).toBe('next');
  expect(read({ key: 'a', repeat: true })).toBe(null);
});

const read = (press: Partial<Press>, single = true) => keyReader()(pressOf(press), { single }, 0);

function pressOf(press: Partial<Press>): Press {
  return {
    key: '',
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    repeat: false,
    altGraph: false,
    typing: false,
    ...press,
  };
}
