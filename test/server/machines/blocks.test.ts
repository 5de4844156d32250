// Lists for a publisher's pages: what readers talk about, what comes, what may be asked now. The picks and a post by itself: featured.test.ts.
import { beforeEach, expect, test } from 'vitest';
import { makeToken } from '#server/sites/tokens.ts';
import { onBothDatabases } from '../../support/database.ts';
import { HOUR, DAY, openAgora, type Agora } from '../../support/meetings.ts';
import { makePartner } from '../../support/partners.ts';
import { ORIGIN, OWN } from '../../support/world.ts';

onBothDatabases((engine) => {
  let town: Agora;
  beforeEach(async () => void (town = await openAgora(engine)));

  const ask = (kind: string, query = '', headers = {}) => town.request('GET', `/embed/${kind}?site=courrier${query}`, undefined, headers);
  /** What its lines say, markup apart. */
  const lines = async (kind: string, query = '') =>
    [...(await ask(kind, query)).text.matchAll(/<li>(.*?)<\/li>/g)].map(([, line]) => line!.replace(/<[^>]+>/g, ''));
  const tell = async (id: string, more: object = {}) => {
    const { token } = await makeToken(town.deps, town.site.id, { name: 'CMS' });
    const given = { title: 'Le pont fermera', url: `${ORIGIN}/ville/pont`, ...more };
    const { status, text } = await town.request('PUT', `/api/v1/articles/${id}`, given, { authorization: `Bearer ${token}` });
    if (status > 204) throw new Error(text);
  };
  const comment = (article: string, times: number) =>
    Promise.all(Array.from({ length: times }, (_, at) => town.linus.post(`Avis ${at + 1} sur ce sujet.`, { article })));

  test('discussions are the most written in of a week, under articles and in the forum, each at its address', async () => {
    const bridge = await town.open('La gare');
    await town.reply(bridge, 'Une réponse.');
    await tell('pont');
    await comment('pont', 3);

    expect(await lines('discussions')).toEqual(['Le pont fermera 3 commentaires', 'La gare 1 commentaire']);
    const { text } = await ask('discussions');
    expect(text).toContain(`<a href="${ORIGIN}/ville/pont">Le pont fermera</a>`);
    expect(text).toContain(`<a href="${bridge.url}">La gare</a>`);
    expect(await lines('discussions', '&of=articles')).toEqual(['Le pont fermera 3 commentaires']);
    expect(await lines('discussions', '&of=forum&lang=en')).toEqual(['La gare 1 comment']);
    expect(await lines('discussions', '&space=velo')).toEqual(['La gare 1 commentaire']);
    expect(await lines('discussions', '&limit=1')).toHaveLength(1);
    town.pass(8 * DAY);
    expect(await lines('discussions')).toEqual([]);
    expect(await lines('discussions', '&days=30')).toHaveLength(2);
  });

  test('an article is there once its publisher has named it and its hour has come; a page’s own word is not believed', async () => {
    await comment('pont', 2);
    expect(await lines('discussions')).toEqual([]);

    await tell('pont', { publishedAt: new Date(town.now().getTime() + HOUR).toISOString() });
    expect(await lines('discussions')).toEqual([]);

    town.pass(2 * HOUR);
    expect(await lines('discussions')).toEqual(['Le pont fermera 2 commentaires']);
  });

  test('a partner’s page is in none: it is shown on the partner’s sites alone', async () => {
    const manager = await town.person('margot', 'manager');
    await makePartner(manager, 'lumen');
    await comment('pont', 2);
    await tell('pont');
    expect(await lines('discussions')).toHaveLength(1);

    await town.db.write(async (tx) => {
      const [partner] = await tx.select({ id: tx.t.partners.id }).from(tx.t.partners).orderBy(tx.t.partners.id);
      await tx.update(tx.t.threads).set({ partnerId: partner!.id });
    });

    expect(await lines('discussions')).toEqual([]);
  });

  test('what is taken down is gone from the next answer, and none may be kept for a minute', async () => {
    const bridge = await town.open('La gare');
    const post = await town.reply(bridge, 'Une réponse.');
    const first = await ask('discussions');
    expect(await lines('discussions')).toEqual(['La gare 1 commentaire']);

    await town.take(post.id);

    const after = await ask('discussions');
    expect(after.text).not.toContain('La gare');
    expect(after.headers.get('etag')).not.toBe(first.headers.get('etag'));
    expect(after.headers.get('cache-control')).toBe('public, max-age=15');
  });

  test('events are those to come, the next first; not what is cancelled, over, or not opened yet', async () => {
    const at = (hours: number) => ({ startsAt: town.inHours(hours), endsAt: town.inHours(hours + 2) });
    await town.announce(at(72), 'La une, faite avec vous');
    await town.announce(at(24), 'Visite de la halle');
    const cancelled = await town.announce(at(30), 'Pique-nique');
    await town.cancel(cancelled);
    await town.open('Plus tard', { kind: 'event', details: town.about(at(40)), opensAt: town.inHours(20) }, town.julie);

    expect((await lines('events')).map((line) => line.replace(/^.*\d\d:\d\d /, ''))).toEqual([
      'Visite de la halle Halle Saint-Jean, 3 place du Marché',
      'La une, faite avec vous Halle Saint-Jean, 3 place du Marché',
    ]);
    expect(await lines('events', '&limit=1')).toHaveLength(1);
    expect((await ask('events')).text).toContain(`href="${OWN}/t/`);
    town.pass(5 * DAY);
    expect(await lines('events')).toEqual([]);
  });

  test('questions are what the newsroom gathers them for, until when, and how many there are', async () => {
    const manager = await town.person('margot', 'manager');
    const until = town.inHours(24);
    const call = await town.open('Vos questions au maire', { kind: 'expert', answersUntil: until }, manager);
    await town.reply(call, 'Et le pont ?');

    expect(await lines('questions')).toEqual([
      expect.stringMatching(/^Vos questions au maire avant les réponses · 1 question · jusqu’au /),
    ]);
    expect((await ask('questions', '&lang=en')).text).toContain('aria-label="Ask your questions"');
    await town.take(call.post.id);
    expect(await lines('questions')).toEqual([]);
  });

  test.each(['discussions', 'events', 'questions'])('%s: with nothing to show, nothing is to be seen; a title is text', async (kind) => {
    expect((await ask(kind)).text).toMatch(/<section class="quotes"[^>]* hidden>/);

    const title = 'Débat <img src=x onerror=alert(1)>';
    const manager = await town.person('margot', 'manager');
    if (kind === 'events') await town.announce({}, title);
    else await town.reply(await town.open(title, { kind: kind === 'questions' ? 'expert' : 'discussion' }, manager), 'Une réponse.');

    const { text } = await ask(kind);
    expect(text).not.toMatch(/<img| hidden/);
    expect(text).toContain('Débat');
  });

  test.each(['discussions', 'events', 'questions'])(
    '%s: a listed page may ask and keep, another page may not; one says plainly what is wrong',
    async (kind) => {
      const first = await ask(kind, '&nonce=abcdefgh1', { origin: ORIGIN });

      expect(first.text).toMatch(
        new RegExp(`^<terrasse-${kind} site="courrier"[^>]*><template shadowrootmode="open"><style nonce="abcdefgh1">`),
      );
      expect(first.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(first.headers.get('set-cookie')).toBeNull();
      expect((await ask(kind, '&nonce=abcdefgh1', { 'if-none-match': first.headers.get('etag')! })).status).toBe(304);
      expect((await ask(kind, '', { origin: 'https://ailleurs.test' })).status).toBe(403);
      expect((await ask(kind, '&limit=21')).status).toBe(422);
      expect((await town.request('GET', `/embed/${kind}?site=nul`)).status).toBe(404);
    },
  );

  test.each(['discussions', 'events', 'questions'])('%s: of a site that is not open, nobody reads anything', async (kind) => {
    const settings = { ...town.site.settings, state: 'draft' as const };
    await town.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ settings })));

    expect((await ask(kind)).status).not.toBe(200);
  });
});
