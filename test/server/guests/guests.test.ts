import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { GuestSession } from '#server/guests/wire.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, ORIGIN, type Person, type World } from '../../support/world.ts';
import { createBrowser, linkOf, mailsOf, securityEvents } from '../accounts/browser.ts';

const settings = { guests: true };
const page = { origin: ORIGIN };

/** What an element makes before it asks (RFC 7636). */
function makeHandshake() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

const ask = (world: World, more: Record<string, unknown> = {}, headers: Record<string, string> = page) =>
  world.request<ErrorBody>(
    'POST',
    '/api/v1/guests',
    { site: 'courrier', name: 'Zoé', email: 'zoe@example.test', charter: 1, challenge: makeHandshake().challenge, ...more },
    headers,
  );

const collect = (world: World, verifier: string, headers: Record<string, string> = page) =>
  world.request<GuestSession & ErrorBody>('POST', '/api/v1/session/guest', { verifier }, headers);

/** From the name and the address to a session in the page. */
async function becomeGuest(world: World, name = 'Zoé', email = 'zoe@example.test') {
  const { verifier, challenge } = makeHandshake();
  const asked = await ask(world, { name, email, challenge });
  if (asked.status !== 204) throw new Error(`${asked.status} ${asked.text}`);
  await createBrowser(world).submit(await linkOf(world));
  const { body, headers } = await collect(world, verifier);
  const as = { ...page, authorization: `Bearer ${body.session!.token}` };
  const post = async (source: string, parent: PostWire | null = null): Promise<PostWire> => {
    const input = { site: 'courrier', article: 'pont', source, parent: parent?.id ?? null, clientId: randomBytes(12).toString('hex') };
    const answer = await world.request<PostAnswer & ErrorBody>('POST', '/api/v1/posts', input, as);
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return answer.body.post;
  };
  return { verifier, as, post, cookie: headers.getSetCookie()[0]!, session: body.session! };
}

async function approveAll(moderator: Person) {
  const { body } = await moderator.desk<CasesPage>('GET', '/api/v1/cases');
  for (const { id, version } of body.cases)
    await moderator.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision: 1, verdict: 'approve' });
}

