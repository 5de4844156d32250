import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { firstOwnerLink } from '#server/accounts/first-owner.ts';
import { findSiteByHost } from '#server/sites/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type World } from '../../support/world.ts';
import { createBrowser } from './browser.ts';

const owner = { name: 'Gwenaël', email: 'gwenael@example.test', password: 'a long enough sentence' };
const founder = {
  ...owner,
  siteName: 'La Gazette',
  key: 'gazette',
  locale: 'fr',
  origins: 'https://www.gazette.test/\nhttps://gazette.test/une/page',
};

onBothDatabases((engine) => {
  test('the link of a new installation makes its owner and its first site, on this host', async () => {
    const world = await createEmptyWorld(engine);
    const browser = createBrowser(world);
    const path = await linkPath(world);

    const shown = await browser.open(path);
    const made = await browser.submit(path, founder);
    const desk = await browser.open('/api/v1/desk');

    const site = await findSiteByHost(world.db.read, new URL(OWN).host);
    expect(shown.text).toContain('Le premier site');
    expect(made).toMatchObject({ status: 303, location: '/admin/' });
    expect(site).toMatchObject({
      key: 'gazette',
      origins: ['https://www.gazette.test', 'https://gazette.test'],
      settings: { name: 'La Gazette', locale: 'fr' },
    });
    expect((await browser.open('/charter')).text).toContain('On discute les idées, pas les personnes');
    expect(desk.status).toBe(200);
    expect((await browser.open('/account')).text).toContain('Adresse confirmée');
    expect(await firstOwnerLink(world.deps)).toBeNull();
  });

  test('of two who use it at once one becomes the owner, and every link printed before stops working', async () => {
    const world = await createEmptyWorld(engine);
    const browser = createBrowser(world);
    const [oldest, older, path] = [await linkPath(world), await linkPath(world), await linkPath(world)];

    const answers = await Promise.all([browser.submit(path, founder), browser.submit(older, { ...founder, email: 'other@example.test' })]);

    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([303, 410]));
    expect((await createBrowser(world).open(oldest)).status).toBe(410);
    expect(await world.db.read.$count(world.db.read.t.accounts, eq(world.db.read.t.accounts.owner, true))).toBe(1);
  });
});

test('what needs a correction leaves the link good', async () => {
  const world = await createEmptyWorld('sqlite');
  const browser = createBrowser(world);
  const path = await linkPath(world);

  const again = await browser.submit(path, { ...founder, key: 'La Gazette', origins: 'gazette.test' });
  const made = await browser.submit(path, founder);

  expect(again.status).toBe(422);
  expect(again.text).toMatch(/<p id="key-err">/);
  expect(again.text).toMatch(/<p id="origins-err">/);
  expect(again.text).toContain('>gazette.test</textarea>');
  expect(made.status).toBe(303);
});

test('where there is a site already only the account is asked for; a taken address leaves the link good', async () => {
  const world = await createWorld('sqlite');
  await world.person('ada');
  const browser = createBrowser(world);
  const path = await linkPath(world);

  const shown = await browser.open(path);
  const taken = await browser.submit(path, { ...owner, email: 'ada@example.test' });
  const made = await browser.submit(path, owner);

  expect(shown.text).not.toContain('Le premier site');
  expect(taken.status).toBe(422);
  expect(taken.text).toContain('Un compte existe déjà');
  expect(made.status).toBe(303);
  expect((await browser.open('/api/v1/desk')).status).toBe(200);
});

async function createEmptyWorld(engine: 'sqlite' | 'postgres') {
  const world = await createWorld(engine);
  await world.db.write(async (tx) => {
    await tx.delete(tx.t.rules);
    await tx.delete(tx.t.sites);
  });
  return world;
}

const linkPath = async ({ deps }: Pick<World, 'deps'>) => new URL((await firstOwnerLink(deps))!).pathname;
