import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';
import { createBrowser, linkOf, mailsOf } from './browser.ts';

onBothDatabases((engine) => {
  test('an account that has no password chooses one by a mailed link, and is asked for the current one from then on', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    const page = () => world.request('GET', '/account', undefined, ada.asPage);
    const before = await page();
    const inEnglish = await world.request('GET', '/account?lang=en', undefined, ada.asPage);

    const asked = await world.request('POST', '/account/password-link', undefined, ada.asPage);
    const link = await linkOf(world);
    const browser = createBrowser(world);
    const chosen = await browser.submit(link, { password: 'a long enough sentence' });
    const after = await browser.open('/account');

    expect(before.text).toContain('Choisir un mot de passe');
    expect(inEnglish.text).toContain('Choose a password');
    expect(before.text).not.toContain('name="current"');
    expect(asked.headers.get('location')).toBe('/account?done=passwordLink');
    expect(link).toMatch(/^\/reset\//);
    expect(chosen.status).toBe(303);
    expect(after.text).toContain('name="current"');
    expect(after.text).not.toContain('Choisir un mot de passe');
  });
});

test('whoever has no address of their own to sign in with is offered no password, nor sent one', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const { accounts } = world.db.read.t;
  await world.db.write(async (tx) => void (await tx.update(accounts).set({ emailKey: null }).where(eq(accounts.id, ada.accountId))));

  const page = await world.request('GET', '/account', undefined, ada.asPage);
  await world.request('POST', '/account/password-link', undefined, ada.asPage);

  expect(page.text).not.toContain('password-link');
  expect(page.text).not.toContain('name="current"');
  expect(await mailsOf(world)).toEqual([]);
});

test('asking for the link fills no mailbox', async () => {
  const world = await createWorld('sqlite', { limits: true });
  const ada = await world.person('ada');

  const asked = [];
  for (let i = 0; i < 6; i++) asked.push((await world.request('POST', '/account/password-link', undefined, ada.asPage)).status);

  expect(asked).toEqual([303, 303, 303, 303, 303, 429]);
});
