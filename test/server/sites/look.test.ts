import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { contrastOf, DARK_PAPER, isReadable, lightened } from '#server/sites/contrast.ts';
import { OURS } from '#server/sites/palette.ts';
import type { LookInput, LookPreviewWire, LookWire } from '#server/sites/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const look: LookInput = {
  version: 0,
  timeZone: 'America/Toronto',
  accent: '#0b5d8f',
  font: 'serif',
  tokens: OURS,
  header: '',
  footer: '',
};
const picture = (width = 900, height = 300) =>
  sharp({ create: { width, height, channels: 4, background: '#0b5d8f' } }).withExif({ IFD0: { Copyright: 'secret place' } });

onBothDatabases((engine) => {
  const upload = (world: World, { asPage }: Person, bytes: Buffer | string) =>
    world.app.request('http://terrasse.courrier.test/api/v1/look/logo', {
      method: 'PUT',
      headers: { ...asPage, host: 'terrasse.courrier.test', 'content-type': 'image/png' },
      body: bytes as never,
    });

  test('colour and font come by a sheet of the site’s own, on its pages alone', async () => {
    const world = await createWorld(engine);
    await world.addSite('gazette', 'terrasse.gazette.test');
    const grace = await world.person('grace', 'manager');
    expect((await world.request('GET', '/')).text).not.toContain('/theme-');

    expect((await grace.desk<LookWire>('PUT', '/api/v1/look', look)).body).toMatchObject({
      ...look,
      version: 1,
      logoUrl: null,
      versions: [{ version: 1, by: 'grace' }],
    });

    const [, href] = /href="(\/theme-[\w-]{8}\.css)"/.exec((await world.request('GET', '/')).text)!;
    const sheet = await world.request('GET', href!);
    expect(sheet.headers.get('content-type')).toContain('text/css');
    expect(sheet.text).toContain('--terrasse-accent:light-dark(#0b5d8f,#');
    expect(sheet.text).toContain('Iowan Old Style');
    const other = await world.request('GET', '/', undefined, { host: 'terrasse.gazette.test' });
    expect(other.text).not.toContain('/theme-');
  });

  test('a colour that cannot be read, no colour, and a zone or font that is none are refused', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const saving = async (change: object) => (await grace.desk('PUT', '/api/v1/look', { ...look, ...change })).status;

    for (const accent of ['#ffcc00', '#ffffff', 'red', '#12', 'url(x)', '#0b5d8f;}']) expect(await saving({ accent }), accent).toBe(422);
    const pale = await grace.desk<{ error: { fields: Record<string, string> } }>('PUT', '/api/v1/look', { ...look, accent: '#ffcc00' });
    expect(pale.body.error.fields.accent).toContain('4,5');
    expect(await saving({ font: 'Comic Sans' })).toBe(422);
    expect(await saving({ timeZone: 'Saint-Aubin' })).toBe(422);
    expect(await saving({ accent: null, font: 'system', timeZone: 'UTC' })).toBe(200);
  });

  test('a logo is made anew, small and bare, and served so that it can only be a picture', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');

    const { logoUrl } = (await (await upload(world, grace, await picture().jpeg().toBuffer())).json()) as LookWire;

    const { headers } = await world.request('GET', logoUrl!);
    const bytes = Buffer.from(
      await (
        await world.app.request(`http://terrasse.courrier.test${logoUrl}`, { headers: { host: 'terrasse.courrier.test' } })
      ).arrayBuffer(),
    );
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 288, height: 96 });
    expect(bytes.toString('latin1')).not.toContain('secret place');
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await world.request('GET', '/')).text).toContain(`<img src="${logoUrl}"`);
  });

  test('another logo has another address; none leaves none', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const first = (await (await upload(world, grace, await picture().png().toBuffer())).json()) as LookWire;
    const second = (await (await upload(world, grace, await picture(100, 100).webp().toBuffer())).json()) as LookWire;

    expect(second.logoUrl).not.toBe(first.logoUrl);
    expect((await world.request('GET', first.logoUrl!)).status).toBe(404);
    await world.addSite('gazette', 'terrasse.gazette.test');
    expect((await world.request('GET', second.logoUrl!, undefined, { host: 'terrasse.gazette.test' })).status).toBe(404);
    expect((await grace.desk<LookWire>('DELETE', '/api/v1/look/logo')).body.logoUrl).toBeNull();
    expect((await world.request('GET', second.logoUrl!)).status).toBe(404);
  });

  test('an SVG, a page, a bomb and half a picture are no logo', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const whole = await picture().png().toBuffer();
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' }, limitInputPixels: false })
      .png()
      .toBuffer();

    for (const bytes of [svg, '<!doctype html><p>', '', whole.subarray(0, 200), bomb])
      expect((await upload(world, grace, bytes)).status, String(bytes).slice(0, 20)).toBe(422);
  });

  const save = (who: Person, change: Partial<LookInput>) => who.desk<LookWire & ErrorBody>('PUT', '/api/v1/look', { ...look, ...change });

  test('all colours may be its own, as long as everything on them can be read', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const wrongs = async (tokens: Partial<LookInput['tokens']>, accent = look.accent) =>
      Object.keys((await save(grace, { accent, tokens: { ...OURS, ...tokens } })).body.error?.fields ?? {});

    expect(await wrongs({ ink: '#999999' })).toEqual(['tokens.ink']);
    expect(await wrongs({ paper: '#808080' })).toEqual(expect.arrayContaining(['tokens.paper', 'tokens.ink']));
    expect(await wrongs({ paperDark: '#ffffff' })).toEqual(expect.arrayContaining(['tokens.paperDark', 'tokens.inkDark']));
    expect(await wrongs({ accentDark: '#333333' })).toEqual(['tokens.accentDark']);
    expect(await wrongs({ radius: 99 })).toEqual(['tokens.radius']);
    expect(await wrongs({ ink: 'red;}' })).toEqual(['tokens.ink']);
    expect(await wrongs({ paper: '#fbf7f0', ink: '#1a1a1a', paperDark: '#101418', inkDark: '#e8eef4', radius: 0, size: 18 })).toEqual([]);

    const [, href] = /href="(\/theme-[\w-]{8}\.css)"/.exec((await world.request('GET', '/')).text)!;
    const sheet = (await world.request('GET', href!)).text;
    expect(sheet).toContain('--terrasse-paper:light-dark(#fbf7f0,#101418)');
    expect(sheet).toContain('--terrasse-radius:0rem');
    expect(sheet).toContain('--terrasse-size:1.125rem');
    expect((await world.request('GET', '/theme-00000000.css')).status).toBe(404);
  });

  test('a header and a footer are shown on every page, clean of what runs, asks or has a style', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const header =
      '<nav aria-label="Le journal"><ul><li><a href="https://www.courrier.test/" onclick="alert(1)" style="color:red">Le Courrier</a></li></ul></nav><script>alert(1)</script><form action="/signout"><input></form>';

    expect((await save(grace, { header, footer: '<a href="javascript:alert(1)">Un lien</a> <iframe src="/"></iframe>' })).status).toBe(200);

    for (const path of ['/', '/charter', '/signin', '/nowhere']) {
      const { text } = await world.request('GET', path, undefined, { accept: 'text/html' });
      expect(text, path).toContain('<nav aria-label="Le journal"><ul><li><a href="https://www.courrier.test/">Le Courrier</a>');
      expect(text, path).toContain('Un lien');
      expect(text, path).not.toMatch(/alert\(1\)|<iframe|style="color/);
    }
    expect((await grace.desk<LookWire>('GET', '/api/v1/look')).body.header).toBe(header);
  });

  test('pictures come from the publisher’s own pages or from nowhere', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    for (const src of ['https://tracker.test/p.gif', 'https://www.courrier.test.evil.test/p.gif', 'http://www.courrier.test/p.png']) {
      const { status, body } = await save(grace, { header: `<img src="${src}">` });
      expect([status, body.error.fields!.header], src).toEqual([422, expect.stringContaining('Aucun lecteur')]);
    }
    const { body } = await grace.desk<LookPreviewWire>('POST', '/api/v1/look/preview', {
      ...look,
      header: '<img src="//tracker.test/p.gif"><img src="data:image/svg+xml,x"><img srcset="https://tracker.test/p.gif">',
    });
    expect(body.html).not.toMatch(/tracker|svg\+xml/);

    await save(grace, { footer: '<img alt="a > b" width="90" src="https://www.courrier.test/logo.png">' });

    const { text, headers } = await world.request('GET', '/');
    expect(text).toMatch(/<img (?=[^<]*width="90")[^<]*src="https:\/\/www\.courrier\.test\/logo\.png"/);
    expect(headers.get('content-security-policy')).toMatch(/img-src 'self' data: [^;]*https:\/\/www\.courrier\.test/);
  });

  test('a preview is a whole page, says what was taken out, and changes nothing', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const before = (await world.request('GET', '/')).text;

    const { body } = await grace.desk<LookPreviewWire>('POST', '/api/v1/look/preview', {
      ...look,
      header: '<b>Essai</b><script>1</script>',
    });

    expect(body.html).toContain('<b>Essai</b>');
    expect(body.html).not.toContain('/theme-');
    expect(body.css).toContain('#0b5d8f');
    expect(body.dropped).toEqual(['script']);
    expect((await world.request('GET', '/')).text).toBe(before);
    expect((await grace.desk('POST', '/api/v1/look/preview', { ...look, accent: '#ffcc00' })).status).toBe(422);
  });

  test('each look that was saved is kept with who saved it; of two at once, one is told', async () => {
    const world = await createWorld(engine);
    const [grace, hugo] = [await world.person('grace', 'manager'), await world.person('hugo', 'admin')];

    const both = await Promise.all([save(grace, { accent: '#0b5d8f' }), save(hugo, { accent: '#7a1f5c' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await save(hugo, { version: 1, accent: null, font: 'system' });

    const { versions } = (await grace.desk<LookWire>('GET', '/api/v1/look')).body;
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(versions[0]!.by).toBe('hugo');
    expect((await grace.desk<LookWire>('GET', '/api/v1/look/versions/1')).body.accent).toMatch(/^#(0b5d8f|7a1f5c)$/);
    expect((await grace.desk('GET', '/api/v1/look/versions/3')).status).toBe(404);
  });

  test('a font of its own is served from here; what is none, or too large, is refused', async () => {
    const world = await createWorld(engine);
    const grace = await world.person('grace', 'manager');
    const woff2 = (length: number, claimed = length) => {
      const bytes = Buffer.alloc(length);
      bytes.write('wOF2', 'latin1');
      bytes.writeUInt32BE(0x00010000, 4);
      bytes.writeUInt32BE(claimed, 8);
      return bytes;
    };
    const send = (bytes: Buffer, use = 'text') =>
      world.app.request(`http://terrasse.courrier.test/api/v1/look/fonts/${use}?name=Courrier.woff2`, {
        method: 'PUT',
        headers: { ...grace.asPage, host: 'terrasse.courrier.test', 'content-type': 'font/woff2' },
        body: bytes as never,
      });

    for (const bytes of [Buffer.from('<svg/>'), woff2(100, 90), woff2(200_001), Buffer.alloc(0)])
      expect((await send(bytes)).status).toBe(422);
    expect((await send(woff2(100), 'other')).status).toBe(422);
    const { fonts } = (await (await send(woff2(1000))).json()) as LookWire;

    expect(fonts.text).toMatchObject({ name: 'Courrier.woff2', url: expect.stringMatching(/^\/fonts\/[0-9a-f]{32}\.woff2$/) });
    const file = await world.request('GET', fonts.text!.url);
    expect([file.headers.get('content-type'), file.headers.get('x-content-type-options')]).toEqual(['font/woff2', 'nosniff']);
    const [, href] = /href="(\/theme-[\w-]{8}\.css)"/.exec((await world.request('GET', '/')).text)!;
    expect((await world.request('GET', href!)).text).toContain(`url(${fonts.text!.url})`);
    expect((await grace.desk<LookWire>('DELETE', '/api/v1/look/fonts/text')).body.fonts).toEqual({});
    expect((await world.request('GET', fonts.text!.url)).status).toBe(404);
  });

  test('a member’s day or night goes before their device’s; a reader’s page follows it alone', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    const choose = (scheme: string) =>
      world.request('POST', '/account/scheme', `scheme=${scheme}`, { ...ada.asPage, 'content-type': 'application/x-www-form-urlencoded' });

    expect((await choose('dark')).status).toBe(303);

    expect((await ada.desk('GET', '/')).text).toContain('data-scheme="dark"');
    expect((await world.request('GET', '/')).text).not.toContain('data-scheme');
    await choose('auto');
    expect((await ada.desk('GET', '/')).text).not.toContain('data-scheme');
    expect((await choose('pink')).status).toBe(422);
  });

  test('the day on our pages and in the embed is the site’s', async () => {
    const world = await createWorld(engine);
    const [grace, ada] = [await world.person('grace', 'manager'), await world.person('ada')];
    world.pass(12 * 3_600_000); // 2026-11-23 01:00 UTC: the day before in Toronto
    await ada.post('Il est tard.');
    await grace.desk('PUT', '/api/v1/look', look);

    const embed = await world.request('GET', '/embed/thread?site=courrier&article=pont');
    const charter = await world.request('GET', '/charter');

    expect(embed.text).toContain('"timeZone":"America/Toronto"');
    expect(charter.text).toContain('22 novembre 2026');
  });
});

describe('contrast', () => {
  test('is WCAG’s', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test('what is too pale on white is refused; any colour is lightened until it reads in the dark', () => {
    expect(isReadable('#a63d22')).toBe(true);
    expect(isReadable('#777777')).toBe(false);
    for (const accent of ['#a63d22', '#000000', '#0000ff', '#1a1a40', '#8a5a00'])
      expect(contrastOf(lightened(accent), DARK_PAPER), accent).toBeGreaterThanOrEqual(4.5);
  });
});
