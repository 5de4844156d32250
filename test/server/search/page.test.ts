import { expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  const open = async (world: World, query: string, headers: Record<string, string> = {}) => {
    await world.index();
    return world.request('GET', `/search${query}`, undefined, { accept: 'text/html', 'accept-language': 'fr', ...headers });
  };

  test('the page is a form before anything is looked for', async () => {
    const world = await createWorld(engine);

    const { status, text } = await open(world, '');

    expect(status).toBe(200);
    expect(text).toContain('<form role="search" id="find" action="/search"');
    expect(text).not.toContain('role="status"');
  });

  test('what is found is marked in the words of its author, and leads to the post', async () => {
    const world = await createWorld(engine);
    const ada = await world.person('ada');
    const post = await ada.post('La <crue> des élections municipales.');

    const { text } = await open(world, '?q=municipal&author=');

    expect(text).toContain('La &lt;crue> des élections <mark>municipales</mark>.');
    expect(text).toContain(`/p/${post.id}"`);
    expect(text).toContain('<h2 class="small" id="found">1 résultat</h2>');
  });

  test('nothing found says so, and keeps what was typed', async () => {
    const world = await createWorld(engine);

    const { status, text } = await open(world, '?q=%22pompe+de+relevage%22&space=&kind=question&author=Ada');

    expect(status).toBe(200);
    expect(text).toContain('Personne ne s’appelle ainsi ici');
    expect(text).toContain('value="&quot;pompe de relevage&quot;"');
    expect(text).toContain('<option value="question" selected>');
  });

  test.each([
    ['only quotes', '?q=%22%22%22'],
    ['10,000 words', `?q=${'mot+'.repeat(10_000)}`],
    ['an order that is none', '?q=crue&sort=upwards'],
    ['a cursor that is none of ours', '?q=crue&cursor=nonsense'],
  ])('%s: said on the page, beside what was typed', async (_, query) => {
    const world = await createWorld(engine);

    const { status, text } = await open(world, query);

    expect(status).toBe(422);
    expect(text).toMatch(/id="q-err"|role="alert"/);
  });

  test('only who moderates is offered what is not public', async () => {
    const world = await createWorld(engine);
    const [ada, mia] = [await world.person('ada'), await world.person('mia', 'moderator')];
    await ada.post('Quel guignol, ce maire.');

    expect((await open(world, '?q=maire&state=held', ada.asPage)).text).not.toContain('guignol');
    const { text } = await open(world, '?q=maire&state=held', mia.asPage);
    expect(text).toContain('Quel guignol, ce <mark>maire</mark>.');
    expect(text).toContain('<p class="kicker warn">En attente</p>');
  });
});
