import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
  });

  const open = (who: Person, path: string) => world.request('GET', path, undefined, { ...who.asPage, accept: 'text/html' });
  const submit = (who: Person, path: string, fields: Record<string, string> = {}) =>
    world.request('POST', path, new URLSearchParams(fields).toString(), {
      ...who.asPage,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    });
  const textsOf = async () => (await world.readThread()).posts.map(({ html }) => html);

  test('one’s own post is changed by a form, which holds its text and revision', async () => {
    const post = await ada.post('Les *bancs* <d’abord>.');

    const form = await open(ada, `/p/${post.id}/edit`);
    const saved = await submit(ada, `/p/${post.id}/edit`, { source: 'Les **bancs**.', revision: '1' });

    expect(form.text).toContain('Les *bancs* &lt;d’abord>.</textarea>');
    expect(form.text).toContain('name="revision" value="1"');
    expect([saved.status, saved.headers.get('location')]).toEqual([303, expect.stringContaining(`#p-${post.id}`)]);
    expect(await textsOf()).toEqual(['<p>Les <strong>bancs</strong>.</p>']);
  });

  test('what cannot be saved comes back whole: nothing typed is lost', async () => {
    const post = await ada.post('Premier.');
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Changé ailleurs.', revision: 1 });

    const stale = await submit(ada, `/p/${post.id}/edit`, { source: 'Changé ici.', revision: '1' });
    const empty = await submit(ada, `/p/${post.id}/edit`, { source: '  ', revision: '2' });
    world.pass(16 * 60_000);
    const late = await submit(ada, `/p/${post.id}/edit`, { source: 'Trop tard.', revision: '2' });

    expect([stale.status, empty.status, late.status]).toEqual([409, 422, 409]);
    expect(stale.text).toContain('Changé ici.</textarea>');
    expect(stale.text).toContain('Changé ailleurs.</p>');
    expect(stale.text).toContain('name="revision" value="2"');
    expect(empty.text).toContain('id="source-err"');
    expect(late.text).toContain('Trop tard.</textarea>');
    expect((await open(ada, `/p/${post.id}/edit`)).status).toBe(409);
    expect(await textsOf()).toEqual(['<p>Changé ailleurs.</p>']);
  });

  test('it is deleted by a form, after a question', async () => {
    const post = await ada.post('À retirer.');

    const asked = await open(ada, `/p/${post.id}/deletion`);
    expect(await textsOf()).toHaveLength(1);
    const gone = await submit(ada, `/p/${post.id}/deletion`);

    expect(asked.text).toContain('Supprimer ce message');
    expect(gone.status).toBe(303);
    expect(await textsOf()).toEqual([]);
  });

  test('nobody else’s: by no form of ours, nor of another page', async () => {
    const linus = await world.person('linus');
    const post = await ada.post('Le mien.');

    for (const act of ['edit', 'deletion']) {
      expect((await open(linus, `/p/${post.id}/${act}`)).status).toBe(403);
      expect((await submit(linus, `/p/${post.id}/${act}`, { source: 'Pris.', revision: '1' })).status).toBe(403);
      const forged = { ...ada.asPage, origin: 'https://ailleurs.test', 'sec-fetch-site': 'cross-site' };
      expect((await world.request('POST', `/p/${post.id}/${act}`, '', forged)).status).toBe(403);
    }
    expect(await textsOf()).toEqual(['<p>Le mien.</p>']);
  });
});

test('who is not signed in comes by the door, and back', async () => {
  const world = await createWorld('sqlite');
  const post = await (await world.person('ada')).post('Le mien.');

  const { status, headers } = await world.request('GET', `/p/${post.id}/edit`, undefined, { accept: 'text/html', host: new URL(OWN).host });

  expect([status, headers.get('location')]).toEqual([303, `/signin?next=/p/${post.id}/edit`]);
});
