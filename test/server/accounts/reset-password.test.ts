import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';
import { createBrowser, linkOf, mailsOf } from './browser.ts';

const password = 'another long sentence';

onBothDatabases((engine) => {
  test('a new password by mail signs in here and ends every session elsewhere', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    const browser = createBrowser(world);
    await browser.submit('/forgot', { email: 'ada@example.test' });
    const link = await linkOf(world);
    await browser.submit('/forgot', { email: 'ada@example.test' });
    const second = await linkOf(world);

    const shown = await browser.open(link);
    const entered = await browser.submit(link, { password });

    const [notice] = await mailsOf(world);
    expect(shown.status).toBe(200);
    expect(entered).toMatchObject({ status: 303, location: '/' });
    expect((await browser.open('/account')).status).toBe(200);
    expect((await ada.send('DELETE', '/api/v1/posts/x')).status).toBe(401);
    expect((await ada.desk('GET', '/account')).headers.get('location')).toBe('/signin?next=/account');
    expect(world.events.filter(({ name }) => name === 'session.ended').map(({ event }) => event)).toContainEqual({
      sessionId: ada.embedSession,
    });
    expect(await world.db.read.$count(world.db.read.t.sessions)).toBe(1);
    expect(notice!.subject).toContain('votre mot de passe a changé');
    expect((await browser.open(link)).status).toBe(410);
    expect((await browser.submit(second, { password: 'whoever finds this mail' })).status).toBe(410);
    expect((await createBrowser(world).submit('/signin', { email: 'ada@example.test', password })).status).toBe(303);
  });

  test('a reset proves the address, and lets out what waited for it', async () => {
    const world = await createWorld(engine);
    const linus = await world.person('linus', 'member', { confirmed: false });
    const post = await linus.post('Et les bancs ?');
    const browser = createBrowser(world);
    await browser.submit('/forgot', { email: 'linus@example.test' });

    await browser.submit(await linkOf(world), { password });

    expect((await world.readThread()).posts.map(({ id }) => id)).toEqual([post.id]);
  });

  test('asking says nothing of who has an account, and does as much for who has none', async () => {
    const world = await createWorld(engine);
    await world.person('ada');
    const browser = createBrowser(world);

    const known = await browser.submit('/forgot', { email: 'ada@example.test' });
    const unknown = await browser.submit('/forgot', { email: 'eve@example.test' });

    expect(unknown.status).toBe(known.status);
    expect(unknown.text.replace('eve@', 'ada@')).toBe(known.text);
    expect(await world.db.read.$count(world.db.read.t.outbox)).toBe(2);
    expect((await mailsOf(world)).map(({ to }) => to)).toEqual(['ada@example.test']);
    expect(await world.db.read.$count(world.db.read.t.outbox)).toBe(0);
  });

  test('changing it takes the current one, keeps this session and ends the others', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    const [here, there] = [createBrowser(world), createBrowser(world)];
    await here.submit('/forgot', { email: 'ada@example.test' });
    await here.submit(await linkOf(world), { password });
    await there.submit('/signin', { email: 'ada@example.test', password });

    const wrong = await here.submit('/account/password', { current: 'not this one', password: 'the newest sentence' });
    const changed = await here.submit('/account/password', { current: password, password: 'the newest sentence' });

    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/<p id="current-err">/);
    expect(changed).toMatchObject({ status: 303, location: '/account?done=password' });
    expect((await here.open(changed.location!)).text).toContain('Le mot de passe a changé');
    expect((await there.open('/account')).status).toBe(303);
    expect(ada.accountId).toBe(1);
  });
});

test('a short password leaves the link good', async () => {
  const world = await createWorld('sqlite');
  await world.person('ada');
  const browser = createBrowser(world);
  await browser.submit('/forgot', { email: 'ada@example.test' });
  const link = await linkOf(world);

  const short = await browser.submit(link, { password: 'court' });

  expect(short.status).toBe(422);
  expect((await browser.submit(link, { password })).status).toBe(303);
});

test('signing out elsewhere ends the other sessions, and tells the sockets', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const browser = createBrowser(world);

  const done = await browser.submit('/account/sessions', {}, ada.asPage);

  expect(done.location).toBe('/account?done=sessions');
  expect((await ada.desk('GET', '/account')).status).toBe(200);
  expect((await ada.send('DELETE', '/api/v1/posts/x')).status).toBe(401);
  expect(world.events.map(({ event }) => event)).toContainEqual({ sessionId: ada.embedSession });
});

test('the language of one’s mail is one’s own', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const browser = createBrowser(world);

  const saved = await browser.submit('/account/language', { locale: 'en' }, ada.asPage);
  await browser.submit('/forgot', { email: 'ada@example.test' });

  expect(saved.location).toBe('/account?done=language&lang=en');
  expect((await mailsOf(world))[0]!.subject).toBe('Le Courrier: choose a new password');
});
