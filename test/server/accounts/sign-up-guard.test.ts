import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { signUp } from '#server/accounts/sign-up.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, ORIGIN, type World } from '../../support/world.ts';
import { createBrowser, grace, linkOf, securityEvents } from './browser.ts';

/** The fields that the form brings along. */
async function formOf(browser: ReturnType<typeof createBrowser>) {
  const { text } = await browser.open('/signup');
  return { shown: /name="shown" value="([^"]+)"/.exec(text)![1]!, homepage: '' };
}

/** Somebody who signs up by the form and confirms; then what becomes of a post of theirs. */
async function signUpAndWrite(world: World, fields: Record<string, string>, name = 'Grace') {
  const browser = createBrowser(world);
  const email = `${name.toLowerCase()}@example.test`;
  const answer = await browser.submit('/signup', { ...grace, ...fields, name, email });
  await browser.submit(await linkOf(world));
  const { accounts } = world.db.read.t;
  const [account] = await world.db.read.select().from(accounts).where(eq(accounts.emailKey, email));
  const { id } = await world.deps.sessions.start(account!.id, { siteId: world.site.id, origin: ORIGIN });
  const { signToken } = await import('#server/accounts/token.ts');
  const write = async (source: string) => {
    const token = signToken(world.deps.config.secret!, id, world.now()).token;
    const body = { site: 'courrier', article: 'pont', clientId: `client-${source.replace(/\W/g, '-')}`, source };
    const { body: written } = await world.request<{ post: { state: string; own: { heldFor: string[] } } }>('POST', '/api/v1/posts', body, {
      authorization: `Bearer ${token}`,
      origin: ORIGIN,
    });
    return written.post;
  };
  return { answer, account: account!, write };
}

onBothDatabases((engine) => {
  test('whoever takes the time to type is held for nothing', async () => {
    const world = await createWorld(engine);
    const form = await formOf(createBrowser(world));
    world.pass(20_000);

    const { account, write } = await signUpAndWrite(world, form);

    expect(account.suspicion).toEqual([]);
    expect((await write('Bonjour.')).state).toBe('published');
    expect(await securityEvents(world)).not.toContain('signup.suspected');
  });

  test('a machine is answered as a person is; its first posts wait for a moderator, who sees why', async () => {
    const world = await createWorld(engine);
    const moderator = await world.person('moderator', 'moderator');
    const form = await formOf(createBrowser(world));
    world.pass(1000);

    const person = await createBrowser(world).submit('/signup', { ...grace, ...form, email: 'ada@example.test' });
    world.mails.length = 0;
    await world.db.write(async (tx) => void (await tx.delete(tx.t.outbox)));
    const machine = await signUpAndWrite(world, { ...form, homepage: 'https://buy.example' });
    const post = await machine.write('Achetez ici.');

    const { body } = await moderator.desk<CasesPage>('GET', '/api/v1/cases');
    const { body: detail } = await moderator.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases[0]!.id}`);
    expect(machine.account.suspicion).toEqual(['fast', 'trap']);
    expect(machine.answer.text.replace('grace@', 'ada@')).toBe(person.text);
    expect(post).toMatchObject({ state: 'held', own: { heldFor: ['newcomer'] } });
    expect(detail.findings).toMatchObject([{ phase: 'suspicious_signup', facts: { fast: 1, trap: 1, stale: 0 } }]);
    expect(await securityEvents(world)).toContain('signup.suspected');
  });

  test('three posts that somebody let through make up for it', async () => {
    const world = await createWorld(engine);
    const moderator = await world.person('moderator', 'moderator');
    const { write } = await signUpAndWrite(world, {});

    const states = [];
    for (const n of [1, 2, 3, 4]) {
      states.push((await write(`Message ${n}`)).state);
      const { body } = await moderator.desk<CasesPage>('GET', '/api/v1/cases');
      for (const { id, version } of body.cases)
        await moderator.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision: 1, verdict: 'approve' });
    }

    expect(states).toEqual(['held', 'held', 'held', 'published']);
  });
});

test.each([
  ['none', () => ''],
  ['one of another installation', (stamp: string) => stamp.replace(/\..*/, '.forged')],
  ['one made older by hand', (stamp: string) => `1${stamp.slice(1)}`],
  ['nonsense', () => 'x.y.z'],
])('a form without the time it was shown is suspicious: %s', async (_, change) => {
  const world = await createWorld('sqlite');
  const { shown } = await formOf(createBrowser(world));
  world.pass(60_000);

  const { account } = await signUpAndWrite(world, { shown: change(shown) });

  expect(account.suspicion).toEqual(['stale']);
});

test('a form kept for more than a day is suspicious; one that came back with a fault is not, however fast it is mended', async () => {
  const world = await createWorld('sqlite');
  const browser = createBrowser(world);
  const old = await formOf(browser);
  world.pass(86_400_001);
  const stale = await signUpAndWrite(world, old, 'Eve');

  const form = await formOf(browser);
  world.pass(60_000);
  const faulty = await browser.submit('/signup', { ...grace, ...form, password: 'short' });
  const again = /name="shown" value="([^"]+)"/.exec(faulty.text)![1]!;
  const mended = await signUpAndWrite(world, { ...form, shown: again });

  expect(stale.account.suspicion).toEqual(['stale']);
  expect(faulty.status).toBe(422);
  expect(again).toBe(form.shown);
  expect(mended.account.suspicion).toEqual([]);
});

test('nobody sees or hears the trap', async () => {
  const { text } = await createBrowser(await createWorld('sqlite')).open('/signup');

  expect(/<p class="trap" aria-hidden="true">.*?<\/p>/.exec(text)![0]).toContain('tabindex="-1"');
});

test('a known address takes as long as an unknown one', async () => {
  const world = await createWorld('sqlite');
  await world.person('ada');
  const timed = async (email: string) => {
    const began = process.cpuUsage();
    await signUp(
      world.deps,
      { ip: '203.0.113.7', site: world.site, locale: 'fr', next: '/', suspicion: [] },
      { ...grace, email, charter: 1 },
    );
    return process.cpuUsage(began).user;
  };
  for (const i of [1, 2, 3]) await timed(`warm${i}@example.test`);

  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (let i = 0; i < 25; i++) {
    times.known.push(await timed('ada@example.test'));
    times.unknown.push(await timed(`new${i}@example.test`));
  }

  // In this process’s own work, whatever else the machine does. Argon2 is most of it: what differs besides is lost in how much two hashes of one password differ.
  const [known, unknown] = [median(times.known), median(times.unknown)];
  expect(Math.abs(known - unknown)).toBeLessThan(known / 2);
});

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
