import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { contrastOf, DARK_PAPER, isReadable, lightened } from '#server/sites/contrast.ts';
import type { LookWire } from '#server/sites/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const look = { timeZone: 'America/Toronto', accent: '#0b5d8f', font: 'serif' };
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

    expect((await grace.desk<LookWire>('PUT', '/api/v1/look', look)).body).toEqual({ ...look, logoUrl: null });

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
    const save = async (change: object) => (await grace.desk('PUT', '/api/v1/look', { ...look, ...change })).status;

    for (const accent of ['#ffcc00', '#ffffff', 'red', '#12', 'url(x)', '#0b5d8f;}']) expect(await save({ accent }), accent).toBe(422);
    const pale = await grace.desk<{ error: { fields: Record<string, string> } }>('PUT', '/api/v1/look', { ...look, accent: '#ffcc00' });
    expect(pale.body.error.fields.accent).toContain('4,5');
    expect(await save({ font: 'Comic Sans' })).toBe(422);
    expect(await save({ timeZone: 'Saint-Aubin' })).toBe(422);
    expect(await save({ accent: null, font: 'system', timeZone: 'UTC' })).toBe(200);
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
