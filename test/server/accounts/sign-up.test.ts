import { expect, test } from 'vitest';
import { confirmIn } from '#server/accounts/confirm-email.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, ORIGIN } from '../../support/world.ts';
import { createBrowser, grace, linkOf, mailsOf } from './browser.ts';

onBothDatabases((engine) => {
  test('an account is made, a mail sent, and the confirmed address lets out what waited for it', async () => {
    const world = await createWorld(engine);
    const linus = await world.person('linus', 'member', { confirmed: false });
    const post = await linus.post('Et les bancs ?');
    const browser = createBrowser(world);
    const held = await world.readThread();

    await browser.submit('/account/confirmation', {}, linus.asPage);
    const link = await linkOf(world);
    const seen = await browser.open(link);
    const stillHeld = await world.readThread();
    const confirmed = await browser.submit(link);

    const after = await world.readThread();
    expect(post.state).toBe('held');
    expect([held.posts.length, stillHeld.posts.length]).toEqual([0, 0]);
    expect(seen.status).toBe(200);
    expect(confirmed.status).toBe(200);
    expect(confirmed.text).toContain('vient de paraître');
    expect(after.posts.map(({ id }) => id)).toEqual([post.id]);
    expect(world.events.filter(({ name }) => name === 'thread.changed')).toHaveLength(1);
    expect(world.events.filter(({ name }) => name === 'post.settled')).toHaveLength(2);
    await expectThreadTrue(world.db, after.thread.id!);
  });

  test('a new account signs in, is a member of the site, and holds to the charter it was shown', async () => {
    const world = await createWorld(engine);
    const browser = createBrowser(world);

    const sent = await browser.submit('/signup?next=/t/1', grace);
    const entered = await browser.submit('/signin?next=/t/1', grace);

    const { members } = world.db.read.t;
    const rows = await world.db.read
      .select({ name: members.name, role: members.role, charterVersion: members.charterVersion })
      .from(members);
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('Regardez vos courriels');
    expect(entered).toMatchObject({ status: 303, location: '/t/1' });
    expect(rows).toEqual([{ name: 'Grace', role: 'member', charterVersion: 1 }]);
  });

  test('a name that passes for somebody of the staff, or for the house, makes no account; a reader’s namesake does', async () => {
    const world = await createWorld(engine);
    await world.person('Camille Roux', 'journalist');
    await world.person('Grace');
    const browser = createBrowser(world);
    const signUpAs = (name: string) => browser.submit('/signup', { ...grace, name });

    const refused = [await signUpAs('Carnille Rоux'), await signUpAs('Modératrice'), await signUpAs('Le Courrier')];
    const made = await signUpAs('Grace');

    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect(refused[0]!.text).toContain('ressemble trop');
    expect(made.status).toBe(200);
    expect(await mailsOf(world)).toHaveLength(1);
  });

  test('a post that is held for another reason too stays held', async () => {
    const world = await createWorld(engine);
    const linus = await world.person('linus', 'member', { confirmed: false });
    await linus.post('Quel guignol.');
    const browser = createBrowser(world);
    await browser.submit('/account/confirmation', {}, linus.asPage);

    const confirmed = await browser.submit(await linkOf(world));

    expect(confirmed.status).toBe(200);
    expect((await world.readThread()).posts).toEqual([]);
  });

  test('what a request or a crash left waiting after the proof comes out a minute later', async () => {
    const world = await createWorld(engine);
    const linus = await world.person('linus', 'member', { confirmed: false });
    const post = await linus.post('Juste avant.');
    await world.db.write((tx) => confirmIn(tx, linus.accountId, world.now()));

    await mailsOf(world);
    const atOnce = await world.readThread();
    world.pass(60_000);
    await mailsOf(world);

    expect(atOnce.posts).toEqual([]);
    expect((await world.readThread()).posts.map(({ id }) => id)).toEqual([post.id]);
  });

  test('a link works once, and a GET never spends it', async () => {
    const world = await createWorld(engine);
    const browser = createBrowser(world);
    await browser.submit('/signup', grace);
    const link = await linkOf(world);

    const opened = [await browser.open(link), await browser.open(link)];
    const [first, second] = await Promise.all([browser.submit(link), browser.submit(link)]);
    const late = await browser.open(link);

    expect(opened.map(({ status }) => status)).toEqual([200, 200]);
    expect([first.status, second.status]).toEqual(expect.arrayContaining([200, 410]));
    expect(late.status).toBe(410);
  });

  test('a link dies of age', async () => {
    const world = await createWorld(engine);
    const browser = createBrowser(world);
    await browser.submit('/signup', grace);
    const link = await linkOf(world);

    world.pass(3 * 86_400_000 + 1);

    expect((await browser.open(link)).status).toBe(410);
    expect((await browser.submit(link)).status).toBe(410);
  });

  test('the answer is the same for an address that has an account; only its mailbox knows', async () => {
    const world = await createWorld(engine);
    await world.person('ada');
    const browser = createBrowser(world);

    const unknown = await browser.submit('/signup', grace);
    const known = await browser.submit('/signup', { ...grace, email: 'ADA@example.test' });

    const [toGrace, toAda] = await mailsOf(world);
    expect(known.status).toBe(unknown.status);
    expect(known.text.replace('ADA@example.test', grace.email)).toBe(unknown.text);
    expect([toGrace!.to, toAda!.to]).toEqual(['grace@example.test', 'ada@example.test']);
    expect(toGrace!.text).toContain('/confirm/');
    expect(toAda!.text).toContain('/signin/');
    expect(toAda!.subject).toContain('Le Courrier');
  });

  test('the link to who had an account signs in, by a button', async () => {
    const world = await createWorld(engine);
    await world.person('ada');
    const browser = createBrowser(world);
    await browser.submit('/signup?next=/t/1', { ...grace, email: 'ada@example.test' });
    const link = await linkOf(world);

    const opened = await browser.open(link);
    const [entered, late] = [await browser.submit(link), await browser.submit(link)];

    expect(opened.text).toContain('Continuer en tant que ada');
    expect(opened.headers.getSetCookie()).toEqual([]);
    expect(entered).toMatchObject({ status: 303, location: '/t/1' });
    expect((await browser.open('/account')).text).toContain('ada@example.test');
    expect(late.status).toBe(410);
  });

  test('who made an account with somebody else’s address is shut out when its holder comes', async () => {
    const world = await createWorld(engine);
    const [mallory, holder] = [createBrowser(world), createBrowser(world)];
    await mallory.submit('/signup', { ...grace, password: 'known to mallory only' });
    await mallory.submit('/signin', { ...grace, password: 'known to mallory only' });
    await mailsOf(world);

    await holder.submit('/signup', grace);
    const link = await linkOf(world);
    await holder.submit(link, { password: grace.password });

    expect(link).toMatch(/^\/reset\//);
    expect((await mallory.open('/account')).location).toBe('/signin?next=/account');
    expect((await mallory.submit('/signin', { ...grace, password: 'known to mallory only' })).status).toBe(401);
    expect((await holder.open('/account')).text).toContain('Adresse confirmée');
  });

  test('two sign-ups with one address at once make one account', async () => {
    const world = await createWorld(engine);
    const browser = createBrowser(world);

    const answers = await Promise.all([browser.submit('/signup', grace), browser.submit('/signup', { ...grace, name: 'Hopper' })]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await world.db.read.$count(world.db.read.t.accounts)).toBe(1);
    expect(await world.db.read.$count(world.db.read.t.members)).toBe(1);
  });
});

test('a form comes back with what was typed, its faults tied to their fields, and no password', async () => {
  const world = await createWorld('sqlite');
  const browser = createBrowser(world);

  const again = await browser.submit('/signup', { name: 'Gr\u202eace', email: 'grace@exemple', password: 'court' });

  expect(again.status).toBe(422);
  expect(again.text).toContain('value="grace@exemple"');
  expect(again.text).toMatch(/<input id="email"[^>]*aria-describedby="email-err"[^>]*aria-invalid="true"/);
  expect(again.text).toMatch(/<p id="email-err">Il manque/);
  expect(again.text).toMatch(/aria-describedby="password-help password-err"/);
  expect(again.text).toContain('10 caractères au moins.');
  expect(again.text).toMatch(/<p id="name-err">/);
  expect(again.text).not.toContain('court"');
  expect(await world.db.read.$count(world.db.read.t.accounts)).toBe(0);
});

test('all that is wrong is said at once, and the first of it has the focus', async () => {
  const world = await createWorld('sqlite', { settings: { minAge: 15 } });
  const browser = createBrowser(world);

  const again = await browser.submit('/signup', { name: '', email: 'grace@example.test', password: 'motdepasse123' });
  const common = await browser.submit('/signup', { name: 'Grace', email: 'grace@example.test', password: 'Le Courrier' });

  for (const field of ['name', 'charter', 'ofAge']) expect(again.text).toContain(`<p id="${field}-err">`);
  expect(again.text.match(/ autofocus/g)).toHaveLength(1);
  expect(again.text).toMatch(/<input id="name"[^>]* autofocus/);
  expect(common.text).toContain('<p id="password-err">');
  expect(common.text).toContain('<p id="charter-err">');
  expect(common.text).toMatch(/<input id="password"[^>]* autofocus/);
});

test('a box that was not ticked has the focus where nothing else is wrong', async () => {
  const browser = createBrowser(await createWorld('sqlite'));
  const { charter: _, ...without } = grace;

  expect((await browser.submit('/signup', without)).text).toMatch(/<input type="checkbox" name="charter"[^>]* autofocus/);
});

test('the charter must be accepted, in the version that is in force', async () => {
  const world = await createWorld('sqlite');
  const browser = createBrowser(world);
  const { charter: _, ...without } = grace;

  const shown = await browser.open('/signup');
  const refused = await browser.submit('/signup', without);
  const old = await browser.submit('/signup', { ...grace, charter: '0' });

  expect(shown.text).toContain('Vie privée');
  expect(shown.text).toContain('name="charter" value="1"');
  expect([refused.status, old.status]).toEqual([422, 422]);
  expect(refused.text).toContain('Il faut accepter la charte');
  expect(old.text).toContain('La charte vient de changer');
  expect(await mailsOf(world)).toEqual([]);
});

test('another page cannot send our forms', async () => {
  const world = await createWorld('sqlite');
  const browser = createBrowser(world);
  const elsewhere: Record<string, string>[] = [
    { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
  ];

  const forms = [
    '/signup',
    '/signin',
    '/signout',
    '/forgot',
    '/join',
    '/connect',
    '/confirm/x',
    '/reset/x',
    '/signin/x',
    '/account/password',
    '/account/sessions',
    '/account/language',
    '/account/confirmation',
  ];
  const answers = await Promise.all(forms.flatMap((path) => elsewhere.map((headers) => browser.submit(path, grace, headers))));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
});

test('mails go out in the language of the account, and hold no name that a stranger typed', async () => {
  const world = await createWorld('sqlite');
  const browser = createBrowser(world);

  await browser.submit('/signup?lang=en', { ...grace, name: '<b>Buy now</b>' });

  const [mail] = await mailsOf(world);
  expect(mail!.subject).toBe('Le Courrier: confirm your address');
  expect(mail!.html).toContain('<html lang="en">');
  expect(`${mail!.html}${mail!.text}`).not.toContain('Buy now');
});

test('no row holds a link’s secret, before or after its mail', async () => {
  const world = await createWorld('sqlite');
  const browser = createBrowser(world);
  await browser.submit('/signup', grace);
  const { outbox, oneTimeKeys } = world.db.read.t;
  const queued = await world.db.read.select({ kind: outbox.kind, data: outbox.data }).from(outbox);

  const link = await linkOf(world);

  const keys = await world.db.read.select().from(oneTimeKeys);
  expect(queued).toEqual([{ kind: 'account.mail', data: { purpose: 'confirm', accountId: 1, siteId: 1, next: '/' } }]);
  expect(JSON.stringify(keys)).not.toContain(link.split('/').at(-1));
});

test('a stranger cannot have mail after mail sent to an address', async () => {
  const world = await createWorld('sqlite', { limits: true });
  const browser = createBrowser(world);

  const statuses = [];
  for (let i = 0; i < 6; i++) statuses.push((await browser.submit('/signup', grace)).status);

  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect(await mailsOf(world)).toHaveLength(5);
});
