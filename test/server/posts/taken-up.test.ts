// CM-14: « repris dans l'article »: what readers asked, or the newsroom answered, and the article that took it up lead to each other.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN, type Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let jules: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    jules = await forum.person('jules', 'journalist');
    await forum.linus.post('Le budget ?', { article: 'budget' });
    const confirmed = { title: 'Le budget du pont', url: 'https://www.courrier.test/budget', confirmedAt: forum.now() };
    await forum.db.write(async (tx) => void (await tx.update(tx.t.articles).set(confirmed).where(eq(tx.t.articles.key, 'budget'))));
  });

  const takeUp = (post: string, article = 'budget') => jules.desk('PUT', `/api/v1/posts/${post}/article`, { article });

  test('CM-14: the post leads to the article, and the conversation of the article to the post, in the widget too', async () => {
    const asked = await forum.ada.post('Qui paie le pont ?');
    const before = await forum.request('GET', '/api/v1/thread?site=courrier&article=budget');

    expect((await takeUp(asked.id)).status).toBe(204);

    expect((await forum.readThread('pont')).thread.taken).toEqual([
      { post: asked.id, title: 'Le budget du pont', url: 'https://www.courrier.test/budget' },
    ]);
    const { takes } = (await forum.readThread('budget')).thread;
    expect(takes).toEqual([{ name: 'ada', words: 'Qui paie le pont ?', url: `${OWN}/p/${asked.id}` }]);
    const page = await forum.request('GET', '/a/budget', undefined, { accept: 'text/html' });
    expect(page.text).toContain('Repris dans l’article');
    const again = await forum.request('GET', '/api/v1/thread?site=courrier&article=budget', undefined, {
      'if-none-match': before.headers.get('etag')!,
    });
    expect(again.status).toBe(200);
  });

  test('what is taken from readers is not led to, nor what the newsroom no longer says', async () => {
    const [one, two] = [await forum.ada.post('Qui paie ?'), await forum.ada.post('Et quand ?')];
    await takeUp(one.id);
    await takeUp(two.id);
    await forum.take(one.id);
    expect((await forum.readThread('budget')).thread.takes).toMatchObject([{ words: 'Et quand ?' }]);

    await jules.desk('DELETE', `/api/v1/posts/${two.id}/article`);

    expect((await forum.readThread('budget')).thread.takes).toBeUndefined();
    expect((await forum.readThread('pont')).thread.taken).toBeUndefined();
  });

  test('an article that its site has not announced takes up nothing; a reader says none of it', async () => {
    const asked = await forum.ada.post('Qui paie ?');

    expect((await takeUp(asked.id, 'inconnu')).status).toBe(422);
    expect((await forum.ada.desk('PUT', `/api/v1/posts/${asked.id}/article`, { article: 'budget' })).status).toBe(404);
  });
});
