import { beforeEach, expect, test } from 'vitest';
import type { CasesPage } from '#server/cases/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';
import { quotation } from '#widget/thread/quotation.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { screening: { newcomerPosts: 0, maxLinks: 0, linksAfterDays: 30 } } });
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });

  const cite = (id: string, text: string) => quotation({ name: 'linus', url: `${OWN}/p/${id}`, text }, (link) => `${link}\u00a0:`);

  test('without JavaScript: a page with what one answers, its passage quoted under its author’s name', async () => {
    const post = await linus.post('> Vu hier.\n\nLes platanes tomberont.\n\nTous.');

    const { text } = await world.request('GET', `/p/${post.id}/quote`, undefined, { ...ada.asPage, accept: 'text/html' });

    expect(text).toContain(`> [linus](${OWN}/p/${post.id})\u00a0:\n> Les platanes tomberont.\n> Tous.\n\n</textarea>`);
    expect(text).toContain(`name="parent" value="${post.id}"`);
    await linus.send('DELETE', `/api/v1/posts/${post.id}`);
    expect((await world.request('GET', `/p/${post.id}/quote`)).status).toBe(404);
  });

  test('the way back to what is quoted is no link that holds a post', async () => {
    const post = await linus.post('Les platanes tomberont.');

    const answer = await ada.post(`${cite(post.id, 'Les platanes tomberont.')}Non.`, { parent: post.id });

    expect(answer.state).toBe('published');
    expect(answer.html).toContain(`<a href="${OWN}/p/${post.id}"`);
    expect((await ada.post(`[linus](https://ailleurs.test/p/${post.id})`)).state).toBe('held');
  });

  test('a quote goes through changes as it was, and one of a removed text waits for a moderator', async () => {
    const camille = await world.person('camille', 'moderator');
    const post = await linus.post('Ce sont tous des voleurs en écharpe.');
    await ada.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
    const before = await ada.post(`${cite(post.id, 'Ce sont tous des voleurs en écharpe.')}Allons.`);
    const { body } = await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=reported');
    const { id, version } = body.cases[0]!;
    await camille.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision: 1, verdict: 'reject', rule: 1, note: '' });
    await world.tell();

    const again = await ada.post(`${cite(post.id, 'Ce sont tous des voleurs')}Vous avez lu ?`);

    expect(before.html).toContain('<blockquote>');
    expect([again.state, again.own!.heldFor]).toEqual(['held', ['quotes_removed']]);
  });
});
