import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { endRights } from '#server/media/redraw.ts';
import { mediaOutbox, sweepMedia } from '#server/media/sweep.ts';
import type { UploadedWire } from '#server/media/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { onBothDatabases } from '../../support/database.ts';
import { box, mp3, mp4, MP4_DATA, ogg, PLACE, VTT, webm } from '../../support/recordings.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;
const DAY_MS = 86_400_000;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { films: 'members', filmMegabytes: 1, filmMinutes: 2 } });
    ada = await world.person('ada');
  });

  const call = async (method: string, path: string, body: BodyInit, who: Person) => {
    const answer = await world.app.request(`${OWN}${path}`, {
      method,
      headers: { host: HOST, ...who.asEmbed },
      body,
      duplex: 'half',
    } as RequestInit);
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as UploadedWire & ErrorBody };
  };
  const send = (bytes: Buffer | ReadableStream<Uint8Array>, who = ada) =>
    call('POST', '/api/v1/media?site=courrier', bytes instanceof ReadableStream ? bytes : new Uint8Array(bytes), who);
  const sent = async (bytes: Buffer, who = ada) => {
    const { status, body } = await send(bytes, who);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const refused = async (bytes: Buffer | ReadableStream<Uint8Array>, who = ada) => {
    const { status, body } = await send(bytes, who);
    return [status, body.error.fields?.picture ?? body.error.code];
  };
  const caption = (id: string, vtt = VTT, who = ada) => call('PUT', `/api/v1/media/${id}/captions?site=courrier&language=fr`, vtt, who);
  const look = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await world.app.request(url, { headers: { host: HOST, ...headers } });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const kept = async (bytes: Buffer) => (await look((await sent(bytes)).url)).bytes;
  const left = async () => (await readdir(tmpdir())).filter((name) => /^terrasse-[\da-f]{32}$/.test(name));

  test('a film is shown in its post with its captions, and nothing of it fetched before it is asked for', async () => {
    const { id, kind } = await sent(mp4());
    expect((await caption(id)).status).toBe(204);

    const { html } = await ada.post(`![Le pont sous le vent](media:${id} "Film : Ada")`);

    expect(kind).toBe('video');
    expect(html).toBe(
      `<figure class="plays"><video src="${OWN}/media/${id}/play" type="video/mp4" width="640" height="360" aria-label="Le pont sous le vent" controls preload="none" playsinline crossorigin="anonymous">` +
        `<track kind="captions" src="${OWN}/media/${id}/captions" srclang="fr" label="français" default></video>` +
        '<figcaption>Le pont sous le vent<br><small>Film : Ada</small></figcaption></figure>',
    );
    const { headers, bytes } = await look(`${OWN}/media/${id}/captions`, { origin: 'https://www.courrier.test' });
    expect(headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBe('https://www.courrier.test');
    expect(bytes.toString()).toBe(
      'WEBVTT\n\n00:00.000 --> 00:02.000 align:start\n<v Ada>Bonjour, &amp; merci.\nLe vent se lève.\n\n00:02.500 --> 00:04.000\nIl faut <i>tenter</i> de vivre.\n',
    );
  });

  test('a sound has its words beside it, to be read', async () => {
    const { id } = await sent(mp3());
    await caption(id);

    const { html } = await ada.post(`![Un entretien](media:${id})`);

    expect(html).toContain(`<audio src="${OWN}/media/${id}/play" type="audio/mpeg"`);
    expect(html).toContain(
      '<details><summary>Transcription</summary><p>Ada – Bonjour, &#38; merci.<br>Le vent se lève.<br>Il faut tenter de vivre.</p></details></figure>',
    );
  });

  test.each([
    ['MP4', mp4(), 'video', 'video/mp4'],
    ['QuickTime', mp4({ brand: 'qt  ' }), 'video', 'video/mp4'],
    ['M4A', mp4({ tracks: [{ handler: 'soun', codec: 'mp4a' }] }), 'audio', 'audio/mp4'],
    ['WebM', webm(), 'video', 'video/webm'],
    ['WebM as a browser records it', webm({ endless: true }), 'video', 'video/webm'],
    ['Ogg', ogg(), 'audio', 'audio/ogg'],
    ['MP3', mp3(), 'audio', 'audio/mpeg'],
    ['MP3 with what was written about it', mp3({ told: true }), 'audio', 'audio/mpeg'],
  ])('%s is known by what is in it', async (_, bytes, kind, type) => {
    const { url, ...facts } = await sent(bytes);

    expect(facts).toMatchObject({ kind, type });
    expect((await look(url)).headers.get('content-type')).toBe(type);
  });

  describe('where it was made is told by nothing that is kept:', () => {
    test('not by the words of a phone', async () => {
      const film = await kept(mp4({ told: true, more: [box('uuid', Buffer.from(PLACE)), box('meta', Buffer.from(PLACE))] }));

      expect(film.toString('latin1')).not.toContain(PLACE);
      expect(film.toString('latin1')).not.toContain('udta');
      expect(film.toString('latin1')).toContain('what was filmed');
      expect(film).toHaveLength(mp4({ told: true, more: [box('uuid', Buffer.from(PLACE)), box('meta', Buffer.from(PLACE))] }).length);
    });

    test('not by a track of its instruments, second by second', async () => {
      const data = Buffer.from(`what was filmed${PLACE}${PLACE}and more`);
      const instrument = { handler: 'meta', codec: 'gpmd', samples: { at: MP4_DATA + 15, sizes: [PLACE.length, PLACE.length] } };

      const film = (await kept(mp4({ tracks: [{ handler: 'vide', codec: 'avc1' }, instrument], data }))).toString('latin1');

      expect(film).toContain(`what was filmed${'\0'.repeat(2 * PLACE.length)}and more`);
      expect(film).not.toContain('gpmd');
    });

    test('not by the tags of a WebM, nor by those of an MP3', async () => {
      const film = (await kept(webm())).toString('latin1');
      const sound = (await kept(mp3({ told: true }))).toString('latin1');

      expect(film).not.toMatch(/LOCATION|Chez Ada/);
      expect(film.split('what was filmed')).toHaveLength(3);
      expect(sound).not.toMatch(/ID3|TAG|GEOB|script/);
      expect(sound).toHaveLength(80 * 417);
    });

    test('an Ogg that says it is refused, and told why', async () => {
      expect(await refused(ogg({ comment: `LOCATION=${PLACE}` }))).toEqual([422, expect.stringContaining('où il a été enregistré')]);
    });
  });

  describe('a trap, or what not everybody could play', () => {
    test.each([
      ['a page that says it is a film', Buffer.from('<!doctype html><video src="x"></video>'), 'ni une image'],
      ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'ni une image'],
      ['a sound of noise', Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x05', 'latin1'), randomBytes(3000).fill(1)]), 'coupé ou abîmé'],
      ['half a film', mp4().subarray(0, -40), 'coupé ou abîmé'],
      ['a film without its beginning', mp4().subarray(0, 60), 'coupé ou abîmé'],
      ['half a WebM', webm().subarray(0, -10), 'coupé ou abîmé'],
      ['half an Ogg', ogg().subarray(0, -10), 'coupé ou abîmé'],
      [
        'a box that is larger than its film',
        Buffer.concat([mp4(), box('free')]).fill(0xff, mp4().length, mp4().length + 4),
        'coupé ou abîmé',
      ],
      ['boxes without end', Buffer.concat([mp4(), ...Array.from({ length: 20_001 }, () => box('free'))]), 'coupé ou abîmé'],
      ['a film that a phone made for its own maker', mp4({ tracks: [{ handler: 'vide', codec: 'hvc1' }] }), 'HEVC'],
      ['Matroska', webm({ docType: 'matroska' }), 'Matroska'],
      ['a WebM of H.264', webm({ codec: 'V_MPEG4/ISO/AVC' }), 'MPEG4/ISO/AVC'],
      ['an Ogg with a film', ogg({ first: '\x80theora' }), 'Ogg'],
      ['three minutes where two are the most', mp4({ seconds: 180 }), 'plus de 2 minutes'],
      ['three minutes of sound', ogg({ seconds: 180 }), 'plus de 2 minutes'],
    ])('%s is told what is wrong with it, and nothing is left of it', async (_, bytes, words) => {
      expect(await refused(bytes)).toEqual([422, expect.stringContaining(words)]);
      expect(await world.db.read.$count(world.db.read.t.media)).toBe(0);
    });

    test('two hundred megabytes are refused before they are here', async () => {
      let asked = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(asked === 0 ? new Uint8Array(mp4()) : new Uint8Array(1024 * 1024));
          asked += 1024 * 1024;
          if (asked > 200 * 1024 * 1024) controller.close();
        },
      });

      expect(await refused(endless)).toEqual([422, expect.stringContaining('plus de 1 Mo')]);
      expect(asked).toBeLessThan(5 * 1024 * 1024);
      expect(await left()).toEqual([]);
    });

    test('what breaks off on its way leaves nothing', async () => {
      const broken = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(mp4()));
          controller.error(new Error('gone'));
        },
      });

      expect((await send(broken)).status).toBe(500);
      expect(await world.db.read.$count(world.db.read.t.media)).toBe(0);
      expect(await left()).toEqual([]);
    });

    test('each reader has the room of a gigabyte', async () => {
      const { id } = await sent(mp4());
      const { media } = world.db.read.t;
      await world.db.write(async (tx) => void (await tx.update(media).set({ bytes: 1024 ** 3 })));

      expect(await refused(mp3())).toEqual([422, expect.stringContaining('1 Go')]);
      expect((await send(mp3(), await world.person('grace', 'journalist'))).status).toBe(201);
      expect(id).toBeTruthy();
    });
  });

  describe('is fetched by parts', () => {
    const film = mp4();
    let url: string;
    beforeEach(async () => {
      const { id } = await sent(film);
      await ada.post(`![Le pont](media:${id})`);
      url = `${OWN}/media/${id}/play`;
    });

    test.each([
      ['bytes=0-', 0, film.length - 1],
      ['bytes=10-19', 10, 19],
      ['bytes=-5', film.length - 5, film.length - 1],
      ['bytes=10-999999', 10, film.length - 1],
    ])('%s', async (range, first, last) => {
      const { status, headers, bytes } = await look(url, { range });

      expect([status, headers.get('content-range')]).toEqual([206, `bytes ${first}-${last}/${film.length}`]);
      expect(headers.get('content-length')).toBe(String(last - first + 1));
      expect(bytes).toEqual(film.subarray(first, last + 1));
    });

    test.each(['bytes=0-1,4-5', 'bytes=9-3', 'items=0-1', 'bytes=-'])('%s is all of it', async (range) => {
      expect((await look(url, { range })).bytes).toEqual(film);
    });

    test('beyond its end is nowhere', async () => {
      const { status, headers } = await look(url, { range: `bytes=${film.length}-` });

      expect([status, headers.get('content-range')]).toEqual([416, `bytes */${film.length}`]);
    });

    test('the rest of what was fetched before, or all where it was another', async () => {
      const { headers } = await look(url);
      const etag = headers.get('etag')!;

      expect(headers.get('accept-ranges')).toBe('bytes');
      expect((await look(url, { range: 'bytes=5-', 'if-range': etag })).status).toBe(206);
      expect((await look(url, { range: 'bytes=5-', 'if-range': '"another"' })).status).toBe(200);
      expect((await look(url, { 'if-none-match': etag })).status).toBe(304);
    });
  });

  test('is gone at once with its post, captions and all', async () => {
    const { id } = await sent(mp4());
    await caption(id);
    const post = await ada.post(`![Le pont](media:${id})`);
    expect((await look(`${OWN}/media/${id}/play`)).status).toBe(200);

    await ada.send('DELETE', `/api/v1/posts/${post.id}`);

    expect((await look(`${OWN}/media/${id}/play`, { range: 'bytes=0-' })).status).toBe(404);
    expect((await look(`${OWN}/media/${id}/captions`)).status).toBe(404);
  });

  test('while it waits, who may judge it hears and reads it', async () => {
    const { id } = await sent(mp4());
    await caption(id);
    const moderator = await world.person('margaret', 'moderator');

    const post = await ada.post(`Guignol !\n\n![Le pont](media:${id})`);

    expect((await look(`${OWN}/media/${id}/play`)).status).toBe(404);
    const { body: queue } = await moderator.desk<{ cases: { id: string }[] }>('GET', '/api/v1/cases');
    const { body } = await moderator.desk<{ post: { html: string } }>('GET', `/api/v1/cases/${queue.cases[0]!.id}`);
    const [played, captions] = [...body.post.html.matchAll(/src="([^"]+\?key=[^"]+)"/g)].map(([, address]) => address!);
    expect(post.state).toBe('held');
    expect((await look(played!, { range: 'bytes=0-3' })).status).toBe(206);
    expect((await look(captions!)).status).toBe(200);
  });

  describe('captions', () => {
    const told = async (vtt: string) => {
      const { status, body } = await caption((await sent(mp4())).id, vtt);
      return [status, body.error?.fields?.captions ?? body.error?.code];
    };

    test.each([
      ['of HTML', 'WEBVTT\n\n00:00.000 --> 00:01.000\n<img src=x onerror=alert(1)>\n', 'ligne 4'],
      ['with a script', 'WEBVTT\n\n00:00.000 --> 00:01.000\n<script>alert(1)</script>', 'ligne 4'],
      ['in another order', 'WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb', 'ligne 6'],
      ['without a time', 'WEBVTT\n\nBonjour', 'ligne 4'],
      ['of another sort', '1\n00:00:00,000 --> 00:00:01,000\nBonjour', 'commence par WEBVTT'],
      ['that say nothing', 'WEBVTT\n\nNOTE rien', 'ne disent rien'],
      ['that are a picture', '\x89PNG\0\0', 'commence par WEBVTT'],
    ])('%s are told where they are wrong', async (_, vtt, words) => {
      expect(await told(vtt)).toEqual([422, expect.stringContaining(words)]);
    });

    test('too long ones are refused', async () => {
      expect(await told(`WEBVTT\n\n00:00.000 --> 00:01.000\n${'a'.repeat(300_000)}`)).toEqual([413, 'too_large']);
    });

    test('are read by the phases like what is written', async () => {
      const { id } = await sent(mp4());
      await caption(id, 'WEBVTT\n\n00:00.000 --> 00:01.000\nQuel guignol, ce maire.\n');

      expect((await ada.post(`![Le pont](media:${id})`)).state).toBe('held');
    });

    test('are put by nobody else, and not changed once they are seen', async () => {
      const { id } = await sent(mp4());

      expect((await caption(id, VTT, await world.person('eve'))).status).toBe(404);
      await ada.post(`![Le pont](media:${id})`);
      expect((await caption(id)).status).toBe(404);
    });
  });

  describe('captions, later', () => {
    const NEW = 'WEBVTT\n\n00:00.000 --> 00:01.000\nLe vent tombe.\n';
    type Form = { medium: string; file?: string; act?: 'remove'; captionsLanguage?: string };
    const put = async (path: string, { file, ...fields }: Form, who: Person) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      body.set('captions', new File(file === undefined ? [] : [file], 'a.vtt'));
      const answer = await world.app.request(OWN + path, {
        method: 'POST',
        headers: { host: HOST, accept: 'text/html', ...who.asPage },
        body,
      });
      return { status: answer.status, text: await answer.text() };
    };
    const captionsOf = async (id: string) => {
      const { status, bytes } = await look(`${OWN}/media/${id}/captions`);
      return status === 200 ? bytes.toString() : status;
    };
    const first = async () => (await world.readThread()).posts[0]!;

    test('its author puts and replaces them as long as the text may be changed, as a change of it', async () => {
      const { id } = await sent(mp3());
      const post = await ada.post(`![Un entretien](media:${id})`);

      expect((await put(`/p/${post.id}/captions`, { medium: id, file: VTT, captionsLanguage: 'en' }, ada)).status).toBe(303);
      expect((await put(`/p/${post.id}/captions`, { medium: id, file: NEW }, ada)).status).toBe(303);

      expect((await first()).html).toContain('<summary>Transcription</summary><p>Le vent tombe.</p>');
      expect((await first()).editedAt).toBeTruthy();
      world.pass(31 * 60_000);
      expect((await put(`/p/${post.id}/captions`, { medium: id, file: VTT }, ada)).status).toBe(409);
      expect(await captionsOf(id)).toBe(NEW);
    });

    test('what is put into them is read like what is written, and nobody sees it before', async () => {
      const { id } = await sent(mp4());
      const post = await ada.post(`![Le pont](media:${id})`);
      const insult = 'WEBVTT\n\n00:00.000 --> 00:01.000\nQuel guignol, ce maire.\n';

      expect((await put(`/p/${post.id}/captions`, { medium: id, file: insult }, ada)).status).toBe(303);

      expect((await world.readThread()).posts).toEqual([]);
      expect(await captionsOf(id)).toBe(404);
    });

    test.each([
      ['no file', {}, 'Choisissez un fichier'],
      ['HTML', { file: 'WEBVTT\n\n00:00.000 --> 00:01.000\n<script>' }, 'ligne 4'],
      ['a picture', { file: '\x89PNG' }, 'commence par WEBVTT'],
      ['a novel', { file: `WEBVTT\n\n00:00.000 --> 00:01.000\n${'a'.repeat(300_000)}` }, 'plus de 256'],
    ])('%s is told beside its field, and changes nothing', async (_, given, words) => {
      const { id } = await sent(mp4());
      await caption(id, NEW);
      const post = await ada.post(`![Le pont](media:${id})`);
      const moderator = await world.person('margaret', 'moderator');

      for (const [path, who] of [
        [`/p/${post.id}/captions`, ada],
        [`/p/${post.id}/media/captions`, moderator],
      ] as const) {
        const { status, text } = await put(path, { medium: id, ...given }, who);
        expect([status, text]).toEqual([422, expect.stringContaining(words)]);
      }
      expect(await captionsOf(id)).toBe(NEW);
    });

    test('the newsroom puts, replaces and takes them away whenever it likes; the log says who', async () => {
      const { id } = await sent(mp4());
      const post = await ada.post(`![Le pont](media:${id})`);
      const moderator = await world.person('margaret', 'moderator');
      world.pass(DAY_MS);

      expect((await put(`/p/${post.id}/media/captions`, { medium: id, file: NEW, captionsLanguage: 'br' }, moderator)).status).toBe(303);
      expect((await first()).html).toContain('srclang="br"');
      expect(await captionsOf(id)).toBe(NEW);
      expect((await put(`/p/${post.id}/media/captions`, { medium: id, act: 'remove' }, moderator)).status).toBe(303);
      expect((await first()).html).not.toContain('<track');
      expect(await captionsOf(id)).toBe(404);

      const { event, actor } = world.db.read.t.securityLog;
      const logged = await world.db.read.select({ event, actor }).from(world.db.read.t.securityLog);
      expect(logged.filter((entry) => entry.event === 'media.captioned')).toHaveLength(2);
      expect(logged.at(-1)!.actor).toBeTruthy();
    });

    test('what they said before is kept, with who changed it and when: for who moderates it, its author, and their archive', async () => {
      const { id } = await sent(mp4());
      await caption(id, VTT);
      const post = await ada.post(`![Le pont](media:${id})`);
      const moderator = await world.person('margaret', 'moderator');
      const page = async (path: string, who: Person) => (await put(path, { medium: id }, who)).text;

      for (const file of [NEW, NEW]) await put(`/p/${post.id}/captions`, { medium: id, file, captionsLanguage: 'fr' }, ada);
      await put(`/p/${post.id}/media/captions`, { medium: id, act: 'remove' }, moderator);

      for (const said of [await page(`/p/${post.id}/media/captions`, moderator), await page(`/p/${post.id}/captions`, ada)]) {
        expect(said).toContain('2 versions d’avant');
        expect(said).toMatch(/quand margaret a changé :[^]*Le vent tombe[^]*quand ada a changé :[^]*Le vent se lève/);
      }
      const taken = await gatherTakeout(world.db.read, { accountId: ada.accountId, at: world.now() }, () => {});
      expect(taken.media[0]!.row.earlierCaptions.map(({ captions }) => captions)).toEqual([
        expect.stringContaining('Le vent se lève'),
        NEW,
      ]);
    });

    test('not to another’s, nor to a picture, nor to what another post shows', async () => {
      const [mine, other] = [await sent(mp4()), await sent(mp4())];
      const post = await ada.post(`![Le pont](media:${mine.id})`);
      const eve = await world.person('eve');

      expect((await put(`/p/${post.id}/captions`, { medium: mine.id, file: NEW }, eve)).status).toBe(403);
      expect((await put(`/p/${post.id}/captions`, { medium: other.id, file: NEW }, ada)).status).toBe(404);
      expect(
        (await put(`/p/${post.id}/media/captions`, { medium: other.id, file: NEW }, await world.person('margaret', 'moderator'))).status,
      ).toBe(404);
    });
  });

  test('its rights end: it reads as what it was, and may be given back, after an edit too', async () => {
    const moderator = await world.person('margaret', 'moderator');
    const { id } = await sent(mp4());
    const post = await ada.post(`![Le pont](media:${id})`);
    const until = async (day: string) => {
      const headers = { host: HOST, accept: 'text/html', ...moderator.asPage };
      const body = new URLSearchParams({ medium: id, until: day });
      return (await world.app.request(`${OWN}/p/${post.id}/media/rights`, { method: 'POST', headers, body })).status;
    };
    const html = async () => (await world.readThread()).posts[0]!.html;

    expect(await until('2026-11-20')).toBe(303);
    expect(await html()).toBe(`<p><em data-media="${id}">[Film – Le pont]</em></p>`);
    await endRights(world.deps);
    const edit = { source: `Avant.\n\n![Le pont](media:${id})`, revision: 1 };
    expect((await ada.send('PATCH', `/api/v1/posts/${post.id}`, edit)).status).toBe(200);
    expect(await html()).toContain('[Film – Le pont]');
    expect(await until('')).toBe(303);
    expect(await html()).toContain('<video');
  });

  describe('who may', () => {
    test.each([
      [undefined, 'member', 9, 422],
      [undefined, 'journalist', 0, 201],
      [undefined, 'expert', 0, 201],
      ['known', 'member', 2, 422],
      ['known', 'member', 3, 201],
      ['members', 'guest', 9, 422],
    ] as const)('where it is %s: a %s with %i posts gets %i', async (films, role, postCount, status) => {
      const { members, sites } = world.db.read.t;
      const [site] = await world.db.read.select().from(sites);
      const { films: _, ...settings } = site!.settings;
      await world.db.write(async (tx) => void (await tx.update(sites).set({ settings: { ...settings, ...(films && { films }) } })));
      const someone = await world.person('someone', role);
      await world.db.write(async (tx) => void (await tx.update(members).set({ postCount })));

      expect((await send(mp3(), someone)).status).toBe(status);
    });
  });

  test('what no post shows after a day is swept, file and all', async () => {
    const { url } = await sent(mp3());
    world.pass(2 * DAY_MS);
    await sweepMedia(world.deps);
    await runOutbox(world.db, mediaOutbox(world.deps), world.now(), () => {});

    expect((await look(url)).status).toBe(404);
    expect(await world.db.read.$count(world.db.read.t.media)).toBe(0);
  });
});
