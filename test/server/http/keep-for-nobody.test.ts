// A page that nobody in particular reads is made once, until anything is written (docs/decisions/087).
import { gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { publishCharter } from '#server/charter/publish-charter.ts';
import type { Deps } from '#server/deps.ts';
import { createBus } from '#server/events/bus.ts';
import { keepForNobody } from '#server/http/keep-for-nobody.ts';
import type { Env } from '#server/http/who.ts';
import { unmeasured } from '#server/ops/measures.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import { onBothDatabases, openOther } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { until } from '../../support/until.ts';
import { ORIGIN, OWN } from '../../support/world.ts';

const EMBED = '/embed/thread?site=courrier&article=pont';
const API = '/api/v1/thread?site=courrier&article=pont';
const COUNTS = '/api/v1/counts?site=courrier&articles=pont';

describe('what is kept has an end', () => {
  /** Pages of a hundred bytes at any address, under one commit; `missing` is answered with nothing to keep. */
  const open = (room: number) => {
    const made: string[] = [];
    const deps = { now: () => new Date(0), db: { version: () => 1 }, bus: createBus(() => {}), measures: unmeasured } as unknown as Deps;
    const app = new Hono<Env>()
      .use((c, next) => {
        c.set('deps', deps);
        c.set('locale', 'fr');
        return next();
      })
      .use(keepForNobody(deps, room))
      .get('/missing/*', (c) => c.body(null, 404))
      .get('*', (c) => {
        made.push(c.req.path);
        const sent = new Uint8Array(100);
        c.set('sent', sent);
        return c.body(sent);
      });
    return { made, read: (path: string) => app.request(`http://terrasse.test${path}`) };
  };

  test('a crowd of addresses that nobody asks for twice leaves room for the next', async () => {
    const { made, read } = open(2000);
    for (let n = 0; n < 50; n++) await read(`/une-seule-fois/${n}`);
    made.length = 0;

    await read('/lue');
    await read('/lue');

    expect(made).toEqual(['/lue']);
  });

  test('a long address takes up room of its own', async () => {
    const { made, read } = open(2000);
    await read(`/${'long'.repeat(1000)}`);
    await read(`/${'long'.repeat(1000)}`);

    expect(made).toHaveLength(2);
  });

  test('an address that has no page takes up none', async () => {
    const { made, read } = open(2000);
    await read('/lue');
    for (let n = 0; n < 500; n++) await read(`/missing/${n}`);
    await read('/lue');

    expect(made).toEqual(['/lue']);
  });
});

onBothDatabases((engine) => {
  let forum: Forum;
  let question: OpenedWire;
  beforeEach(async () => {
    forum = await openForum(engine);
    question = await forum.open('Une piste le long du canal ?');
    await forum.ada.post('Le pont rouvre lundi.');
  });

  const read = async (path: string, headers: Record<string, string> = {}) => (await forum.request('GET', path, undefined, headers)).text;
  /** As a process reads it that has read nothing yet. */
  const readAnew = async (path: string) =>
    (await createApp(forum.deps).request(OWN + path, { headers: { host: new URL(OWN).host } })).text();
  const paths = () => [API, EMBED, COUNTS, '/a/pont', new URL(question.url).pathname, '/'];

  test('is made again half a second later, and not before: it says when it was made', async () => {
    const first = await read(EMBED);

    forum.pass(499);
    expect(await read(EMBED)).toBe(first);
    forum.pass(1);
    expect(await read(EMBED)).not.toBe(first);
  });

  test('is the same whoever asks: nothing in it was made for one', async () => {
    for (const path of paths()) {
      const kept = await read(path);
      expect(await read(path), path).toBe(kept);
      expect(await readAnew(path), path).toBe(kept);
    }
  });

  test('is never what was before a post, an edit, a reaction, a closure, another name, or another charter', async () => {
    const { ada, linus, paul, site, db, deps } = forum;
    let post = await ada.post('Et le tunnel ?');
    const changes: [string, () => Promise<unknown>][] = [
      ['a post', async () => (post = await linus.post('En travaux.'))],
      ['an answer', () => ada.post('Jusqu’à quand ?', { parent: post.id })],
      ['a reaction', () => ada.send('PUT', `/api/v1/posts/${post.id}/reactions/merci`)],
      ['an edit', () => linus.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'En travaux, toujours.', revision: 1 })],
      ['a closure', async () => paul.desk('PUT', `/api/v1/threads/${(await forum.readThread()).thread.id}/closure`)],
      ['another charter', () => publishCharter(deps, site, { version: 1, rules: [{ title: 'Courtoisie', body: 'Toujours.' }] })],
      ['a deletion', () => linus.send('DELETE', `/api/v1/posts/${post.id}`)],
      [
        'another name',
        () =>
          db.write(async (tx) => {
            await tx
              .update(tx.t.sites)
              .set({ settings: { ...site.settings, name: 'Le Courrier du soir' }, version: site.version + 1 })
              .where(eq(tx.t.sites.id, site.id));
          }),
      ],
    ];
    for (const [what, change] of changes) {
      const before = await read(API);
      for (const path of paths()) await read(path);
      await change();
      for (const path of paths()) expect(await read(path), `${path} after ${what}`).toBe(await readAnew(path));
      expect(await read(API), what).not.toBe(before);
    }
  });

  test('a rejected post is gone from it at once', async () => {
    const post = await forum.ada.post('Un mot de trop.');
    expect(await read(API)).toContain('Un mot de trop.');

    await forum.ada.send('DELETE', `/api/v1/posts/${post.id}`);

    for (const path of paths()) expect(await read(path), path).not.toContain('Un mot de trop.');
  });

  /** The site by another name, written by another process. */
  async function renameElsewhere() {
    expect(await read(API)).not.toContain('Le Courrier du matin');
    const elsewhere = await openOther(engine, forum.db.location);
    const { sites } = elsewhere.read.t;
    await elsewhere.write(async (tx) => {
      const settings = { ...forum.site.settings, name: 'Le Courrier du matin' };
      await tx
        .update(sites)
        .set({ settings, version: forum.site.version + 1 })
        .where(eq(sites.id, forum.site.id));
    });
    await elsewhere.close();
  }

  test.runIf(engine === 'postgres')('what another node writes is in it as soon as that node says so', async () => {
    await renameElsewhere();

    forum.deps.bus.emit('events.heard', {});

    await until('it was heard', async () => (await read(API)) === (await readAnew(API)));
    expect(await read('/a/pont')).toContain('Le Courrier du matin');
  });

  test.runIf(engine === 'postgres')('what another node writes and cannot say is in it half a second later', async () => {
    await renameElsewhere();

    forum.pass(500);

    expect(await read('/a/pont')).toContain('Le Courrier du matin');
  });

  test.runIf(engine === 'sqlite')('what another process writes is in it at once', async () => {
    await renameElsewhere();

    expect(await read(API)).toBe(await readAnew(API));
    expect(await read('/a/pont')).toContain('Le Courrier du matin');
  });

  test('somebody known reads their own, and leaves nothing of it to others', async () => {
    const nobodys = await read('/a/pont');

    const hers = await read('/a/pont', forum.ada.asPage);
    const asEmbed = await read(API, forum.ada.asEmbed);

    expect(hers).not.toBe(nobodys);
    expect(asEmbed).toContain(`"name":"${forum.ada.name}"`);
    expect(await read('/a/pont')).toBe(nobodys);
    expect(JSON.parse(await read(API))).toMatchObject({ viewer: null });
  });

  test('each origin is asked for by itself: one that is not listed gets nothing that another was given', async () => {
    const listed = await forum.request('GET', API, undefined, { origin: ORIGIN });
    expect(listed.headers.get('access-control-allow-origin')).toBe(ORIGIN);

    for (let turn = 0; turn < 2; turn++) {
      const again = await forum.request('GET', API, undefined, { origin: ORIGIN });
      expect([again.status, again.headers.get('access-control-allow-origin'), again.headers.get('vary')]).toEqual([
        200,
        ORIGIN,
        listed.headers.get('vary'),
      ]);
      expect((await forum.request('GET', API, undefined, { origin: 'https://ailleurs.test' })).status).toBe(403);
    }
  });

  test('each reads in their language', async () => {
    const [french, english] = [await read('/a/pont', { 'accept-language': 'fr' }), await read('/a/pont', { 'accept-language': 'en' })];

    expect([french, english].map((page) => /<html lang="(..)"/.exec(page)![1])).toEqual(['fr', 'en']);
    expect(await read('/a/pont', { 'accept-language': 'fr' })).toBe(french);
  });

  test('who has it already is told so, and no more', async () => {
    const first = await forum.request('GET', API);
    const etag = first.headers.get('etag')!;

    const again = await forum.request('GET', API, undefined, { 'if-none-match': etag });

    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
  });

  test('what is asked for again and again is packed once, for those who take it so', async () => {
    const plain = await read(API);
    const ask = () => forum.app.request(OWN + API, { headers: { host: new URL(OWN).host, 'accept-encoding': 'br, gzip' } });
    let packed = await ask();
    await until('it packed', async () => (packed = await ask()).headers.get('content-encoding') === 'gzip');

    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(plain);
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/);
    expect(await read(API)).toBe(plain);
    expect(await read(API, { 'accept-encoding': 'gzip;q=0, identity' })).toBe(plain);
    await forum.ada.post('Et le tunnel ?');
    expect((await ask()).headers.get('content-encoding')).toBeNull();
  });

  test('of many who ask at once, each has it whole', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => read('/a/pont')));

    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toBe(await readAnew('/a/pont'));
  });
});
