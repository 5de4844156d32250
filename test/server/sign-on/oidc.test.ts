import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createBrowser } from '../accounts/browser.ts';
import { comeIn, leadBack, memberNamed, openPublisher, pathOf } from './publisher.ts';

onBothDatabases((engine) => {
  test('a reader comes in by the publisher’s door, accepts the charter once, and gets what their groups give', async () => {
    const publisher = await openPublisher(engine);
    const { world, provider } = publisher;
    const browser = createBrowser(world);

    const door = await browser.open('/signin?next=/charter');
    const arrived = await comeIn(publisher, browser, 'ada');
    const joined = await browser.submit(arrived.location!, { charter: '1' });

    const { account, member } = await memberNamed(world, 'Ada Lovelace');
    expect(door.text).toContain(`href="/signin/with/${provider.id}?next=%2Fcharter"`);
    expect(door.text).toContain('Continuer avec Compte Le Courrier');
    expect(arrived).toMatchObject({ status: 303, location: '/join?next=%2Fcharter' });
    expect(joined.location).toBe('/charter');
    expect(account).toMatchObject({ email: 'ada@lecteurs.test', emailKey: null, locale: 'en', password: null, owner: false });
    expect(account!.emailConfirmedAt).toEqual(world.now());
    expect(member).toMatchObject({ name: 'Ada Lovelace', role: 'subscriber', badges: ['Abonné', 'Club'], charterVersion: 1 });
  });

  test('coming again finds the same account, and follows what the groups give now', async () => {
    const publisher = await openPublisher(engine);
    const { world, people } = publisher;
    const first = createBrowser(world);
    await first.submit((await comeIn(publisher, first, 'ada')).location!, { charter: '1' });
    const { members } = world.db.read.t;
    await world.db.write(async (tx) => void (await tx.update(members).set({ badges: ['Abonné', 'Club', 'Plume'] })));
    people.ada = { ...people.ada!, groups: ['club'], email: 'ada@ailleurs.test', email_verified: false };

    const again = await comeIn(publisher, createBrowser(world), 'ada');

    const { account, member } = await memberNamed(world, 'Ada Lovelace');
    expect(again.location).toBe('/charter');
    expect(await world.db.read.$count(world.db.read.t.identities)).toBe(1);
    expect(member).toMatchObject({ role: 'member', badges: ['Plume', 'Club'] });
    expect(account).toMatchObject({ email: 'ada@ailleurs.test', emailConfirmedAt: null });
  });

  test('an account that exists with the same address is left alone', async () => {
    const publisher = await openPublisher(engine, {
      people: { eve: { name: 'grace', email: 'grace@example.test', email_verified: true } },
    });
    const { world, grace } = publisher;

    await comeIn(publisher, createBrowser(world), 'eve');

    const { identities, accounts } = world.db.read.t;
    const [identity] = await world.db.read.select().from(identities);
    expect(identity!.accountId).not.toBe(grace.accountId);
    expect(await world.db.read.$count(accounts)).toBe(2);
  });

  test('an answer is good once, in the browser that asked for it', async () => {
    const publisher = await openPublisher(engine);
    const { world } = publisher;
    const ada = createBrowser(world);
    const stolen = await leadBack(publisher, ada, 'ada');

    const elsewhere = await createBrowser(world).open(pathOf(stolen));
    const burnt = await ada.open(pathOf(stolen));
    const back = await leadBack(publisher, ada, 'ada');
    const answers = await Promise.all([ada.open(pathOf(back)), ada.open(pathOf(back))]);
    const late = await leadBack(publisher, createBrowser(world), 'ada');

    for (const { status, text } of [elsewhere, burnt]) {
      expect(status).toBe(403);
      expect(text).toContain('a commencé dans un autre navigateur');
    }
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 403]);
    expect(late).toContain('code=');
    expect(await world.db.read.$count(world.db.read.t.identities)).toBe(1);
  });

  test('of two first arrivals at once, one makes the account', async () => {
    const publisher = await openPublisher(engine);
    const { world } = publisher;
    const [one, other] = [createBrowser(world), createBrowser(world)];
    const backs = [await leadBack(publisher, one, 'ada'), await leadBack(publisher, other, 'ada')] as const;

    const answers = await Promise.all([one.open(pathOf(backs[0])), other.open(pathOf(backs[1]))]);

    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await world.db.read.$count(world.db.read.t.identities)).toBe(1);
    expect(await world.db.read.$count(world.db.read.t.accounts)).toBe(2);
  });
});
