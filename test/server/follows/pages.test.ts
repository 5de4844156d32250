import { expect, test } from 'vitest';
import { openForum } from '../../support/forum.ts';
import { OWN, type Person } from '../../support/world.ts';

test('followed by a form, found in the list, changed and let go; for nobody else’s eyes', async () => {
  const { deps, site, now, request, app, open, person, linus } = await openForum('sqlite');
  const grace = await person('grace');
  const banks = await open('Bancs');
  const read = async (who: Person, path: string) => (await request('GET', path, undefined, { ...who.asPage, accept: 'text/html' })).text;
  const submit = (path: string, fields: Record<string, string> = {}) =>
    app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: { host: new URL(OWN).host, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...grace.asPage },
      body: new URLSearchParams(fields).toString(),
    });

  expect(await read(grace, `/t/${banks.thread}/bancs`)).toContain(`/follow/thread/${banks.thread}`);
  await deps.db.write(async (tx) => {
    const row = { siteId: site.id, key: 'crue', title: 'La crue', bylines: ['Rozenn Le Dantec', 'Paul Estève'] };
    await tx.insert(tx.t.articles).values({ ...row, confirmedAt: now(), createdAt: now() });
  });
  const article = await read(grace, '/a/crue');
  for (const path of ['/follow/article/crue', '/follow/byline/0-crue', '/follow/byline/1-crue']) expect(article).toContain(`"${path}"`);
  expect(await read(grace, '/s/velo')).toContain('/follow/space/velo');
  expect(await read(grace, `/members/${linus.member.uid}`)).toContain(`/follow/author/${linus.member.uid}`);
  const here = `/follow/thread/${banks.thread}`;
  expect((await submit(here, { level: 'watch', pace: 'weekly' })).headers.get('location')).toBe(`${here}?done=1`);
  const done = await read(grace, `${here}?done=1`);
  for (const said of ['C’est noté.', 'href="/notifications/devices"', 'value="weekly" selected', `href="/t/${banks.thread}/bancs"`])
    expect(done).toContain(said);
  expect(await read(grace, '/notifications/settings')).toMatch(/name="followed">.*?value="weekly" selected/);
  expect((await submit(here, { level: 'normal' })).headers.get('location')).toBe(`/t/${banks.thread}/bancs`);
  expect((await submit(here, { level: 'normal', pace: 'always' })).status).toBe(422);
  const toLetters = 'href="/notifications/settings#letters"';
  expect(await read(grace, '/follow/space/velo')).toContain(toLetters);
  expect(await read(grace, here)).not.toContain(toLetters);
  await submit('/follow/space/velo', { level: 'mute' });
  expect((await submit(`/follow/author/${grace.member.uid}`, { level: 'watch' })).status).toBe(422);
  expect((await submit('/follow/space/nulle-part', { level: 'watch' })).status).toBe(404);
  expect((await submit('/follow/space/velo', { level: 'loud' })).status).toBe(422);

  const list = await read(grace, '/following');
  expect(list).toContain('Bancs');
  expect(list).toContain('Vélo');
  expect(await read(linus, '/following')).not.toContain('Vélo');
  await submit('/follow/space/velo', { level: 'none' });
  await submit('/follow/byline/0-crue', { level: 'watch' });
  const path = /\/follow\/byline\/[\w.-]+/.exec(await read(grace, '/following'))![0];
  await submit(path, { level: 'normal' });
  expect(await read(grace, '/following')).toContain('Rozenn Le Dantec');
  expect((await submit('/follow/byline/nobody', { level: 'normal' })).status).toBe(404);
  await submit(path, { level: 'none' });
  const id = /\/following\/(\d+)\/removal/.exec(await read(grace, '/following'))![1]!;
  await submit(`/following/${id}/removal`);
  expect(await read(grace, '/following')).not.toContain('Bancs');
});