onBothDatabases((engine) => {
  test('a name and a proved address write in the embed, and are read first, every time', async () => {
    const world = await createWorld(engine, { settings });
    const moderator = await world.person('moderator', 'moderator');
    const guest = await becomeGuest(world);
    const first = await guest.post('Bonjour de la rue du Lin.');
    const { body } = await moderator.desk<CasesPage>('GET', '/api/v1/cases');
    const { body: detail } = await moderator.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases[0]!.id}`);
    for (const n of [2, 3, 4, 5]) {
      await approveAll(moderator);
      expect((await guest.post(`Message ${n}.`)).state, String(n)).toBe('held');
    }

    const seen = await world.readThread('pont', '', guest.as);
    expect(first).toMatchObject({ state: 'held', own: { heldFor: ['guest'] } });
    expect(detail.findings).toMatchObject([{ phase: 'guest', effect: 'hold' }]);
    expect(detail.record).toMatchObject({ name: 'Zoé', role: 'guest' });
    expect(seen.viewer).toMatchObject({ name: 'Zoé', role: 'guest', canPost: true });
    expect(seen.posts.map(({ author }) => author?.name)).toEqual(['Zoé', 'Zoé', 'Zoé', 'Zoé']);
    expect(await securityEvents(world)).toContain('guest.proved');
  });

  test('what was public and is changed is read again', async () => {
    const world = await createWorld(engine, { settings });
    const moderator = await world.person('moderator', 'moderator');
    const guest = await becomeGuest(world);
    const { id, revision } = await guest.post('Un avis mesuré.');
    await approveAll(moderator);

    const edited = await world.request<PostAnswer>('PATCH', `/api/v1/posts/${id}`, { source: 'Achetez !', revision }, guest.as);

    expect(edited.body.post.state).toBe('held');
    expect((await world.readThread()).posts).toEqual([]);
  });

  test('nothing is there before the link is followed, and looking at it follows nothing', async () => {
    const world = await createWorld(engine, { settings });
    const { verifier, challenge } = makeHandshake();
    await ask(world, { challenge });
    const link = await linkOf(world);
    const browser = createBrowser(world);

    const shown = await browser.open(link);
    const early = await collect(world, verifier);
    const done = await browser.submit(link);
    const late = await collect(world, verifier);
    const twice = await collect(world, verifier);
    const again = await browser.submit(link);

    const { members } = world.db.read.t;
    expect(shown.text).toContain('Zoé');
    expect(shown.text).toContain('zoe@example.test');
    expect([early.body, done.status, again.status]).toEqual([{ session: null }, 200, 410]);
    expect(late.body.session!.member.name).toBe('Zoé');
    expect(twice.body).toEqual({ session: null });
    expect(await world.db.read.$count(members, eq(members.role, 'guest'))).toBe(1);
  });

  test('the session is for the page that asked, and for who holds the secret', async () => {
    const world = await createWorld(engine, { settings });
    const { verifier, challenge } = makeHandshake();
    await ask(world, { challenge });
    await createBrowser(world).submit(await linkOf(world));

    const elsewhere = await collect(world, verifier, { origin: 'https://evil.test' });
    const guessed = await collect(world, makeHandshake().verifier);
    const byHash = await collect(world, challenge);

    expect(elsewhere).toMatchObject({ status: 403, body: { error: { code: 'wrong_origin' } } });
    expect([guessed.body, byHash.body]).toEqual([{ session: null }, { session: null }]);
    expect((await collect(world, verifier)).body.session).not.toBeNull();
  });

  test('the same address is the same guest, on another device and by another name', async () => {
    const world = await createWorld(engine, { settings });
    const desktop = await becomeGuest(world);
    const post = await desktop.post('Du bureau.');

    const phone = await becomeGuest(world, 'Zoé A.', 'ZOE@example.test');

    const { viewer } = await world.readThread('pont', '', phone.as);
    expect(viewer!.name).toBe('Zoé A.');
    expect(viewer!.posts.map(({ id }) => id)).toEqual([post.id]);
    expect(await world.db.read.$count(world.db.read.t.guests)).toBe(1);
  });

  test('two links of one address, followed at once, make one guest', async () => {
    const world = await createWorld(engine, { settings });
    await ask(world);
    await ask(world);
    const links = (await mailsOf(world)).map(({ text }) => new URL(/https?:\S+/.exec(text)![0]).pathname);

    const answers = await Promise.all(links.map((link) => createBrowser(world).submit(link)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await world.db.read.$count(world.db.read.t.guests)).toBe(1);
  });

  test('it goes on after a day, by the cookie that the session’s routes alone read; and ends where the site takes no guests any more', async () => {
    const world = await createWorld(engine, { settings });
    const guest = await becomeGuest(world);
    const cookie = guest.cookie.split(';')[0]!;
    world.pass(86_400_000);

    const stale = await world.readThread('pont', '', guest.as);
    const fresh = await world.request<GuestSession['session'] & object>('POST', '/api/v1/session/refresh', {}, { ...page, cookie });
    const elsewhere = await world.request('GET', '/api/v1/desk', undefined, { cookie });
    const off = { ...world.site.settings, guests: false };
    await world.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ settings: off })));
    const input = { site: 'courrier', article: 'pont', source: 'Encore ?', clientId: 'client-of-zoe' };
    const refused = await world.request<ErrorBody>('POST', '/api/v1/posts', input, {
      ...page,
      authorization: `Bearer ${fresh.body.token}`,
    });

    expect(stale).toMatchObject({ error: { code: 'session_ended' } });
    expect(fresh.status).toBe(200);
    expect(elsewhere.status).toBe(401);
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });

  describe('an account that proved the same address', () => {
    test('takes over what was written, in its own name, and the guest is no more', async () => {
      const world = await createWorld(engine, { settings });
      const moderator = await world.person('moderator', 'moderator');
      const ada = await world.person('ada');
      const guest = await becomeGuest(world, 'Une voisine', 'ada@example.test');
      const root = await guest.post('@redaction qui décide ?');
      await guest.post('Et une réponse.').catch(() => null);
      await approveAll(moderator);
      const held = await guest.post('En attente.');
      await world.request('POST', `/api/v1/posts/${root.id}/reports`, { note: '' }, moderator.asEmbed);
      const before = await world.readThread();
      const browser = createBrowser(world);

      const offered = await browser.open('/account/guest', ada.asPage);
      const claimed = await browser.submit('/account/guest', {}, ada.asPage);
      const again = await browser.submit('/account/guest', {}, ada.asPage);

      const after = await world.readThread('pont', '', ada.asEmbed);
      const { members, accounts, guests, sessions, originRecords, inboxItems } = world.db.read.t;
      expect(offered.text).toContain('Une voisine');
      expect(claimed.text).toContain('3 commentaires');
      expect(again.text).toContain('Rien n’a été écrit');
      expect(after.posts.map(({ author }) => author!.name)).toEqual(['ada', 'ada']);
      expect(after.thread.seq).toBe(before.thread.seq + 2);
      expect(after.viewer!.posts.map(({ id }) => id)).toEqual([held.id]);
      expect(await world.db.read.$count(guests)).toBe(0);
      expect(await world.db.read.$count(inboxItems, eq(inboxItems.memberId, ada.member.id))).toBe(1);
      expect(await world.db.read.$count(members, eq(members.role, 'guest'))).toBe(0);
      expect(await world.db.read.$count(accounts, eq(accounts.name, 'Une voisine'))).toBe(0);
      expect(await world.db.read.$count(originRecords, eq(originRecords.memberId, ada.member.id))).toBe(3);
      expect(await world.db.read.$count(sessions, eq(sessions.accountId, ada.accountId))).toBe(2);
      expect((await world.db.read.select({ n: members.postCount }).from(members).where(eq(members.id, ada.member.id)))[0]!.n).toBe(2);
      expect(world.events.filter(({ name }) => name === 'session.ended')).toHaveLength(1);
      expect(await securityEvents(world)).toContain('guest.claimed');
      await expectThreadTrue(world.db, after.thread.id!);
    });

    test('another address, one that nobody proved, or another site’s guest: there is nothing to claim', async () => {
      const world = await createWorld(engine, { settings });
      const [linus, eve] = [await world.person('linus'), await world.person('eve', 'member', { confirmed: false })];
      const guest = await becomeGuest(world, 'Une voisine', 'eve@example.test');
      await guest.post('À moi.');
      const browser = createBrowser(world);

      for (const who of [linus, eve]) await browser.submit('/account/guest', {}, who.asPage);

      expect(await world.db.read.$count(world.db.read.t.guests)).toBe(1);
    });

    test('of two claims at once, one moves them', async () => {
      const world = await createWorld(engine, { settings });
      const ada = await world.person('ada');
      const guest = await becomeGuest(world, 'Une voisine', 'ada@example.test');
      await guest.post('À moi.');
      const browser = createBrowser(world);

      const answers = await Promise.all([1, 2].map(() => browser.submit('/account/guest', {}, ada.asPage)));

      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers.filter(({ text }) => text.includes('désormais')).length).toBe(1);
      const { members } = world.db.read.t;
      expect((await world.db.read.select({ n: members.postCount }).from(members).where(eq(members.id, ada.member.id)))[0]!.n).toBe(0);
    });
  });
});

test('a site takes no guests unless it says so; and only on its own pages', async () => {
  const closed = await createWorld('sqlite');
  const open = await createWorld('sqlite', { settings });

  expect((await ask(closed)).body.error.code).toBe('forbidden');
  expect((await ask(open, {}, { origin: 'https://evil.test' })).body.error.code).toBe('wrong_origin');
  expect((await ask(open, {}, {})).body.error.code).toBe('wrong_origin');
  expect((await ask(open, { site: 'ailleurs' })).body.error.code).toBe('not_found');
  expect((await closed.readThread()).site.guests).toBe(false);
  expect((await open.readThread()).site.guests).toBe(true);
});

test('no link leaves for where a guest could not write', async () => {
  const world = await createWorld('sqlite', { settings: { guests: true, audience: 'subscribers' } });
  const other = await createWorld('sqlite', { settings });

  const refused = await ask(world, { article: 'pont' });
  const taken = await ask(other, { article: 'pont' });
  const nowhere = await ask(other, { thread: '019a0000-0000-7000-8000-000000000000' });

  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'subscribers_only' } } });
  expect(await mailsOf(world)).toEqual([]);
  expect(taken.status).toBe(204);
  expect(nowhere.status).toBe(404);
});

test('nobody passes for the staff, a member or the house', async () => {
  const world = await createWorld('sqlite', { settings });
  await world.person('Camille Roux', 'journalist');
  await world.person('Linus', 'member');
  const refused = [
    'Cаmille Rоux',
    'camille  roux',
    'Camille Roux, journaliste',
    'Cami11e Roux',
    'LINUS',
    'Iinus',
    'Le Courrier',
    'La Terrasse',
  ];
  const words = ['Modération', 'Équipe de modération', 'Admin', 'La Rédacti0n', '…'];

  for (const name of [...refused, ...words]) expect((await ask(world, { name })).status, name).toBe(422);
  for (const name of ['Camille', 'Roux', 'Zoé', 'Linus B.', 'Иван Петров'])
    expect((await ask(world, { name, email: `x${Math.random()}@example.test` })).status, name).toBe(204);
});

test('a member who came meanwhile keeps the name: the link says so, and is still good for another', async () => {
  const world = await createWorld('sqlite', { settings });
  await ask(world, { name: 'Grace' });
  const link = await linkOf(world);
  await world.person('Grace');

  const refused = await createBrowser(world).submit(link);

  expect(refused.status).toBe(422);
  expect(refused.text).toContain('ressemble trop');
  expect(await world.db.read.$count(world.db.read.t.guests)).toBe(0);
});

test('two guests may share a name: neither is known here', async () => {
  const world = await createWorld('sqlite', { settings });
  await becomeGuest(world, 'Zoé', 'one@example.test');
  await becomeGuest(world, 'Zoé', 'two@example.test');

  expect(await world.db.read.$count(world.db.read.t.guests)).toBe(2);
});

test('the answer is the same for an address that has an account, and the mail holds no name that a stranger typed', async () => {
  const world = await createWorld('sqlite', { settings });
  await world.person('ada');

  const [unknown, known] = [
    await ask(world, { name: 'Achetez ici' }),
    await ask(world, { name: 'Achetez ici', email: 'ada@example.test' }),
  ];
  const mails = await mailsOf(world);

  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  expect(mails.map(({ to }) => to)).toEqual(['zoe@example.test', 'ada@example.test']);
  expect(JSON.stringify(mails)).not.toContain('Achetez');
  expect(mails[0]!.html).toContain('/guest/');
});

test('a charter that changed meanwhile is accepted anew', async () => {
  const world = await createWorld('sqlite', { settings });

  expect((await ask(world, { charter: 0 })).body.error.fields).toHaveProperty('charter');
  expect((await ask(world, { charter: undefined })).body.error.fields).toHaveProperty('charter');
});

test('a guest’s session opens no page of ours, no desk and no account', async () => {
  const world = await createWorld('sqlite', { settings });
  const guest = await becomeGuest(world);
  const browser = createBrowser(world);

  expect((await browser.open('/account', { authorization: guest.as.authorization })).status).toBe(303);
  expect((await world.request('GET', '/api/v1/desk', undefined, guest.as)).status).toBe(404);
  expect((await browser.submit('/signin', { email: 'zoe@example.test', password: 'whatever it is' })).status).toBe(401);
  expect((await browser.submit('/forgot', { email: 'zoe@example.test' })).status).toBe(200);
  expect(await mailsOf(world)).toEqual([]);
});

test('mails to one address, from one place and for one site are counted', async () => {
  const world = await createWorld('sqlite', { settings, limits: true });

  const statuses = [];
  for (let i = 0; i < 6; i++) statuses.push((await ask(world, { email: `x${i}@example.test` })).status);

  expect(statuses).toEqual([204, 204, 204, 204, 204, 429]);
});

test('the thread’s page knows whether guests may write', async () => {
  const world = await createWorld('sqlite', { settings });

  const { body } = await world.request<ThreadPage>('GET', '/api/v1/thread?site=courrier&article=pont');

  expect(body.site.guests).toBe(true);
});
