import sharp from 'sharp';
import { expect, test } from 'vitest';
import { initialOf } from '#server/install/icon.ts';
import { AWNING, LETTERS } from '#server/install/letters.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type World } from '../../support/world.ts';

type Manifest = { name: string; start_url: string; display: string; icons: { src: string; sizes: string; purpose?: string }[] };

onBothDatabases((engine) => {
  const bytesOf = async (world: World, path: string) => {
    const answer = await world.app.request(`${OWN}${path}`, { headers: { host: new URL(OWN).host } });
    return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  test('a manifest names the forum, and its icons are pictures of the sizes they say', async () => {
    const world = await createWorld(engine);

    const { text, headers } = await world.request('GET', '/manifest.webmanifest');
    const manifest = JSON.parse(text) as Manifest;

    expect(headers.get('content-type')).toContain('application/manifest+json');
    expect(manifest).toMatchObject({ name: 'La Terrasse', start_url: '/', display: 'standalone' });
    for (const { src, sizes } of manifest.icons) {
      const { type, bytes } = await bytesOf(world, src);
      const { format, width, height } = await sharp(bytes).metadata();
      expect([type, format, `${width}x${height}`]).toEqual(['image/png', 'png', sizes]);
    }
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
    expect((await world.request('GET', '/')).text).toContain('rel="manifest"');
  });

  test('a logo about as high as wide is the icon, on the site’s paper; another one has another address', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const iconNow = async () => (JSON.parse((await world.request('GET', '/manifest.webmanifest')).text) as Manifest).icons[0]!.src;
    const before = await iconNow();

    await world.app.request(`${OWN}/api/v1/look/logo`, {
      method: 'PUT',
      headers: { ...grace.asPage, host: new URL(OWN).host, 'content-type': 'image/png' },
      body: (await sharp({ create: { width: 90, height: 90, channels: 3, background: '#0b5d8f' } })
        .png()
        .toBuffer()) as never,
    });
    const after = await iconNow();

    expect(after).not.toBe(before);
    expect((await bytesOf(world, before)).status).toBe(404);
    const { data, info } = await sharp((await bytesOf(world, after)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)];
    expect([pixel(0, 0), pixel(96, 96)]).toEqual([
      [255, 255, 255],
      [0x0b, 0x5d, 0x8f],
    ]);
  });

  test('the worker keeps a page that is nobody’s and files that never change; nothing that anybody reads', async () => {
    const world = await createWorld(engine);

    const { text, headers } = await world.request('GET', '/worker.js');

    expect(headers.get('content-type')).toContain('text/javascript');
    expect(JSON.parse(/KEPT = (\[.*?\])/.exec(text)![1]!)).toEqual(['/offline', '/pages/test.css']);
    expect(text.match(/\.put\(/g)).toHaveLength(1);
    expect(text).toContain("credentials: 'omit'");
    const offline = await world.request('GET', '/offline');
    expect(offline.text).toContain('La connexion est coupée');
    expect(offline.headers.get('set-cookie')).toBeNull();
  });

  test('a reader’s page registers nothing', async () => {
    const world = await createWorld(engine);
    await (await world.person('ada')).post('Bonjour.');

    for (const path of ['/', '/a/pont']) expect((await world.request('GET', path)).text, path).not.toMatch(/bell\.js|worker\.js/);
    expect((await (await world.person('linus')).desk('GET', '/')).text).toContain('bell.js');
  });
});

test('the initial is of the word that names it', () => {
  expect(['La Terrasse', 'L’Écho', 'The Gazette', 'Le', '42', '日本'].map(initialOf)).toEqual(['T', 'E', 'G', 'L', '4', '日']);
});

test('every letter and figure has its strokes, and what has none an awning', () => {
  expect(Object.keys(LETTERS).toSorted().join('')).toBe('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  for (const path of [...Object.values(LETTERS), AWNING]) expect(path).toMatch(/^M[\d\sMLHVCSQTAZmlhvcsqtaz.-]+$/);
});
