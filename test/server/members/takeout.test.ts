import { eq } from 'drizzle-orm';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { CasesPage } from '#server/cases/wire.ts';
import type { Actor } from '#server/http/who.ts';
import { upload } from '#server/media/upload.ts';
import { purgeTakeouts, runTakeouts } from '#server/members/takeout.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { mp3, mp4 } from '../../support/recordings.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

const HOST = new URL(OWN).host;
const DAY = 86_400_000;

/** A world whose worker finds its database. */
async function createWorkedWorld(engine: Engine) {
  const world = await createWorld(engine);
  const { location } = world.db as unknown as { location: string };
  world.deps.config.database = engine === 'sqlite' ? { kind: 'sqlite', file: location } : { kind: 'postgres', url: location };
  return world;
}

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorkedWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });

  const page = (who: Person, path = '/account/data') => world.request('GET', path, undefined, { ...who.asPage, accept: 'text/html' });
  const ask = (who: Person) =>
    world.app.request(`${OWN}/account/data`, { method: 'POST', headers: { host: HOST, accept: 'text/html', ...who.asPage } });
  const linkIn = (text: string) => /\/account\/data\/[\da-f-]{36}/.exec(text)?.[0];
  const download = (who: Person, path: string) => world.app.request(`${OWN}${path}`, { headers: { host: HOST, ...who.asPage } });
  async function take(who: Person) {
    await ask(who);
    await runTakeouts(world.deps);
    const answer = await download(who, linkIn((await page(who)).text)!);
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const read = <T>(name: string) => JSON.parse(strFromU8(files[name]!)) as T;
    return {
      answer,
      files,
      read,
      whole: Object.entries(files)
        .map(([name, bytes]) => name + strFromU8(bytes))
        .join('\n'),
    };
  }

  /** That it is them, once more: how is test/server/accounts/recent-proof.test.ts's. */
  const prove = ({ accountId }: Person) =>
    world.db.write(async (tx) => {
      const { sessions } = tx.t;
      await tx.update(sessions).set({ provedAt: world.now() }).where(eq(sessions.accountId, accountId));
    });

  describe('what is in it', () => {
    test('the pictures of their posts, which the page to read shows from the archive itself', async () => {
      const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#c63' } })
        .png()
        .toBuffer();
      const sent = await upload(
        world.deps,
        { site: world.site, actor: { member: { ...ada.member, role: 'journalist' } } as Actor },
        new Blob([bytes]).stream(),
      );
      await ada.post(`![Un pont](media:${sent.id} "Ada")`);

      const { files, read, whole } = await take(ada);

      expect((await sharp(files[`media/${sent.id}.webp`]!).metadata()).width).toBe(30);
      expect(read('media.json')).toMatchObject([{ id: sent.id, alt: 'Un pont', credit: 'Ada', width: 30 }]);
      expect(strFromU8(files['index.html']!)).toContain(`<img src="media/${sent.id}.webp"`);
      expect(whole).not.toContain(`${sent.id}/30"`);
    });

    test('their sounds and films; one that has no room in it is fetched by itself, by nobody else', async () => {
      await world.db.write(async (tx) => void (await tx.update(tx.t.members).set({ role: 'journalist' })));
      const take1 = await upload(
        world.deps,
        { site: world.site, actor: { member: { ...ada.member, role: 'journalist' } } as Actor },
        new Blob([new Uint8Array(mp3())]).stream(),
      );
      const take2 = await upload(
        world.deps,
        { site: world.site, actor: { member: { ...ada.member, role: 'journalist' } } as Actor },
        new Blob([new Uint8Array(mp4())]).stream(),
      );
      await ada.post(`![Le vent](media:${take1.id})\n\n![La côte](media:${take2.id})`);
      const { media } = world.db.read.t;
      await world.db.write(
        async (tx) =>
          void (await tx
            .update(media)
            .set({ bytes: 300 * 1024 ** 2 })
            .where(eq(media.uid, take2.id))),
      );

      const { files, read } = await take(ada);

      const page = strFromU8(files['index.html']!);
      expect(Buffer.from(files[`media/${take1.id}.mp3`]!)).toEqual(mp3());
      expect(page).toContain(`<audio src="media/${take1.id}.mp3" controls></audio>`);
      expect(page).toContain(`<a href="${OWN}/account/data/files/${take2.id}">La côte</a>`);
      expect(read('media.json')).toMatchObject([{ kind: 'audio' }, { file: `${OWN}/account/data/files/${take2.id}` }]);
      const own = await download(ada, `/account/data/files/${take2.id}`);
      expect([own.status, own.headers.get('content-disposition')]).toEqual([200, `attachment; filename="${take2.id}.mp4"`]);
      expect((await download(linus, `/account/data/files/${take2.id}`)).status).toBe(404);
    });

    test('all that there is of its owner, to read and as JSON, with the photo; and nothing of others', async () => {
      const camille = await world.person('camille', 'moderator');
      const photo = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#c63' } })
        .png()
        .toBuffer();
      const form = new FormData();
      form.set('photo', new File([new Uint8Array(photo)], 'moi.png'));
      await world.app.request(`${OWN}/account/photo`, { method: 'POST', headers: { host: HOST, ...ada.asPage }, body: form });
      const root = await ada.post('Les <platanes> **resteront**.');
      await ada.send('PATCH', `/api/v1/posts/${root.id}`, { source: 'Les platanes tomberont.', revision: 1 });
      await ada.post('Quel guignol, ce maire.');
      const other = await linus.post('Un mot de linus.', { parent: root.id });
      await ada.send('POST', `/api/v1/posts/${other.id}/reports`, { rule: 1, note: 'Hors sujet, à mon avis.' });
      await linus.send('POST', `/api/v1/posts/${root.id}/reports`, { rule: 2, note: 'Le mot de linus sur ada.' });
      await ada.send('PUT', `/api/v1/ignores/${linus.member.uid}`);

      const { answer, files, read, whole } = await take(ada);

      expect(answer.headers.get('content-type')).toBe('application/zip');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(Object.keys(files)).toEqual(expect.arrayContaining(['index.html', 'account.json', 'posts.json', 'securityLog.json']));
      expect(Object.keys(files).filter((name) => name.startsWith('photos/'))).toHaveLength(1);
      expect(read('account.json')).toMatchObject({ name: 'ada', email: 'ada@example.test', hasPassword: false });
      const posts =
        read<{ source: string; state: string; earlier: { source: string }[]; reportsReceived: { rule: number }[] }[]>('posts.json');
      expect(posts.map(({ source, state }) => [source, state])).toEqual([
        ['Les platanes tomberont.', 'published'],
        ['Quel guignol, ce maire.', 'held'],
      ]);
      expect(posts[0]!.earlier.map(({ source }) => source)).toEqual(['Les <platanes> **resteront**.']);
      expect(posts[0]!.reportsReceived).toMatchObject([{ rule: 2 }]);
      expect(read('reportsMade.json')).toMatchObject([{ note: 'Hors sujet, à mon avis.' }]);
      expect(read('ignored.json')).toMatchObject([{ name: 'linus' }]);
      expect(read<unknown[]>('notifications.json')).toHaveLength(1);
      const events = read<{ event: string }[]>('securityLog.json');
      expect(events.length).toBeGreaterThan(0);
      for (const { event } of events) expect(new TextDecoder().decode(files['index.html']), event).not.toContain(`>${event}<`);
      expect(read<unknown[]>('sessions.json')).toHaveLength(2);
      expect(strFromU8(files['index.html']!)).toContain('Les platanes tomberont.');
      expect(whole).not.toMatch(/Un mot de linus|Le mot de linus|linus@|camille|password":\s*"|hash/);
      expect(camille.name).toBe('camille');
    });

    test('their level of engagement, and the room of a mediation, in the page to read too', async () => {
      const paul = await world.person('paul', 'moderator');
      const [siteId, memberId] = [world.site.id, ada.member.id];
      await world.db.write(async (tx) => {
        const { engagements, mediations, mediationSeats, mediationWords } = tx.t;
        await tx.insert(engagements).values({ memberId, siteId, level: 3, love: 41, reach: 2, gravity: 82, lastOn: '2026-11-19' });
        const room = { uid: uuidv7(), siteId, clientId: uuidv7(), subject: 'Le ton', dueAt: world.now(), at: world.now() };
        const [made] = await tx.insert(mediations).values(room).returning({ id: mediations.id });
        await tx.insert(mediationSeats).values({ mediationId: made!.id, memberId, seat: 'first' });
        const word = { uid: uuidv7(), siteId, mediationId: made!.id, authorId: paul.member.id, clientId: uuidv7(), at: world.now() };
        await tx.insert(mediationWords).values({ ...word, kind: 'word', text: 'Merci d’être là.' });
      });

      const { files } = await take(ada);

      const page = strFromU8(files['index.html']!).replaceAll(/\s+/g, ' ');
      expect(page).toContain('<td>2026-11-19</td><td>3</td><td>41</td><td>2</td>');
      expect(page).toContain('Merci d’être là.');
    });

    test('the names they bore, the measures they are under, what they gave notice of and contested, with the answers', async () => {
      const camille = await world.person('camille', 'moderator');
      const form = (path: string, fields: Record<string, string>, who = ada) =>
        world.request('POST', path, new URLSearchParams(fields).toString(), {
          ...who.asPage,
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
        });
      await form('/account/name', { name: 'Ada Lovelace' });
      const other = await linus.post('Une phrase fausse.');
      const notice = { post: other.id, ground: 'defamation', explanation: 'Un fait faux est imputé ici.', goodFaith: 'true' };
      await form('/notices', { ...notice, name: 'Ada', email: 'ada@example.test' });
      await camille.desk('POST', `/api/v1/members/${ada.member.uid}/measures`, {
        rule: 1,
        note: 'Restons courtois entre nous.',
        measures: [{ kind: 'warning', until: null }],
      });
      const untold = await take(ada);
      world.pass(DAY);
      await world.tell();
      const { statements } = world.db.read.t;
      const [statement] = await world.db.read.select().from(statements);
      await form(`/statements/${statement!.uid}/appeal`, { text: 'Je n’ai insulté personne, relisez-moi.' });
      await prove(ada);

      const { read, files } = await take(ada);

      expect(untold.read('measures.json')).toEqual([]);
      expect(read('formerNames.json')).toMatchObject([{ name: 'ada' }]);
      expect(read('measures.json')).toMatchObject([{ id: statement!.uid, kind: 'warning', rule: 1, note: 'Restons courtois entre nous.' }]);
      expect(read('noticesGiven.json')).toMatchObject([{ ground: 'defamation', explanation: notice.explanation, outcome: null }]);
      expect(read('appealsMade.json')).toMatchObject([{ statement: statement!.uid, notice: null, state: 'open', answer: '' }]);
      const text = strFromU8(files['index.html']!);
      for (const words of [
        'Noms que vous avez portés',
        'Restons courtois entre nous.',
        'Un fait faux est imputé ici.',
        'relisez-moi',
        'Pas encore décidée.',
      ])
        expect(text).toContain(words);
    });

    test('a post refused by the law alone is there with its reasons', async () => {
      const camille = await world.person('camille', 'moderator');
      const post = await ada.post('Une phrase fausse.');
      await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });
      const [row] = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
      const decision = { version: row!.version, revision: 1, verdict: 'reject', legalGround: 'defamation', note: 'Un fait faux.' };
      await camille.desk('POST', `/api/v1/cases/${row!.id}/decisions`, decision);
      await world.tell();

      const { read, files } = await take(ada);

      expect(read('posts.json')).toMatchObject([{ statements: [{ legalGround: 'defamation', rule: null, note: 'Un fait faux.' }] }]);
      expect(strFromU8(files['index.html']!)).toContain('Diffamation');
    });

    test('names and titles that hold HTML are words in it', async () => {
      const eve = await world.person('<script>alert(1)</script>');
      await eve.post('Bonjour.');

      const { files } = await take(eve);

      expect(strFromU8(files['index.html']!)).not.toContain('<script>');
    });
  });

  describe('how it is had', () => {
    test('the page looks again by itself while it is made; a mail tells when it is there', async () => {
      expect((await ask(ada)).status).toBe(303);
      const waiting = await page(ada);
      expect(waiting.text).toContain('<meta http-equiv="refresh" content="3">');
      expect(waiting.text).toContain('<progress');
      expect(await mailsOf(world)).toEqual([]);

      expect(await runTakeouts(world.deps)).toBe(true);
      expect(await runTakeouts(world.deps)).toBe(false);

      const ready = await page(ada);
      expect(ready.text).not.toContain('http-equiv="refresh"');
      const [mail] = await mailsOf(world);
      expect(mail).toMatchObject({ to: 'ada@example.test' });
      expect(mail!.text).toContain(`${OWN}/account/data`);
      expect(mail!.text).not.toContain(linkIn(ready.text));
    });

    test('once a day, however often one asks at once', async () => {
      const answers = await Promise.all([ask(ada), ask(ada), ask(ada)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 429, 429]);

      await runTakeouts(world.deps);
      world.pass(DAY - 1000);
      await prove(ada);
      expect((await ask(ada)).status).toBe(429);
      world.pass(1000);
      expect((await ask(ada)).status).toBe(303);
    });

    test('by its owner alone, for seven days; each step is in the security log', async () => {
      await ask(ada);
      await runTakeouts(world.deps);
      const path = linkIn((await page(ada)).text)!;

      expect((await download(linus, path)).status).toBe(404);
      expect((await world.app.request(`${OWN}${path}`, { headers: { host: HOST, accept: 'text/html' } })).status).toBe(303);
      expect((await download(ada, path)).status).toBe(200);
      world.pass(7 * DAY);
      await prove(ada);
      expect((await download(ada, path)).status).toBe(404);
      await purgeTakeouts(world.db, world.now());

      expect(await world.db.read.$count(world.db.read.t.takeouts)).toBe(0);
      const { securityLog } = world.db.read.t;
      const events = (await world.db.read.select({ event: securityLog.event }).from(securityLog).orderBy(securityLog.id)).map(
        ({ event }) => event,
      );
      expect(events.filter((event) => event.startsWith('export.'))).toEqual(['export.asked', 'export.made', 'export.fetched']);
    });

    test('one whose worker was lost is taken up by another; one that fails can be asked for again', async () => {
      await ask(ada);
      await world.db.write(
        async (tx) =>
          void (await tx.update(tx.t.takeouts).set({ state: 'running', leasedUntil: new Date(world.now().getTime() + 60_000) })),
      );
      expect(await runTakeouts(world.deps)).toBe(false);
      world.pass(60_001);
      const right = world.deps.config.database;
      world.deps.config.database = { kind: 'sqlite', file: '/nowhere/at/all.db' };
      await expect(runTakeouts(world.deps)).rejects.toThrow();
      expect((await page(ada)).text).toContain('class="note bad"');

      world.deps.config.database = right;
      expect((await ask(ada)).status).toBe(303);
      expect(await runTakeouts(world.deps)).toBe(true);
    });
  });
});
