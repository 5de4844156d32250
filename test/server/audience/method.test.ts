// The method is published, and whoever does not want to be counted is not (docs/decisions/070).
import { expect, test } from 'vitest';
import { keepAudience } from '#server/audience/keep-audience.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN } from '../../support/world.ts';

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' };
const FORM = { origin: OWN, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

onBothDatabases((engine) => {
  test('a page says how readers are counted, with each condition of the regulator and how it is met, in both languages', async () => {
    const world = await createWorld(engine);

    const { text } = await world.request('GET', '/audience');
    const english = (await world.request('GET', '/audience?lang=en')).text;

    expect(text.match(/<dt>/g)).toHaveLength(10);
    expect(text).toContain('<dd>Les empreintes, un jour\u202f; les sommes, vingt-cinq mois au plus, puis elles sont effacées.</dd>');
    expect(english).toContain('<dd>Fingerprints, a day; sums, twenty-five months at most, then they are deleted.</dd>');
    for (const path of ['/about', '/legal']) expect((await world.request('GET', path)).text).toContain('href="/audience"');
  });

  test('who says no by its button is not counted from then on, and may come back; the refusal names nobody', async () => {
    const world = await createWorld(engine);
    const views = async () => {
      await keepAudience(world.deps);
      const [row] = await world.db.read.select({ views: world.db.read.t.audienceDays.views }).from(world.db.read.t.audienceDays);
      return row?.views ?? 0;
    };

    const out = await world.request('POST', '/audience', 'act=out', { ...FORM, ...FIREFOX });
    const cookie = out.headers.get('set-cookie')!;
    expect([out.status, out.headers.get('location')]).toEqual([303, '/audience#choice']);
    expect(cookie).toMatch(/^terrasse_uncounted=1; Max-Age=33696000; Path=\/; HttpOnly; SameSite=Lax$/);

    const said = { ...FIREFOX, cookie: cookie.split(';')[0]! };
    expect((await world.request('GET', '/audience', undefined, said)).text).toContain('value="in"');
    expect(await views()).toBe(0);
    const back = await world.request('POST', '/audience', 'act=in', { ...FORM, ...said });
    expect(back.headers.get('set-cookie')).toMatch(/^terrasse_uncounted=; Max-Age=0;/);
    await world.request('GET', '/audience', undefined, FIREFOX);
    expect(await views()).toBe(1);
  });

  test('a browser that says no is told that it was heard, without a button', async () => {
    const world = await createWorld(engine);

    const { text } = await world.request('GET', '/audience', undefined, { ...FIREFOX, 'sec-gpc': '1' });

    expect(text).toContain('Votre navigateur dit non');
    expect(text).not.toContain('name="act"');
  });

  test('no page of another site says no for a reader', async () => {
    const world = await createWorld(engine);

    const { status } = await world.request('POST', '/audience', 'act=out', {
      ...FORM,
      origin: 'https://ailleurs.test',
      'sec-fetch-site': 'cross-site',
    });

    expect(status).toBe(403);
  });
});
