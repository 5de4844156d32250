import { beforeEach, expect, test } from 'vitest';
import type { CasesPage } from '#server/cases/wire.ts';
import type { PostWire } from '#server/posts/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, camille] = [await world.person('ada'), await world.person('camille', 'moderator')];
  });

  const edit = async (post: PostWire, revision: number, source: string) => {
    world.pass(60_000);
    expect((await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source, revision })).status).toBe(200);
  };
  const decide = async (lane: string, verdict: 'approve' | 'hide' | 'ask_edit' | 'restore', revision: number) => {
    const { body } = await camille.desk<CasesPage>('GET', `/api/v1/cases?lane=${lane}`);
    const { id, version } = body.cases[0]!;
    const answer = await camille.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision, verdict, rule: 1, note: 'Non.' });
    expect(answer.status).toBe(200);
    await world.tell();
  };
  const history = async (post: PostWire) => {
    const { status, text } = await world.request('GET', `/p/${post.id}/history`, undefined, { accept: 'text/html' });
    return status === 200 ? text.slice(text.indexOf('<ol class="rows">')).replaceAll(/<span class="sr">.*?<\/span>/g, '') : String(status);
  };

  test('each public version with what changed, the latest first; the thread leads there', async () => {
    const post = await ada.post('Le maire a dit «\u00a0non\u00a0».');
    await edit(post, 1, 'Le maire a dit «\u00a0oui\u00a0».');

    const page = await history(post);

    expect(page).toContain('Le maire a dit «<del>\u00a0non</del><ins>\u00a0oui</ins>\u00a0».');
    expect(page).toContain('<p>Le maire a dit «&nbsp;non&nbsp;».</p>');
    expect((await world.request('GET', '/a/pont')).text).toContain(`/p/${post.id}/history`);
  });

  test('what was held was never public, and comes by no other door', async () => {
    const post = await ada.post('Un bonjour.');
    await edit(post, 1, 'Un guignol.');
    expect(await history(post)).toBe('404');
    await edit(post, 2, 'Un bonsoir.');
    await decide('held', 'approve', 3);

    const page = await history(post);

    expect(page).toContain('Un<del> bonjour.</del><ins> bonsoir.</ins>');
    expect(page).not.toContain('guignol');
  });

  test('nothing of before a decision against it: not the version it names, nor those it grew from', async () => {
    const post = await ada.post('Les voleurs, d’abord.');
    await edit(post, 1, 'Les voleurs, ensuite.');
    await (await world.person('linus')).send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
    await decide('reported', 'ask_edit', 2);
    await edit(post, 2, 'Les élus.');
    await decide('held', 'approve', 3);

    const page = await history(post);

    expect(page).toContain('<p>Les élus.</p>');
    expect(page).not.toContain('voleurs');
  });

  test('a removed post has no history, nor one of another site', async () => {
    const post = await ada.post('Bonjour.');
    await edit(post, 1, 'Bonsoir.');
    await ada.send('DELETE', `/api/v1/posts/${post.id}`);

    expect(await history(post)).toBe('404');
  });
});
