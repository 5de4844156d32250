import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { Database } from '#server/db/database.ts';
import { runDepartures } from '#server/members/erase-account.ts';
import { insertPost } from '#server/posts/insert-post.ts';
import { purgeOriginRecords } from '#server/posts/origin-record.ts';
import { publish } from '#server/posts/transitions.ts';
import type { PostWire } from '#server/posts/wire.ts';
import type { ChangesEvent } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';
import { createBrowser, mailsOf } from '../accounts/browser.ts';

const HOST = new URL(OWN).host;
const DAY = 86_400_000;
/** Nobody else's, and no word of the product's. */
const BADGE = { fr: 'Herbier', en: 'Herbarium' };
const NAME = 'ysoline';
/** What she wrote, in whatever place it came to lie. */
const WORDS = ['glycine', 'chèvrefeuille', 'sarrasin', 'bigorneau', 'cormoran', 'lavandière', 'aubépine'];

onBothDatabases((engine) => {
  let world: World;
  let ysoline: Person;
  let linus: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ysoline, linus, camille] = [await world.person(NAME), await world.person('linus'), await world.person('camille', 'moderator')];
  });

  const page = (who: Person, path = '/account/leave') => world.request('GET', path, undefined, { ...who.asPage, accept: 'text/html' });
  const leave = (who: Person, texts?: 'keep' | 'erase') =>
    world.app.request(`${OWN}/account/leave`, {
      method: 'POST',
      headers: { host: HOST, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...who.asPage },
      body: new URLSearchParams(texts ? { texts } : {}).toString(),
    });
  /** The job, until nothing is left to do: a second look comes a minute after the first. */
  async function goThrough() {
    world.pass(7 * DAY);
    expect(await runDepartures(world.deps)).toBe(0);
    world.pass(61_000);
    return runDepartures(world.deps);
  }
  async function reject(text: string, note: string, lane = 'held') {
    const { body: found } = await camille.desk<CasesPage>('GET', `/api/v1/cases?lane=${lane}`);
    const { id } = found.cases.find(({ excerpt }) => excerpt.includes(text))!;
    const { body: detail } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${id}`);
    const decision = { version: detail.version, revision: detail.revision, verdict: 'reject', rule: 4, note };
    expect((await camille.desk('POST', `/api/v1/cases/${id}/decisions`, decision)).status).toBe(200);
    await world.tell();
  }
  /** A life in town: something of hers in every table that could hold it. */
  async function live() {
    const root = await ysoline.post('La glycine a fleuri.');
    await ysoline.send('PATCH', `/api/v1/posts/${root.id}`, { source: 'La glycine fleurit, et le chèvrefeuille.', revision: 1 });
    const his = await linus.post('Vraiment ?', { parent: root.id });
    const reply = await ysoline.post('Allez voir le sarrasin.', { parent: his.id });
    await ysoline.post('Quel guignol, au bigorneau.');
    await reject('bigorneau', 'Le mot « bigorneau » est de trop.');
    await ysoline.post('Un autre guignol, plus tard.');
    const removed = await ysoline.post('Le cormoran est parti.');
    await linus.send('POST', `/api/v1/posts/${removed.id}/reports`, { rule: 4, note: 'ysoline parle du cormoran.' });
    await reject('cormoran', 'Pas de cormoran.', 'reported');
    await ysoline.send('POST', `/api/v1/posts/${his.id}/reports`, { rule: 1, note: 'Il doute de la lavandière.' });
    await ysoline.send('PUT', `/api/v1/posts/${his.id}/reactions/merci`);
    await ysoline.send('PUT', '/api/v1/drafts/new?site=courrier&article=pont', { source: 'L’aubépine, bientôt.', version: 0 });
    await ysoline.send('PUT', `/api/v1/ignores/${camille.member.uid}`);
    await linus.send('PUT', `/api/v1/ignores/${ysoline.member.uid}`);
    await camille.desk('PUT', `/api/v1/posts/${root.id}/thanks`, { word: `Merci ${NAME}.` });
    const [badge] = await world.db.write((tx) =>
      tx
        .insert(tx.t.badges)
        .values({ uid: uuidv7(), siteId: world.site.id, names: BADGE, glyph: 'leaf', createdAt: world.now() })
        .returning(),
    );
    await camille.desk('PUT', `/api/v1/members/${ysoline.member.uid}/badges/${badge!.uid}`, { word: `Pour toi, ${NAME}.` });
    const photo = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#c63' } })
      .png()
      .toBuffer();
    const form = new FormData();
    form.set('photo', new File([new Uint8Array(photo)], 'moi.png'));
    await world.app.request(`${OWN}/account/photo`, { method: 'POST', headers: { host: HOST, ...ysoline.asPage }, body: form });
    const at = world.now();
    await world.db.write(async (tx) => {
      const {
        members,
        passkeys,
        totp,
        recoveryCodes,
        identities,
        takeouts,
        listExports,
        invitations,
        moderatorSpaces,
        spaces,
        oneTimeKeys,
      } = tx.t;
      const [siteId, accountId, memberId] = [world.site.id, ysoline.accountId, ysoline.member.id];
      await tx
        .update(members)
        .set({
          bio: `${NAME}, de la rue.`,
          links: [`https://${NAME}.test`],
          title: NAME,
          affiliation: NAME,
          interests: NAME,
          badges: [NAME],
        })
        .where(eq(members.id, memberId));
      await tx
        .update(members)
        .set({ importKey: `disqus:${NAME}`, skeleton: NAME })
        .where(eq(members.id, memberId));
      await tx.insert(passkeys).values({
        uid: NAME,
        accountId,
        rpId: HOST,
        credentialId: NAME,
        publicKey: Buffer.from(NAME),
        counter: 0,
        transports: [],
        name: NAME,
        createdAt: at,
      });
      await tx.insert(totp).values({ accountId, secret: Buffer.from(NAME) });
      await tx.insert(recoveryCodes).values({ hash: NAME, accountId });
      await tx.insert(identities).values({ siteId, issuer: 'https://id.test', subject: NAME, accountId, createdAt: at, lastUsedAt: at });
      await tx.insert(takeouts).values({
        uid: NAME,
        accountId,
        state: 'ready',
        bytes: Buffer.from(NAME),
        createdAt: at,
        expiresAt: new Date(at.getTime() + 30 * DAY),
      });
      await tx.insert(listExports).values({
        uid: NAME,
        siteId,
        byId: memberId,
        input: { list: 'members', role: null },
        key: NAME,
        name: NAME,
        state: 'ready',
        bytes: Buffer.from(NAME),
        createdAt: at,
        expiresAt: new Date(at.getTime() + 30 * DAY),
      });
      await tx
        .insert(oneTimeKeys)
        .values({ hash: NAME, purpose: 'confirm', accountId, data: { next: `/${NAME}` }, expiresAt: new Date(at.getTime() + 30 * DAY) });
      const invitation = { siteId, role: 'expert' as const, state: 'accepted' as const, invitedById: camille.member.id, createdAt: at };
      await tx.insert(invitations).values({
        ...invitation,
        uid: 'i-1',
        kind: 'expert',
        hash: 'h-1',
        memberId,
        email: `${NAME}@example.test`,
        emailKey: `${NAME}@example.test`,
        message: `Chère ${NAME}`,
        proposal: NAME,
        word: NAME,
      });
      await tx
        .insert(invitations)
        .values({ ...invitation, uid: 'i-2', kind: 'staff', hash: 'h-2', email: `${NAME}@example.test`, emailKey: `${NAME}@example.test` });
      await tx
        .insert(invitations)
        .values({ ...invitation, uid: 'i-3', kind: 'member', hash: 'h-3', invitedById: memberId, message: `Signé ${NAME}` });
      const [space] = await tx.insert(spaces).values({ siteId, slug: 'v', name: 'Ville', position: 1 }).returning({ id: spaces.id });
      await tx.insert(moderatorSpaces).values({ siteId, memberId, spaceId: space!.id });
    });
    return { root, his, reply, removed };
  }

  describe('erasing', () => {
    test('nothing of hers is left in any table: not her name, her address, her words; only what the law has kept, sealed', async () => {
      await live();
      const { mail } = world.deps;
      world.deps.mail = () => Promise.reject(new Error(`no such mailbox: ${NAME}@example.test`));
      await mailsOf(world).catch(() => {});
      world.deps.mail = mail;
      const before = await dump(world.db);
      for (const word of [NAME, ...WORDS])
        expect(
          before.some(({ text }) => text.includes(word)),
          word,
        ).toBe(true);

      await leave(ysoline, 'erase');
      await mailsOf(world);
      expect(await goThrough()).toBe(1);

      for (const { table, text } of await dump(world.db))
        for (const trace of [NAME, ysoline.member.uid, ...WORDS])
          expect(text.includes(trace) ? `${trace} in ${table}: ${text.slice(0, 300)}` : '').toBe('');
      const { t } = world.db.read;
      const gone = [
        t.departures,
        t.takeouts,
        t.listExports,
        t.passkeys,
        t.totp,
        t.recoveryCodes,
        t.identities,
        t.photos,
        t.moderatorSpaces,
        t.reactions,
        t.drafts,
      ];
      for (const table of gone) expect(await world.db.read.$count(table as typeof t.departures)).toBe(0);
      expect(await world.db.read.$count(t.accounts)).toBe(2);
      expect(await world.db.read.$count(t.sessions, eq(t.sessions.accountId, ysoline.accountId))).toBe(0);
      expect(await runDepartures(world.deps)).toBe(0);
    });

    test('others’ posts stay, the places of hers stay where they hold replies; counts are true, chains still verify', async () => {
      const { root, his, reply } = await live();
      await leave(ysoline, 'erase');
      await goThrough();

      const thread = await world.readThread();
      expect(thread.posts.map(({ id, state, author, html }) => [id, state, author?.name ?? null, html])).toEqual([
        [root.id, 'deleted', null, ''],
        [his.id, 'published', 'linus', his.html],
      ]);
      expect(thread.posts.some(({ id }) => id === reply.id)).toBe(false);
      expect(thread.posts[1]!.reactions).toBeUndefined();
      expect(thread.thread.count).toBe(1);
      await expectThreadTrue(world.db, thread.thread.id!);
      await expectChainsTrue(world.db);
      expect((await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=all')).body.cases).toHaveLength(1); // her report of his post
      expect((await page(ysoline, `/members/${ysoline.member.uid}`)).status).toBe(404);
      expect(world.failures).toEqual([]);
    });

    test('whoever has the thread open sees each post go', async () => {
      const root = await ysoline.post('La glycine a fleuri.');
      await linus.post('Vraiment ?', { parent: root.id });
      const { connect } = await listen(world);
      const reader = await connect();
      await reader.ask('join', { site: 'courrier', article: 'pont' });

      await leave(ysoline, 'erase');
      await goThrough();
      const told = () =>
        reader.heard.flatMap(({ name, data }) => (name === 'changes' ? (data as ChangesEvent).changes : [])) as {
          kind: string;
          post: PostWire;
        }[];
      await until('the change', () => told().length > 0);

      expect(told()).toMatchObject([{ kind: 'post.deleted', post: { id: root.id, author: null, html: '' } }]);
    });

    test('what came in while the doors were shut goes with the second look', async () => {
      await ysoline.post('La glycine a fleuri.');
      await leave(ysoline, 'erase');
      world.pass(7 * DAY);
      await runDepartures(world.deps);

      await world.db.write(async (tx) => {
        const late = await insertPost(tx, {
          uid: '01a20000-0000-7000-8000-0000000000aa',
          clientId: 'under-way',
          siteId: world.site.id,
          threadId: 1,
          surface: 'comments',
          authorId: ysoline.member.id,
          parentId: null,
          format: 'markdown',
          source: 'Le sarrasin, en retard.',
          html: '<p>Le sarrasin, en retard.</p>',
          createdAt: world.now(),
        });
        await publish(tx, late, world.now());
      });
      world.pass(30_000);
      expect(await runDepartures(world.deps)).toBe(0);
      world.pass(31_000);
      expect(await runDepartures(world.deps)).toBe(1);

      expect((await dump(world.db)).filter(({ text }) => /glycine|sarrasin/.test(text))).toEqual([]);
      expect((await world.readThread()).thread.count).toBe(0);
    });
  });

  describe('leaving the posts', () => {
    test('what was public stays, under no name of hers, and is told anew; all else goes', async () => {
      const { root, reply } = await live();
      const etag = (await world.request('GET', '/api/v1/thread?site=courrier&article=pont')).headers.get('etag')!;

      await leave(ysoline, 'keep');
      await goThrough();

      const fresh = await world.request('GET', '/api/v1/thread?site=courrier&article=pont', undefined, { 'if-none-match': etag });
      expect(fresh.status).toBe(200);
      const thread = await world.readThread();
      const [first, , last] = thread.posts;
      expect([first!.id, last!.id]).toEqual([root.id, reply.id]);
      expect(first).toMatchObject({ state: 'published', author: { name: 'Ancien membre', badge: null, title: null } });
      expect(first!.author!.id).not.toBe(ysoline.member.uid);
      expect(first!.author!.photo).toBeUndefined();
      expect(first!.html).toContain('chèvrefeuille');
      const texts = await dump(world.db);
      for (const trace of [NAME, 'a fleuri', 'bigorneau', 'cormoran', 'lavandière'])
        expect(texts.filter(({ text }) => text.includes(trace)).map(({ table }) => `${trace} in ${table}`)).toEqual([]);
      await expectThreadTrue(world.db, thread.thread.id!);
      await expectChainsTrue(world.db);
    });
  });

  describe('changing one’s mind', () => {
    test('for seven days: signing in shows it, and one word keeps all', async () => {
      const root = await ysoline.post('La glycine a fleuri.');
      const goodbye = await leave(ysoline, 'erase');
      expect(goodbye.status).toBe(200);
      expect(goodbye.headers.get('set-cookie')).toMatch(/terrasse_session=;/);
      expect((await page(ysoline)).status).toBe(303);
      expect((await ysoline.send('GET', '/api/v1/thread?site=courrier&article=pont')).status).toBe(401);
      const [told] = (await mailsOf(world)).filter(({ to }) => to.startsWith(NAME));
      expect(told!.text).toContain('29 novembre 2026');

      world.pass(6 * DAY);
      expect(await runDepartures(world.deps)).toBe(0);
      const browser = createBrowser(world);
      const { secret } = await world.deps.sessions.start(ysoline.accountId, { siteId: null, origin: null });
      browser.cookies.set('terrasse_session', secret);
      expect((await browser.open('/')).text).toContain('29 novembre 2026');
      await browser.submit('/account/leave/end');
      world.pass(2 * DAY);
      expect(await goThrough()).toBe(0);

      expect((await browser.open('/')).text).not.toContain('29 novembre 2026');
      expect((await world.readThread()).posts[0]).toMatchObject({ id: root.id, author: { name: NAME } });
      const { securityLog } = world.db.read.t;
      const rows = await world.db.read.select({ event: securityLog.event }).from(securityLog).orderBy(securityLog.id);
      const events = rows.map(({ event }) => event);
      expect(events.filter((event) => event.startsWith('leaving.'))).toEqual(['leaving.asked', 'leaving.cancelled']);
    });

    test('a choice is needed; asking again changes neither the day nor the choice', async () => {
      const missing = await leave(ysoline);
      expect(missing.status).toBe(422);
      expect(await missing.text()).toContain('id="texts-err"');

      const answers = await Promise.all([leave(ysoline, 'keep'), leave(ysoline, 'keep')]);
      expect(answers.map(({ status }) => status)).toContain(200);
      expect(await world.db.read.$count(world.db.read.t.departures)).toBe(1);
    });

    test('the only owner hands the installation on first', async () => {
      const [ada, grace] = [await world.person('ada', 'admin', { owner: true }), await world.person('grace', 'admin', { owner: true })];

      expect((await leave(ada, 'keep')).status).toBe(200);
      expect((await leave(grace, 'keep')).status).toBe(422);
    });
  });

  describe('what the law has kept', () => {
    test('is told before, with its dates; nothing of whoever wrote nothing', async () => {
      await ysoline.post('La glycine a fleuri.');

      const told = (await page(ysoline)).text.replaceAll('\u00a0', ' ');

      expect(told).toContain('22 novembre 2027'); // the address of the post
      expect(told).toContain('29 novembre 2027'); // the names
      expect(told).toContain('29 novembre 2031'); // who it was
      expect((await page(linus)).text).not.toContain(' 2031');
    });

    test('is under seal until its day, and gone after', async () => {
      await ysoline.post('La glycine a fleuri.');
      await leave(ysoline, 'erase');
      await leave(linus, 'erase');
      await goThrough();

      const sealed = async () => {
        const { originRecords } = world.db.read.t;
        const rows = await world.db.read.select().from(originRecords).orderBy(asc(originRecords.id));
        return rows.map(({ class: kind, sealed: bytes }) => [kind, unseal(bytes)] as const);
      };
      expect(await sealed()).toMatchObject([
        ['contribution', { ip: '127.0.0.1', at: '2026-11-22T13:00:00.000Z' }],
        ['account', { names: [NAME] }],
        ['identity', { email: `${NAME}@example.test`, name: NAME }],
      ]);

      const kinds = async (at: string) => {
        await purgeOriginRecords(world.db, new Date(at));
        return (await sealed()).map(([kind]) => kind);
      };
      expect(await kinds('2027-11-22T12:59:59Z')).toHaveLength(3);
      expect(await kinds('2027-11-22T13:00:00Z')).toEqual(['account', 'identity']);
      expect(await kinds('2027-11-29T14:00:00Z')).toEqual(['identity']);
      expect(await kinds('2031-11-29T12:00:00Z')).toEqual(['identity']);
      expect(await kinds('2031-11-29T14:00:00Z')).toEqual([]);
    });
  });
});

