import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createVisitor } from '../../support/openid-provider.ts';
import { createBrowser, securityEvents } from '../accounts/browser.ts';
import { openPublisher, pathOf, type Browser, type Publisher } from './publisher.ts';

const CONFIRM = '/account/confirm-it-is-you';
const LEAVE = '/account/leave';

onBothDatabases((engine) => {
  test('a provider that let somebody by has proved nothing; told to ask them anew, it has', async () => {
    const { publisher, browser, visitor } = await arrived(engine);
    const { world, provider } = publisher;

    const asked = await browser.open(LEAVE);
    const page = await browser.open(asked.location!);
    const sent = await browser.open(`${CONFIRM}/with/${provider.id}?next=${LEAVE}`);
    const before = browser.cookies.get('terrasse_session');
    const proved = await browser.open(pathOf(await visitor.follow(sent.location!, 'ada')));

    expect(asked.location).toBe(`${CONFIRM}?next=%2Faccount%2Fleave`);
    expect(page.text).toContain(`href="${CONFIRM}/with/${provider.id}?next=%2Faccount%2Fleave"`);
    expect(Object.fromEntries(new URL(sent.location!).searchParams)).toMatchObject({ prompt: 'login', max_age: '600' });
    expect(proved).toMatchObject({ status: 303, location: LEAVE });
    expect(browser.cookies.get('terrasse_session')).not.toBe(before);
    expect((await browser.open(LEAVE)).status).toBe(200);
    expect(await securityEvents(world)).toContain('owner.proved');
  });

  test('the answer of another account there, or of another session here, proves nothing', async () => {
    const { publisher, browser } = await arrived(engine);
    const { openid, provider, world } = publisher;
    const sent = await browser.open(`${CONFIRM}/with/${provider.id}?next=${LEAVE}`);
    const asAlan = await browser.open(pathOf(await createVisitor(openid).follow(sent.location!, 'alan')));
    const stranger = await arrivedAs(publisher, 'alan');
    const again = await stranger.browser.open(`${CONFIRM}/with/${provider.id}?next=${LEAVE}`);
    const elsewhere = await browser.open(pathOf(await createVisitor(openid).follow(again.location!, 'ada')));

    expect(asAlan.status).toBe(403);
    expect(asAlan.text).toContain('C’est un autre compte de Compte Le Courrier');
    expect(elsewhere.status).toBe(403);
    expect((await browser.open(LEAVE)).location).toBe(`${CONFIRM}?next=%2Faccount%2Fleave`);
    expect(await securityEvents(world)).not.toContain('owner.proved');
  });
});

test('a provider that says they signed in long ago was not asking them anew', async () => {
  const { publisher, browser, visitor } = await arrived('sqlite');
  signedInAt(publisher, (now) => now - 3600);

  const sent = await browser.open(`${CONFIRM}/with/${publisher.provider.id}?next=${LEAVE}`);
  const back = await browser.open(pathOf(await visitor.follow(sent.location!, 'ada')));

  expect(back.status).toBe(403);
  expect(back.text).toContain('ne vous a pas fait prouver de nouveau votre identité');
  expect((await browser.open(LEAVE)).status).toBe(303);
});

test('where it says that they have just signed in, coming in by it is the proof; its word of long ago is none', async () => {
  const publisher = await openPublisher('sqlite');
  const coming = async (secondsAgo: number) => {
    signedInAt(publisher, (now) => now - secondsAgo);
    const { browser } = await arrivedAs(publisher, 'ada');
    return (await browser.open(LEAVE)).status;
  };

  expect([await coming(60), await coming(-60), await coming(601)]).toEqual([200, 200, 303]);
});

test('a door that is closed, or unknown, proves nothing', async () => {
  const { publisher, browser } = await arrived('sqlite');
  const { world, provider } = publisher;
  await world.db.write(async (tx) => void (await tx.update(tx.t.providers).set({ enabled: false })));

  const page = await browser.open(CONFIRM);
  const closed = await browser.open(`${CONFIRM}/with/${provider.id}`);
  const unknown = await browser.open(`${CONFIRM}/with/01a20000-0000-7000-8000-000000000000`);

  expect(page.text).not.toContain(`${CONFIRM}/with/`);
  expect([closed.status, unknown.status]).toEqual([404, 404]);
});

async function arrived(engine: 'sqlite' | 'postgres') {
  const publisher = await openPublisher(engine);
  return { publisher, ...(await arrivedAs(publisher, 'ada')) };
}

/** In by the publisher's door, which knows them from now on, and a member. */
async function arrivedAs(publisher: Publisher, name: string) {
  const browser: Browser = createBrowser(publisher.world);
  const visitor = createVisitor(publisher.openid);
  const sent = await browser.open(`/signin/with/${publisher.provider.id}?next=/charter`);
  const entered = await browser.open(pathOf(await visitor.follow(sent.location!, name)));
  if (entered.location!.startsWith('/join')) await browser.submit(entered.location!, { charter: '1' });
  return { browser, visitor };
}

/** Its tokens say that they signed in there at this second. */
function signedInAt({ wire, openid }: Publisher, when: (now: number) => number) {
  wire.tokens = async (body) => {
    const claims = decodeJwt(body.id_token!);
    return { ...body, id_token: await openid.sign({ ...claims, auth_time: when(Math.floor(Date.now() / 1000)) }) };
  };
}
