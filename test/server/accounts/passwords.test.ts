import { expect, test } from 'vitest';
import { isCommonPassword } from '#server/accounts/common-password.ts';
import common from '#server/accounts/common-passwords.json' with { type: 'json' };
import { PASSWORD_MIN } from '#server/accounts/input.ts';
import { hashPassword } from '#server/accounts/password.ts';
import { setPassword } from '#server/accounts/queries.ts';
import { createWorld } from '../../support/world.ts';
import { createBrowser, grace, linkOf } from './browser.ts';

test.each([
  ['1234567890', true],
  ['QwertyUiop', true],
  ['azertyuiop', true],
  ['ｐａｓｓｗｏｒｄ１２３', true],
  ['motdepasse', true],
  ['Grace Hopper', true],
  ['grace@example.test', true],
  ['quatre mots de passe', false],
  ['1234567890, soleil !', false],
])('%s is among those tried first: %s', (password, expected) => {
  expect(isCommonPassword(password, ['grace@example.test', 'Grace Hopper', null])).toBe(expected);
});

test('the list holds what could be chosen here, folded, once each', () => {
  const all = common.passwords.split(' ');

  expect(all.length).toBeGreaterThanOrEqual(10_000);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((each) => [...each].length < PASSWORD_MIN || each !== each.normalize('NFKC').toLowerCase())).toEqual([]);
});

test('such a password is refused where one is chosen, in words, and no link is spent on it', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const hash = await hashPassword('a long enough sentence');
  await world.db.write((tx) => setPassword(tx, ada.accountId, hash));
  const browser = createBrowser(world);
  await browser.submit('/forgot', { email: 'ada@example.test' });
  const link = await linkOf(world);

  const signUp = await browser.submit('/signup', { ...grace, password: 'Qwertyuiop' });
  const ownName = await browser.submit('/signup', { ...grace, name: 'Grace Hopper', password: 'grace hopper' });
  const reset = await browser.submit(link, { password: '1q2w3e4r5t' });
  const entered = await browser.submit(link, { password: 'another long sentence' });
  const change = await browser.submit('/account/password', { current: 'another long sentence', password: 'azertyuiop' });

  for (const { status, text } of [signUp, ownName, reset, change]) {
    expect(status).toBe(422);
    expect(text).toContain('C’est l’un des premiers mots de passe qu’on essaie');
  }
  expect(entered.status).toBe(303);
});