/** Every row of every table, as text: what is in bytes too. */
async function dump({ read }: Database): Promise<{ table: string; text: string }[]> {
  const rows = await Promise.all(
    Object.entries(read.t).map(async ([table, columns]) =>
      ((await read.select().from(columns as PgTable)) as Record<string, unknown>[]).map((row) => ({ table, text: textOf(row) })),
    ),
  );
  return rows.flat();
}

const textOf = (row: Record<string, unknown>) =>
  Object.values(row)
    .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : typeof value === 'string' ? value : JSON.stringify(value)))
    .join(' | ');

/** hash(n) covers hash(n-1) and the commitment, whether its payload is there or not; a payload that is there is the one committed to. */
async function expectChainsTrue({ read }: Database) {
  const { caseLog, caseLogPayloads } = read.t;
  const links = await read.select().from(caseLog).orderBy(asc(caseLog.caseId), asc(caseLog.n));
  const payloads = await read.select().from(caseLogPayloads);
  expect(links.length).toBeGreaterThan(payloads.length);
  const heads = new Map<number, string>();
  for (const { caseId, n, commitment, hash } of links) {
    const payload = payloads.find((one) => one.caseId === caseId && one.n === n);
    if (payload) expect(commitment).toBe(sha256(payload.salt + payload.payload));
    expect(hash).toBe(sha256((heads.get(caseId) ?? '') + commitment));
    heads.set(caseId, hash);
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** What nothing in the product does. */
function unseal(sealed: Buffer): unknown {
  const key = Buffer.from(hkdfSync('sha256', 'a secret of thirty-two characters', '', 'terrasse origin record 1', 32));
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString());
}
