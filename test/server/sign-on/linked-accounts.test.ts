import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createVisitor } from '../../support/openid-provider.ts';
import type { Person } from '../../support/world.ts';
import { createBrowser } from '../accounts/browser.ts';
import { comeIn, openPublisher, pathOf, type Browser, type Publisher } from './publisher.ts';

onBothDatabases((engine) => {
  test('an account links one kept elsewhere, by both proofs and a yes, and then comes in by it', async () => {
    const publisher = await openPublisher(engine);
    const { world, provider } = publisher;
    const linus = await world.person('linus');
    const browser = await browserOf(publisher, linus);

    const doors = await browser.open('/account/doors');
    const asked = await goToProvider(publisher, browser, 'ada');
    const before = await world.db.read.$count(world.db.read.t.identities);
    const linked = await browser.submit('/account/doors', { key: keyIn(asked.text) });
    const again = await browser.submit('/account/doors', { key: keyIn(asked.text) });
    const after = await browser.open(linked.location!);
    const other = createBrowser(world);
    const entered = await comeIn(publisher, other, 'ada');

    const { identities, members } = world.db.read.t;
    const [identity] = await world.db.read.select().from(identities);
    expect(doors.text).toContain(`href="/account/doors/${provider.id}"`);
    expect(asked.text).toContain('Ada Lovelace');
    expect(asked.text).toContain('linus');
    expect(before).toBe(0);
    expect(identity!.accountId).toBe(linus.accountId);
    expect(again.status).toBe(410);
    expect(after.text).toContain('Ce compte est relié.');
    expect(entered.location).toBe('/charter');
    expect((await other.open('/account')).text).toContain('linus');
    const rows = await world.db.read.select().from(members);
    expect(rows.find(({ accountId }) => accountId === linus.accountId)).toMatchObject({ role: 'subscriber', badges: ['Abonné', 'Club'] });
  });

  test('unlinking takes back what it gave, and ends what it opened', async () => {
    const publisher = await openPublisher(engine);
    const { world } = publisher;
    const linus = await world.person('linus');
    const browser = await browserOf(publisher, linus);
    await browser.submit('/account/doors', { key: keyIn((await goToProvider(publisher, browser, 'ada')).text) });
    const other = createBrowser(world);
    await comeIn(publisher, other, 'ada');

    const page = await browser.open('/account/doors');
    const ended = await browser.submit(/action="([^"]+\/end)"/.exec(page.text)![1]!);

    const { members } = world.db.read.t;
    const rows = await world.db.read.select().from(members);
    expect(ended.location).toBe('/account/doors?done=unlinked');
    expect(await world.db.read.$count(world.db.read.t.identities)).toBe(0);
    expect(rows.find(({ accountId }) => accountId === linus.accountId)).toMatchObject({ role: 'member', badges: [] });
    expect((await other.open('/signin')).status).toBe(200);
    expect((await browser.open('/signin')).status).toBe(303);
  });

  test('the only door stays, even where two of them go at once', async () => {
    const publisher = await openPublisher(engine);
    const { world } = publisher;
    const browser = createBrowser(world);
    await comeIn(publisher, browser, 'ada');
    const { identities } = world.db.read.t;
    const [{ siteId, accountId, given } = { siteId: 0, accountId: 0, given: undefined }] = await world.db.read.select().from(identities);
    const lone = await browser.open('/account/doors');
    const second = { siteId, accountId, given, issuer: 'le-courrier', subject: '1', createdAt: world.now(), lastUsedAt: world.now() };
    await world.db.write(async (tx) => {
      await tx.insert(tx.t.identities).values(second);
      await tx.update(tx.t.sessions).set({ provedAt: world.now() });
    });
    const both = await browser.open('/account/doors');
    const actions = [...both.text.matchAll(/action="([^"]+\/end)"/g)].map((match) => match[1]!);

    const answers = await Promise.all(actions.map((action) => browser.submit(action)));

    expect(lone.text).not.toContain('/end"');
    expect(lone.text).toContain('la seule façon d’entrer');
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect(await world.db.read.$count(identities)).toBe(1);
  });
});

test('an account of another is not taken over', async () => {
  const publisher = await openPublisher('sqlite');
  const { world } = publisher;
  await comeIn(publisher, createBrowser(world), 'ada');
  const browser = await browserOf(publisher, await world.person('eve'));

  const answer = await goToProvider(publisher, browser, 'ada');

  expect(answer.status).toBe(409);
  expect(answer.text).toContain('déjà relié à un autre compte');
  expect(await world.db.read.$count(world.db.read.t.identities)).toBe(1);
});

test('what one began, another who signed in meanwhile does not finish; nor does another browser’s key', async () => {
  const publisher = await openPublisher('sqlite');
  const { world, openid, provider } = publisher;
  const browser = await browserOf(publisher, await world.person('linus'));
  const eve = await world.person('eve');
  const sent = await browser.open(`/account/doors/${provider.id}`);
  const back = await createVisitor(openid).follow(sent.location!, 'ada');
  browser.cookies.set('terrasse_session', (await browserOf(publisher, eve)).cookies.get('terrasse_session')!);

  const swapped = await browser.open(pathOf(back));
  const linus = await browserOf(publisher, await world.person('linus2'));
  const asked = await goToProvider(publisher, linus, 'ada');
  const stolen = await browser.submit('/account/doors', { key: keyIn(asked.text) });

  expect(swapped.status).toBe(403);
  expect(stolen.status).toBe(410);
  expect(await world.db.read.$count(world.db.read.t.identities)).toBe(0);
});

test('to link a door, or take one away, takes a proof of the last ten minutes; the key of a link lapses without it', async () => {
  const publisher = await openPublisher('sqlite');
  const { world, provider } = publisher;
  const browser = await browserOf(publisher, await world.person('linus'));
  const asked = await goToProvider(publisher, browser, 'ada');
  world.pass(10 * 60_000);

  const answers = [
    await browser.open(`/account/doors/${provider.id}`),
    await browser.submit('/account/doors', { key: keyIn(asked.text) }),
    await browser.submit('/account/doors/any/end'),
  ];

  expect(answers.map(({ location }) => location)).toEqual([
    `/account/confirm-it-is-you?next=%2Faccount%2Fdoors%2F${provider.id}`,
    '/account/confirm-it-is-you?next=%2Faccount%2Fdoors',
    '/account/confirm-it-is-you?next=%2Faccount%2Fdoors',
  ]);
  expect(await world.db.read.$count(world.db.read.t.identities)).toBe(0);
});

async function browserOf({ world }: Publisher, person: Person): Promise<Browser> {
  const browser = createBrowser(world);
  const { secret } = await world.deps.sessions.start(person.accountId, { siteId: null, origin: null, provedAt: world.now() });
  browser.cookies.set('terrasse_session', secret);
  return browser;
}

async function goToProvider({ openid, provider }: Publisher, browser: Browser, as: string) {
  const sent = await browser.open(`/account/doors/${provider.id}`);
  return browser.open(pathOf(await createVisitor(openid).follow(sent.location!, as)));
}

const keyIn = (text: string) => /name="key" value="([^"]+)"/.exec(text)![1]!;
