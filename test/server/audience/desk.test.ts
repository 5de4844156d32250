// The audience at the desk: its figures are those that were counted (docs/decisions/070).
import { beforeEach, expect, test } from 'vitest';
import { keepAudience } from '#server/audience/keep-audience.ts';
import type { AudienceWire } from '#server/audience/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const DAY = 86_400_000;
const browsers = ['Firefox/150.0', 'Chrome/148.0', 'Safari/605.1'].map((name) => ({
  'user-agent': `Mozilla/5.0 (X11; Linux x86_64) ${name}`,
}));

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const read = (path: string, headers: Record<string, string> = browsers[0]!) => forum.request('GET', path, undefined, headers);

  test('days, what was read by most, and what led there, in the last days', async () => {
    const { url, thread } = await forum.open('Une piste le long du canal ?');
    const page = new URL(url).pathname;
    await forum.ada.post('Le pont rouvre lundi.');
    await read(page, { ...browsers[1]!, referer: 'https://too-long-ago.test/' });
    await keepAudience(forum.deps);
    forum.pass(7 * DAY);
    await read(page, { ...browsers[0]!, referer: 'https://www.meteo.test/' });
    await read(`${page}?utm_source=partner`, browsers[1]);
    await keepAudience(forum.deps);
    forum.pass(DAY);
    for (const browser of browsers) await read('/api/v1/thread?site=courrier&article=pont', browser);
    await keepAudience(forum.deps);

    const { body } = await maud.desk<AudienceWire>('GET', '/api/v1/audience?days=7');

    expect(body).toEqual({
      from: '2026-11-24',
      to: '2026-11-30',
      days: [
        ...['24', '25', '26', '27', '28'].map((day) => ({ day: `2026-11-${day}`, views: 0, visitors: 0 })),
        { day: '2026-11-29', views: 2, visitors: 2 },
        { day: '2026-11-30', views: 3, visitors: 3 },
      ],
      pages: [
        { title: null, url: 'http://terrasse.courrier.test/a/pont', article: true, views: 3, visitors: 3 },
        { title: 'Une piste le long du canal ?', url: expect.stringContaining(thread), article: false, views: 2, visitors: 2 },
      ],
      sources: [{ host: 'www.meteo.test', visits: 1, visitors: 1 }],
      campaigns: [{ source: 'partner', medium: '', campaign: '', visits: 1, visitors: 1, posts: 0, firstPosts: 0, follows: 0 }],
    });
  });

  test('its days as CSV equal what the desk shows', async () => {
    await read('/');
    await keepAudience(forum.deps);

    const { text, headers } = await maud.desk('GET', '/api/v1/audience/days.csv?days=2');

    expect(headers.get('content-type')).toContain('text/csv');
    expect(text).toBe('"Jour","Lectures","Visiteurs"\r\n"2026-11-21","0","0"\r\n"2026-11-22","1","1"\r\n');
  });

  test('another site’s readers are not in it', async () => {
    await forum.addSite('gazette', 'forum.gazette.test');
    await forum.request('GET', '/', undefined, { ...browsers[0]!, host: 'forum.gazette.test' });
    await keepAudience(forum.deps);

    const { body } = await maud.desk<AudienceWire>('GET', '/api/v1/audience?days=1');

    expect(body).toMatchObject({ days: [{ views: 0, visitors: 0 }], pages: [], sources: [], campaigns: [] });
  });
});
