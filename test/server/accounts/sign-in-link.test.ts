import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';
import { createBrowser, linkOf, mailsOf, securityEvents } from './browser.ts';

onBothDatabases((engine) => {
  test('a link by mail signs in by a press, not by a look, and once', async () => {
    const world = await createWorld(engine);
    await world.person('ada');
    const browser = createBrowser(world);
    await browser.submit('/signin/link?next=/t/1', { email: ' Ada@example.test ' });
    const link = await linkOf(world);

    const looked = [await browser.open(link), await createBrowser(world).open(link)];
    const still = await browser.open('/account');
    const both = await Promise.all([browser.submit(link), createBrowser(world).submit(link)]);

    expect(looked.map(({ status }) => status)).toEqual([200, 200]);
    expect(looked[0]!.text).toContain('Continuer en tant que ada');
    expect(still.status).toBe(303);
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    expect(both.find(({ status }) => status === 303)!.location).toBe('/t/1');
    expect(await securityEvents(world)).toEqual(['signin.succeeded']);
  });

  test('asking says nothing of who has an account, and does as much for who has none', async () => {
    const world = await createWorld(engine);
    await world.person('ada');
    const browser = createBrowser(world);

    const known = await browser.submit('/signin/link', { email: 'ada@example.test' });
    const unknown = await browser.submit('/signin/link', { email: 'eve@example.test' });

    expect(unknown.status).toBe(known.status);
    expect(unknown.text.replace('eve@', 'ada@')).toBe(known.text);
    expect(await world.db.read.$count(world.db.read.t.outbox)).toBe(2);
    expect((await mailsOf(world)).map(({ to }) => to)).toEqual(['ada@example.test']);
  });
});

test('an address that nobody proved gets no link into the account as it stands', async () => {
  const world = await createWorld('sqlite');
  await world.person('linus', 'member', { confirmed: false });
  const browser = createBrowser(world);

  await browser.submit('/signin/link', { email: 'linus@example.test' });

  expect(await linkOf(world)).toMatch(/^\/reset\//);
});

test('an address is asked for, and whoever asks too often waits', async () => {
  const world = await createWorld('sqlite', { limits: true });
  await world.person('ada');
  const browser = createBrowser(world);

  const empty = await browser.submit('/signin/link', { email: '' });
  for (let i = 0; i < 5; i++) await browser.submit('/signin/link', { email: 'ada@example.test' });
  const refused = await browser.submit('/signin/link', { email: 'ada@example.test' });

  expect(empty.status).toBe(422);
  expect(empty.text).toContain('id="email-err"');
  expect(refused.status).toBe(429);
});
