// robots.txt, and the sitemaps: what anybody may read and the site lets be shown, in parts.
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { PART } from '#server/machines/sitemap-queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  beforeEach(async () => void (forum = await openForum(engine)));

  const addresses = async (path: string) =>
    [...(await forum.request('GET', path)).text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, at]) => at!.slice(OWN.length));
  /** All that the index leads to. */
  const all = async () => (await Promise.all((await addresses('/sitemap.xml')).map(addresses))).flat();

  test('the index leads to parts, which hold what anybody finds and when it last changed', async () => {
    const { url } = await forum.open('Le pont', { tags: ['travaux'] });
    await forum.linus.post('Bonjour', { article: 'chantier' });

    expect(await addresses('/sitemap.xml')).toEqual(['/sitemaps/pages.xml', '/sitemaps/threads-0.xml']);
    expect(await all()).toEqual(['/', '/s/ville', '/s/velo', '/tag/travaux', '/charter', '/about', '/legal', new URL(url).pathname]);
    const part = await forum.request('GET', '/sitemaps/threads-0.xml');
    expect(part.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(part.text).toContain('<lastmod>2026-11-22T13:01:00.000Z</lastmod>');
  });

  test('what is held, taken down, planned or merged is in none', async () => {
    await forum.open('Un guignol', { source: 'guignol' });
    const gone = await forum.open('Pris');
    const later = await forum.open('Demain');
    await forum.take(gone.post.id);
    const { threads } = forum.db.read.t;
    await forum.db.write(
      async (tx) =>
        void (await tx
          .update(threads)
          .set({ opensAt: new Date('2026-12-24T08:00:00Z') })
          .where(eq(threads.uid, later.thread))),
    );

    expect((await all()).filter((path) => path.startsWith('/t/'))).toEqual([]);

    forum.pass(40 * 86_400_000);
    expect((await all()).filter((path) => path.startsWith('/t/'))).toEqual([new URL(later.url).pathname]);
  });

  test('articles’ comments and members are in it where the site wants them shown; nothing, where it wants nothing', async () => {
    await forum.linus.post('Bonjour', { article: 'chantier no 3' });
    await forum.change({ searchEngines: 'members' });

    expect(await all()).toEqual(expect.arrayContaining(['/a/chantier%20no%203', `/members/${forum.linus.member.uid}`]));
    expect(await all()).not.toContain(`/members/${forum.ada.member.uid}`);

    await forum.change({ searchEngines: 'forum' });
    expect((await all()).join()).not.toMatch(/\/a\/|\/members\//);
    expect((await forum.request('GET', '/sitemaps/members-0.xml')).status).toBe(404);

    await forum.change({ searchEngines: 'nothing' });
    for (const path of ['/sitemap.xml', '/sitemaps/pages.xml', '/sitemaps/threads-0.xml'])
      expect((await forum.request('GET', path)).status).toBe(404);
  });

  test('a part holds what its numbers hold, however many there are', async () => {
    const { url } = await forum.open('Loin');
    await forum.db.write(async (tx) => {
      const { threads } = tx.t;
      await tx.insert(threads).values({
        uid: 'x',
        siteId: forum.site.id,
        kind: 'discussion',
        title: 'Après',
        createdAt: forum.now(),
        lastAt: forum.now(),
        spaceId: 1,
        id: sql`${PART + 1}` as never,
      });
    });

    expect(await addresses('/sitemap.xml')).toEqual(['/sitemaps/pages.xml', '/sitemaps/threads-0.xml', '/sitemaps/threads-1.xml']);
    expect(await addresses('/sitemaps/threads-0.xml')).toEqual([new URL(url).pathname]);
    expect(await addresses('/sitemaps/threads-1.xml')).toEqual(['/t/x/apres']);
    expect(await addresses('/sitemaps/threads-999999999.xml')).toEqual([]);
  });

  test('another site’s threads are another’s', async () => {
    const other = await forum.addSite('gazette', 'terrasse.gazette.test');
    await forum.open('Le pont');

    expect((await forum.request('GET', '/sitemap.xml', undefined, { host: other.host })).text).not.toContain('threads-');
    expect((await forum.request('GET', '/sitemaps/threads-0.xml', undefined, { host: other.host })).text).not.toContain('<loc>');
  });

  test('robots.txt names the sitemap, shuts no page that must be read to be left out, and leaves the API that pages are drawn by', async () => {
    const shown = await forum.request('GET', '/robots.txt');
    await forum.change({ searchEngines: 'nothing' });
    const hidden = await forum.request('GET', '/robots.txt');

    expect(shown.text).toContain(`Sitemap: ${OWN}/sitemap.xml`);
    expect(shown.text).not.toMatch(/Disallow: \/(?:api|embed|t|a|members)?\/?$/m);
    expect(hidden.text).not.toContain('Sitemap');
    expect(hidden.text).not.toMatch(/Disallow: \/$/m);
  });
});
