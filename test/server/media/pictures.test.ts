import { createHash, randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { fileNames } from '#server/media/files.ts';
import { PICTURE_BYTES } from '#server/media/picture.ts';
import { endRights } from '#server/media/redraw.ts';
import { mediaOutbox, sweepMedia } from '#server/media/sweep.ts';
import type { UploadedWire } from '#server/media/wire.ts';
import { runDepartures } from '#server/members/erase-account.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;
const DAY_MS = 86_400_000;
const picture = (width = 600, height = 400) => sharp({ create: { width, height, channels: 3, background: '#c63' } });
const jpeg = () => picture().jpeg().toBuffer();

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { pictures: 'members' } });
    ada = await world.person('ada');
  });

  const send = async (who: Person, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = who.asEmbed) => {
    const answer = await world.app.request(`${OWN}/api/v1/media?site=courrier`, {
      method: 'POST',
      headers: { host: HOST, ...headers },
      body: bytes,
    });
    return { status: answer.status, body: (await answer.json()) as UploadedWire & ErrorBody };
  };
  const sent = async (who: Person, bytes?: Uint8Array<ArrayBuffer>) => {
    const { status, body } = await send(who, bytes ?? new Uint8Array(await jpeg()));
    expect(status).toBe(201);
    return body;
  };
  const look = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await world.app.request(url, { headers: { host: HOST, ...headers } });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const shown = (id: string, alt = 'Le pont, vu du quai') => `Voyez :\n\n![${alt}](media:${id})\n\nEt voilà.`;
  const urlsIn = (html: string) => [...html.matchAll(/(?:src|href)="([^"]*\/media\/[^"]*)"/g)].map(([, url]) => url!);
  const write = (who: Person, source: string) =>
    who.send<{ post: { id: string } } & ErrorBody>('POST', '/api/v1/posts', {
      site: 'courrier',
      article: 'pont',
      source,
      clientId: createHash('sha256')
        .update(source + who.name)
        .digest('hex'),
    });

  test('a picture is shown in its post, described, in widths for every screen, without a word of the camera', async () => {
    const photo = await picture(3000, 2000)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Ada Lovelace' }, IFD3: { GPSLatitude: '48/1 51/1 30/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { id, width, height } = await sent(ada, new Uint8Array(photo));

    const { html } = await ada.post(`![Le pont, vu du quai](media:${id} "Photo : Ada")`);

    expect({ width, height }).toEqual({ width: 1707, height: 2560 });
    expect(html).toBe(
      `<figure><a class="zoom" href="${OWN}/media/${id}/1707" target="_blank">` +
        `<img src="${OWN}/media/${id}/960" alt="Le pont, vu du quai" srcset="${OWN}/media/${id}/480 480w, ${OWN}/media/${id}/960 960w, ${OWN}/media/${id}/1707 1707w" sizes="(min-width: 46em) 42em, 100vw" width="1707" height="2560" loading="lazy">` +
        '</a><figcaption>Photo : Ada</figcaption></figure>',
    );
    for (const [variant, expected] of [480, 960, 1707].entries()) {
      const { bytes } = await look(`${OWN}/media/${id}/${expected}`);
      const { width: got, format, exif } = await sharp(bytes).metadata();
      expect({ variant, got, format, exif }).toEqual({ variant, got: expected, format: 'webp', exif: undefined });
      expect(bytes.toString('latin1')).not.toContain('Ada Lovelace');
    }
  });

  test('its address says what it is to every browser, and that it is to be asked for each time', async () => {
    const { id } = await sent(ada);
    await ada.post(shown(id));

    const { headers } = await look(`${OWN}/media/${id}/480`, { origin: 'https://www.courrier.test' });

    expect(headers.get('content-type')).toBe('image/webp');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('cache-control')).toBe('public, no-cache');
    expect((await look(`${OWN}/media/${id}/480`, { 'if-none-match': headers.get('etag')! })).status).toBe(304);
    expect((await look(`${OWN}/media/${id}/481`)).status).toBe(404);
  });

  test('a small one is not made larger; PNG, WebP and the first frame of a GIF will do', async () => {
    for (const small of [picture(300, 200).png(), picture(300, 200).webp(), picture(300, 200).gif()]) {
      const { id, width } = await sent(ada, new Uint8Array(await small.toBuffer()));
      const { html } = await ada.post(shown(id));
      expect({ width, urls: urlsIn(html) }).toEqual({ width: 300, urls: [`${OWN}/media/${id}/300`, `${OWN}/media/${id}/300`] });
    }
  });

  describe('is seen', () => {
    test('before its post by nobody but who has the key that its sender was given, for a while', async () => {
      const { id, url } = await sent(ada);

      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(404);
      expect((await look(url)).headers.get('cache-control')).toBe('private, no-store');
      expect((await look(url)).status).toBe(200);
      expect((await look(`${url}x`)).status).toBe(404);
      const other = await sent(ada);
      expect((await look(`${OWN}/media/${other.id}/480?${new URL(url).searchParams}`)).status).toBe(404);
      world.pass(31 * 60_000);
      expect((await look(url)).status).toBe(404);
    });

    test('while its post waits by its author and by staff, and by all once it is published', async () => {
      const { id } = await sent(ada);
      const moderator = await world.person('margaret', 'moderator');

      const post = await ada.post(`Guignol !\n\n![Le pont](media:${id})`);

      expect(post.state).toBe('held');
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(404);
      const [forAuthor] = urlsIn(post.html);
      expect((await look(forAuthor!)).status).toBe(200);
      const { body: queue } = await moderator.desk<{ cases: { id: string }[] }>('GET', '/api/v1/cases');
      const { text } = await moderator.desk('GET', `/api/v1/cases/${queue.cases[0]!.id}`);
      const keyed = /srcset=\\"([^ ]+) 480w/.exec(text)![1]!;
      expect((await look(keyed)).status).toBe(200);
      await moderator.desk('POST', `/api/v1/cases/${queue.cases[0]!.id}/decisions`, { version: 1, revision: 1, verdict: 'approve' });
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(200);
    });

    test('by nobody as soon as its post is taken back, by an address that was kept neither', async () => {
      const { id } = await sent(ada);
      const post = await ada.post(shown(id));
      const { headers } = await look(`${OWN}/media/${id}/480`);

      await ada.send('DELETE', `/api/v1/posts/${post.id}`);

      expect((await look(`${OWN}/media/${id}/480`, { 'if-none-match': headers.get('etag')! })).status).toBe(404);
    });

    test('no longer once its author takes it out of the text, and again when they put it back', async () => {
      const { id } = await sent(ada);
      const post = await ada.post(shown(id));

      await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Sans image.', revision: 1 });
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(404);

      const history = await world.request('GET', `/p/${post.id}/history`, undefined, { accept: 'text/html' });
      expect(history.text).toContain('[Image – Le pont, vu du quai]');
      expect(history.text).not.toContain(`/media/${id}`);

      await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: shown(id), revision: 2 });
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(200);
    });

    test('on its own site’s host alone', async () => {
      await world.addSite('dimanche', 'dimanche.test');
      const { id } = await sent(ada);
      await ada.post(shown(id));

      expect((await look(`http://dimanche.test/media/${id}/480`, { host: 'dimanche.test' })).status).toBe(404);
    });
  });

  describe('is nobody else’s', () => {
    test('another’s is refused, and nothing of it told; so is one that never was', async () => {
      const eve = await world.person('eve');
      const { id } = await sent(ada);

      const theirs = await write(eve, shown(id));
      const nobodys = await write(eve, shown('019abcde-0000-7000-8000-000000000000'));

      expect(theirs.status).toBe(422);
      expect(theirs.body.error.fields).toEqual(nobodys.body.error.fields);
      expect((await eve.send<{ html: string }>('POST', '/api/v1/preview', { source: shown(id) })).body.html).not.toContain('<img');
    });

    test('shown once: two posts at the same time, and one of them has it', async () => {
      const { id } = await sent(ada);

      const answers = await Promise.all([write(ada, `Un. \n\n${shown(id)}`), write(ada, `Deux.\n\n${shown(id)}`)]);

      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    });

    test('sent twice with its client id, a post with a picture is written once', async () => {
      const { id } = await sent(ada);

      const [first, again] = [await write(ada, shown(id)), await write(ada, shown(id))];

      expect([first.status, again.status]).toEqual([201, 200]);
      expect(again.body.post.id).toBe(first.body.post.id);
    });

    test('its sender sees it in the preview', async () => {
      const { id } = await sent(ada);

      const { body } = await ada.send<{ html: string }>('POST', '/api/v1/preview', { source: shown(id) });

      expect((await look(urlsIn(body.html)[0]!)).status).toBe(200);
    });
  });

  test('a description is asked for, and is read like any words', async () => {
    const [one, two] = [await sent(ada), await sent(ada)];

    const bare = await write(ada, `![ ](media:${one.id})`);
    const rude = await ada.post(shown(two.id, 'Un guignol sur le pont'));

    expect(bare.body.error.fields).toEqual({ source: expect.stringContaining('Décrivez') });
    expect(rude.state).toBe('held');
  });

  test('eight of them, no more', async () => {
    const ids = await Promise.all(
      Array.from({ length: 9 }, async () => (await sent(ada, new Uint8Array(await picture(20, 20).png().toBuffer()))).id),
    );
    const all = (some: string[]) => some.map((id) => `![Une image](media:${id})`).join('\n');

    expect((await write(ada, all(ids))).status).toBe(422);
    expect((await write(ada, all(ids.slice(1)))).status).toBe(201);
  });

  describe('who may', () => {
    test.each([
      ['newsroom', 'member', 0, 422],
      ['newsroom', 'journalist', 0, 201],
      ['newsroom', 'expert', 0, 201],
      ['known', 'member', 2, 422],
      ['known', 'member', 3, 201],
      ['known', 'moderator', 0, 201],
      ['members', 'member', 0, 201],
      ['members', 'guest', 9, 422],
    ] as const)('where it is %s: a %s with %i posts gets %i', async (pictures, role, postCount, status) => {
      const { members, sites } = world.db.read.t;
      const [site] = await world.db.read.select().from(sites);
      await world.db.write(async (tx) => void (await tx.update(sites).set({ settings: { ...site!.settings, pictures } })));
      const someone = await world.person('someone', role);
      await world.db.write(async (tx) => void (await tx.update(members).set({ postCount })));

      expect((await send(someone, new Uint8Array(await picture(20, 20).png().toBuffer()))).status).toBe(status);
    });

    test('nobody who is not signed in, nor from a page the site has not listed', async () => {
      const bytes = new Uint8Array(await jpeg());

      expect((await send(ada, bytes, {})).status).toBe(401);
      expect((await send(ada, bytes, { ...ada.asEmbed, origin: 'https://evil.test' })).status).toBe(403);
    });
  });

  describe('a trap', () => {
    const refused = async (bytes: Uint8Array<ArrayBuffer>) => {
      const { status, body } = await send(ada, bytes);
      return [status, body.error.fields?.picture ?? body.error.code];
    };
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="http://127.0.0.1/"/></svg>';

    test.each([
      ['an SVG with a script', async () => Buffer.from(svg), 'JPEG, PNG, WebP'],
      ['a page that says it is a picture', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'JPEG, PNG, WebP'],
      ['nothing', async () => Buffer.alloc(0), 'JPEG, PNG, WebP'],
      [
        'noise with the first bytes of a PNG',
        async () => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(2000)]),
        'illisible',
      ],
      ['half a picture', async () => half(await jpeg()), 'illisible'],
      ['a PNG of a continent', async () => bomb(60_000, 60_000), 'illisible'],
      ['a line of a pixel', async () => picture(3000, 1).png().toBuffer(), 'illisible'],
    ])('%s is told what is wrong with it', async (_, bytes, words) => {
      expect(await refused(new Uint8Array(await bytes()))).toEqual([422, expect.stringContaining(words)]);
    });

    test('what is a picture and something else besides comes out a picture alone', async () => {
      const both = Buffer.concat([await jpeg(), Buffer.from(`<script>alert(1)</script>${svg}zipped`)]);
      const { id } = await sent(ada, new Uint8Array(both));
      await ada.post(shown(id));

      const { bytes, headers } = await look(`${OWN}/media/${id}/480`);

      expect(headers.get('content-type')).toBe('image/webp');
      expect(bytes.toString('latin1')).not.toMatch(/script|svg|zipped/);
    });

    test('two hundred megabytes are refused before they are here', async () => {
      let asked = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          asked += 1024 * 1024;
          if (asked > 200 * 1024 * 1024) controller.close();
          else controller.enqueue(asked === 1024 * 1024 ? Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') : new Uint8Array(1024 * 1024));
        },
      });

      const answer = await world.app.request(`${OWN}/api/v1/media?site=courrier`, {
        method: 'POST',
        headers: { host: HOST, ...ada.asEmbed },
        body: endless,
        duplex: 'half',
      } as RequestInit);

      expect(answer.status).toBe(413);
      expect(asked).toBeLessThan(3 * PICTURE_BYTES);
    });
  });

  describe('lent for a while', () => {
    const set = async (post: string, id: string, until: string, who: Person) => {
      const body = new URLSearchParams({ medium: id, until });
      const answer = await world.app.request(`${OWN}/p/${post}/media/rights`, {
        method: 'POST',
        headers: { host: HOST, accept: 'text/html', ...who.asPage },
        body,
      });
      return { status: answer.status, text: await answer.text() };
    };
    const htmlOf = async () => (await world.readThread()).posts[0]!.html;

    test('it is gone after its last day, its words in its place; and back with a later one', async () => {
      const moderator = await world.person('margaret', 'moderator');
      const { id } = await sent(ada);
      const post = await ada.post(shown(id, 'Le pont d’Arles'));

      expect((await set(post.id, id, '2026-11-23', moderator)).status).toBe(303);
      world.pass(DAY_MS + 9 * 3_600_000); // the 23rd, at 23:00 in Paris
      await endRights(world.deps);
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(200);
      world.pass(3_600_000);
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(404);
      await endRights(world.deps);
      expect(await htmlOf()).toBe(`<p>Voyez :</p>\n<p><em data-media="${id}">[Image – Le pont d’Arles]</em></p>\n<p>Et voilà.</p>`);

      expect((await set(post.id, id, '', moderator)).status).toBe(303);
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(200);
      expect(await htmlOf()).toContain('<img');
    });

    test('open pages follow when it goes', async () => {
      const moderator = await world.person('margaret', 'moderator');
      const { id } = await sent(ada);
      const post = await ada.post(shown(id));

      await set(post.id, id, '2026-11-21', moderator);

      expect(world.events.findLast(({ name }) => name === 'thread.changed')!.event).toMatchObject({ kind: 'post.edited' });
      expect(await htmlOf()).not.toContain('<img');
    });

    test('no date, another’s post, a reader: nothing changes', async () => {
      const moderator = await world.person('margaret', 'moderator');
      const { id } = await sent(ada);
      const post = await ada.post(shown(id));
      const other = await ada.post('Un mot.');

      const strange = await set(post.id, id, 'demain', moderator);
      expect([strange.status, strange.text.includes('demain')]).toEqual([422, true]);
      expect((await set(other.id, id, '2026-11-21', moderator)).status).toBe(404);
      expect((await set(post.id, id, '2026-11-21', ada)).status).toBe(404);
      expect((await look(`${OWN}/media/${id}/480`)).status).toBe(200);
    });
  });

  describe('of whoever leaves', () => {
    const leave = async (texts: 'keep' | 'erase') => {
      const { departures } = world.db.read.t;
      const at = world.now();
      await world.db.write(
        async (tx) => void (await tx.insert(departures).values({ accountId: ada.accountId, texts, askedAt: at, dueAt: at })),
      );
      await runDepartures(world.deps);
      world.pass(61_000);
      await runDepartures(world.deps);
      await runOutbox(world.db, mediaOutbox(world.deps), world.now(), (error) => world.failures.push(error));
    };
    const left = async () => (await world.db.read.select().from(world.db.read.t.media)).map(({ uid }) => uid);

    test('nothing stays with their texts gone, not a file', async () => {
      const [shownOne, unused] = [await sent(ada), await sent(ada)];
      await ada.post(shown(shownOne.id));
      const names = (await world.db.read.select().from(world.db.read.t.media)).flatMap((row) => fileNames(row));

      await leave('erase');

      expect(await left()).toEqual([]);
      expect(await Promise.all(names.map((name) => world.deps.store.get(name)))).toEqual(names.map(() => null));
      expect((await look(unused.url)).status).toBe(404);
    });

    test('what their texts show stays with them, where they leave those; nothing else', async () => {
      const [shownOne, takenOut, unused] = [await sent(ada), await sent(ada), await sent(ada)];
      await ada.post(shown(shownOne.id));
      const other = await ada.post(shown(takenOut.id));
      await ada.send('PATCH', `/api/v1/posts/${other.id}`, { source: 'Sans image.', revision: 1 });

      await leave('keep');

      expect(await left()).toEqual([shownOne.id]);
      expect((await look(`${OWN}/media/${shownOne.id}/480`)).status).toBe(200);
      expect((await look(unused.url)).status).toBe(404);
    });
  });

  describe('left over', () => {
    const names = async () => (await world.db.read.select().from(world.db.read.t.media)).map(({ uid }) => uid);
    const sweep = async () => {
      await sweepMedia(world.deps);
      await runOutbox(world.db, mediaOutbox(world.deps), world.now(), (error) => world.failures.push(error));
    };

    test('what no post shows is gone after a day, with its files', async () => {
      const [used, unused] = [await sent(ada), await sent(ada)];
      await ada.post(shown(used.id));
      const [row] = (await world.db.read.select().from(world.db.read.t.media)).filter(({ uid }) => uid === unused.id);
      const file = `${row!.key.slice(0, 2)}/${row!.key}/480.webp`;
      expect(await world.deps.store.get(file)).not.toBeNull();

      world.pass(DAY_MS - 1000);
      await sweep();
      expect(await names()).toHaveLength(2);
      world.pass(2000);
      await sweep();

      expect(await names()).toEqual([used.id]);
      expect(await world.deps.store.get(file)).toBeNull();
    });

    test('what a draft still names stays as long as the draft', async () => {
      const { id } = await sent(ada);
      await ada.send('PUT', '/api/v1/drafts/new?site=courrier&article=pont', { source: shown(id), version: 0 });

      world.pass(2 * DAY_MS);
      await sweep();

      expect(await names()).toEqual([id]);
    });
  });
});

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

/** A PNG whose header promises more than it holds. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.alloc(1024 * 1024));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
