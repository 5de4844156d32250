// CM-32: French typography, from the field to what is exported.
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

/** As French printers set it: no-break spaces, wide and narrow, guillemets, the curved apostrophe. */
const TEXT = 'L’élu a dit\u00a0: «\u00a0**Jamais**\u00a0»\u202f! Voir https://mairie.test/x\u00a0?';
const HTML = 'L’élu a dit&nbsp;: «&nbsp;<strong>Jamais</strong>&nbsp;»\u202f! Voir <a href="https://mairie.test/x"';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
  });

  const page = async (path: string) => (await world.request('GET', path, undefined, { ...ada.asPage, accept: 'text/html' })).text;

  test('what is written stays as it was set: kept, shown, edited, previewed', async () => {
    const post = await ada.post(TEXT);
    const preview = await world.request<{ html: string }>('POST', '/api/v1/preview', { source: TEXT });

    expect(post.own!.source).toBe(TEXT);
    expect(post.html).toContain(HTML);
    expect(preview.body.html).toContain(HTML);
    expect(await page(`/p/${post.id}/edit`)).toContain(TEXT);
    await ada.send('PUT', '/api/v1/drafts/new?site=courrier&article=pont', { source: TEXT, version: 0 });
    expect((await ada.desk('GET', '/api/v1/drafts?site=courrier&article=pont')).text).toContain(JSON.stringify(TEXT));
  });

  test('in a title and in what a poll asks, where other white space is one space', async () => {
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'ville', name: 'Ville', position: 1 })),
    );
    const title = 'Faut-il dire «\u00a0oui\u00a0»\u202f?';
    const opened = await ada.send<OpenedWire>('POST', '/api/v1/threads', {
      site: 'courrier',
      space: 'ville',
      kind: 'poll',
      title: ` ${title.replace('dire', 'dire\t\u200b ')} `,
      source: TEXT,
      details: { options: ['Oui\u202f!', 'Non\u202f!'] },
      clientId: uuidv7(),
    });
    const { thread } = (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${opened.body.thread}`)).body;

    expect(thread.title).toBe(title);
    expect(thread.polls![0]!.options.map(({ text }) => text)).toEqual(['Oui\u202f!', 'Non\u202f!']);
    expect(await page(`/t/${opened.body.thread}/feed.atom`)).toContain(title);
  });

  test('quoted, and compared, it is the same still', async () => {
    const post = await ada.post(TEXT);
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: TEXT.replace('Jamais', 'Toujours'), revision: 1 });

    expect(await page(`/p/${post.id}/quote`)).toContain(
      '> L’élu a dit\u00a0: «\u00a0Toujours\u00a0»\u202f! Voir https://mairie.test/x\u00a0?',
    );
    const compared = (await page(`/p/${post.id}/history`)).replaceAll(/<span class="sr">.*?<\/span>/g, '');
    expect(compared).toContain('L’élu a dit\u00a0: «<del>\u00a0Jamais</del><ins>\u00a0Toujours</ins>\u00a0»\u202f! Voir');
  });
});
