// How many read, never who (docs/decisions/070): by the requests that reading makes, in the database some seconds later.
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { setArticle } from '#server/articles/set-article.ts';
import { createGathering } from '#server/audience/gathering.ts';
import { endDays, keepAudience, purgeAudience } from '#server/audience/keep-audience.ts';
import { readersOf } from '#server/audience/queries.ts';
import { isRobot } from '#server/audience/reader.ts';
import type { Deps } from '#server/deps.ts';
import { uuidv7 } from '#server/ids.ts';
import { startJobs } from '#server/ops/jobs.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN } from '../../support/world.ts';

const DAY = 86_400_000;
const SUNDAY = '2026-11-22';
const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' };
const PHONE = {
  'user-agent': 'Mozilla/5.0 (Linux; Android 16; CUBOT X90) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0 Mobile Safari/537.36',
};

onBothDatabases((engine) => {
  let forum: Forum;
  let question: OpenedWire;
  let page: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    question = await forum.open('Une piste le long du canal ?');
    page = new URL(question.url).pathname;
    await forum.ada.post('Le pont rouvre lundi.');
  });

  const read = async (path: string, headers: Record<string, string> = FIREFOX) => {
    const { status } = await forum.request('GET', path, undefined, headers);
    expect(status).toBe(200);
  };
  const readArticle = (headers: Record<string, string> = FIREFOX) => read('/api/v1/thread?site=courrier&article=pont', headers);
  const idOf = async (kind: 'article' | 'discussion') => {
    const { threads } = forum.db.read.t;
    const [row] = await forum.db.read.select({ id: threads.id }).from(threads).where(eq(threads.kind, kind));
    return row!.id;
  };
  const figures = async (kind: 'article' | 'discussion', from = SUNDAY, to = SUNDAY) => {
    await keepAudience(forum.deps);
    const id = await idOf(kind);
    return (await readersOf(forum.db.read, [id], { from, to })).get(id);
  };
  const whole = async (day = SUNDAY) => {
    await keepAudience(forum.deps);
    const { audienceDays } = forum.db.read.t;
    const { views, visitors } = audienceDays;
    const [row] = await forum.db.read
      .select({ views, visitors })
      .from(audienceDays)
      .where(and(eq(audienceDays.day, day), eq(audienceDays.articleId, 0), eq(audienceDays.threadId, 0)));
    return row;
  };
  const ways = async () => {
    await keepAudience(forum.deps);
    const { audienceVisits } = forum.db.read.t;
    const { host, source, medium, campaign, visits, visitors } = audienceVisits;
    const rows = await forum.db.read
      .select({ host, source, medium, campaign, visits, visitors })
      .from(audienceVisits)
      .orderBy(asc(host), asc(source));
    return rows.map((row) => Object.values(row));
  };

  const follow = async (path: string, headers: Record<string, string> = {}) => {
    const [, to] = /<p class="kicker"><a href="[^"]+" ping="([^"]+)"/.exec((await forum.request('GET', path)).text)!;
    const asked = { origin: OWN, 'content-type': 'text/ping', 'ping-to': 'https://www.courrier.test/pont', ...FIREFOX, ...headers };
    return forum.app.request(OWN + to!.replaceAll('&amp;', '&'), {
      method: 'POST',
      body: 'PING',
      headers: { host: new URL(OWN).host, ...asked },
    });
  };

  const nameArticle = () =>
    setArticle(forum.deps, forum.site, 'pont', {
      title: 'Le pont',
      url: 'https://www.courrier.test/pont',
      section: null,
      bylines: [],
      publishedAt: null,
      audience: null,
      moderation: null,
      closesAt: null,
      tags: [],
    });

  test('who goes on from a conversation to its article is counted there, by what the link itself asks', async () => {
    await nameArticle();
    for (let time = 0; time < 2; time++) expect((await follow('/a/pont')).status).toBe(204);

    expect(await figures('article')).toEqual({ views: 0, visitors: 0, sent: 2 });
  });

  test('neither the newsroom, nor who says no, nor a page of somebody else’s is counted as going on', async () => {
    await nameArticle();
    await follow('/a/pont', forum.paul.asPage);
    await follow('/a/pont', { 'sec-gpc': '1' });

    expect((await follow('/a/pont', { origin: 'https://ailleurs.test' })).status).toBe(403);
    expect((await figures('article'))?.sent).toBe(0);
    expect(
      (await forum.app.request(`${OWN}/out?thread=${uuidv7()}`, { method: 'POST', headers: { host: new URL(OWN).host, origin: OWN } }))
        .status,
    ).toBe(404);
  });

  test('a conversation read twice by one and once by another has three views and two visitors, in the forum as in the embed', async () => {
    for (const who of [FIREFOX, FIREFOX, PHONE]) {
      await read(page, who);
      await readArticle(who);
    }

    expect(await figures('discussion')).toMatchObject({ views: 3, visitors: 2 });
    expect(await figures('article')).toMatchObject({ views: 3, visitors: 2 });
    expect(await whole()).toEqual({ views: 6, visitors: 2 });
  });

  test('who comes again later that day is no new visitor, on the next day one more', async () => {
    await read(page);
    await keepAudience(forum.deps);
    await read(page);

    expect(await figures('discussion')).toMatchObject({ views: 2, visitors: 1 });
    forum.pass(DAY);
    await endDays(forum.deps);
    await read(page);
    expect(await figures('discussion', SUNDAY, '2026-11-23')).toMatchObject({ views: 3, visitors: 2 });
    expect(await figures('discussion', '2026-11-23', '2026-11-30')).toMatchObject({ views: 1, visitors: 1 });
  });

  test('an article is read before anybody has written under it', async () => {
    await forum.db.write(async (tx) => {
      await tx.insert(tx.t.articles).values({ siteId: forum.site.id, key: 'marche', bylines: [], createdAt: forum.now() });
    });

    await read('/api/v1/thread?site=courrier&article=marche');
    await keepAudience(forum.deps);
    await forum.ada.post('Enfin.', { article: 'marche' });
    await read('/api/v1/thread?site=courrier&article=marche');
    await keepAudience(forum.deps);

    const { threads, articles } = forum.db.read.t;
    const [row] = await forum.db.read
      .select({ id: threads.id })
      .from(threads)
      .innerJoin(articles, eq(articles.id, threads.articleId))
      .where(eq(articles.key, 'marche'));
    const found = await readersOf(forum.db.read, [row!.id, await idOf('discussion')], { from: SUNDAY, to: SUNDAY });
    expect([...found]).toEqual([
      [row!.id, { views: 2, visitors: 1, sent: 0 }],
      [await idOf('discussion'), { views: 0, visitors: 0, sent: 0 }],
    ]);
  });

  test('an address that is no article of ours makes no row of its own', async () => {
    for (let i = 0; i < 5; i++) await read(`/api/v1/thread?site=courrier&article=inconnu-${i}`);

    expect(await whole()).toEqual({ views: 5, visitors: 1 });
    expect(await forum.db.read.$count(forum.db.read.t.audienceDays)).toBe(1);
  });

  test('a reader waits for no counting: nothing is written until the job comes, and a stop in order writes the rest', async () => {
    await read(page);

    expect(await forum.db.read.$count(forum.db.read.t.audienceHashes)).toBe(0);
    const jobs = startJobs(forum.deps, {});
    await read(page, PHONE);
    await jobs.stop();
    expect(await figures('discussion')).toMatchObject({ views: 2, visitors: 2 });
  });

  test('several processes count together: whom both answer is one visitor, also at once', async () => {
    const other: Deps = { ...forum.deps, audience: createGathering() };
    const beside = createApp(other);
    await read(page);
    await read(page, PHONE);
    await beside.request(`${OWN}${page}`, { headers: { host: new URL(OWN).host, ...FIREFOX } });

    await Promise.all([keepAudience(forum.deps), keepAudience(other)]);

    expect(await figures('discussion')).toMatchObject({ views: 3, visitors: 2 });
  });

  test('what could not be written is for the next time', async () => {
    await read(page);
    const { write } = forum.db;
    const away: Deps = { ...forum.deps, db: { ...forum.db, write: () => Promise.reject(new Error('away')) } };

    await expect(keepAudience(away)).rejects.toThrow('away');

    expect(forum.db.write).toBe(write);
    expect(await figures('discussion')).toMatchObject({ views: 1, visitors: 1 });
  });

  describe('nobody can be found again', () => {
    const rows = async () => {
      const { audienceSalts, audienceHashes } = forum.db.read.t;
      return {
        salts: await forum.db.read.select().from(audienceSalts).orderBy(asc(audienceSalts.day)),
        hashes: await forum.db.read.select().from(audienceHashes).orderBy(asc(audienceHashes.hash)),
      };
    };

    test('a day has its own salt on each site; beside a hash stands nothing but the day, and one page’s says nothing of another’s', async () => {
      await read(page);
      await readArticle();
      await keepAudience(forum.deps);

      const { salts, hashes } = await rows();
      expect(salts).toMatchObject([{ siteId: forum.site.id, day: SUNDAY }]);
      expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(hashes.length);
      for (const row of hashes) expect(row).toEqual({ siteId: forum.site.id, day: SUNDAY, hash: expect.stringMatching(/^[\w-]{22}$/) });
    });

    test('once the day is over on the site’s clocks, salt and hashes are gone, and the counts stay', async () => {
      await read(page);
      await keepAudience(forum.deps);
      const [before] = (await rows()).salts;

      forum.pass(new Date('2026-11-22T22:59:59Z').getTime() - forum.now().getTime());
      await endDays(forum.deps);
      expect((await rows()).salts).toEqual([before]);
      await read(page, PHONE); // in the day's last second, written in the next one's first
      forum.pass(3_000);
      await keepAudience(forum.deps);
      forum.pass(120_000);
      await endDays(forum.deps);

      expect(await rows()).toEqual({ salts: [], hashes: [] });
      expect(await figures('discussion')).toMatchObject({ views: 2, visitors: 2 });
      await read(page);
      await keepAudience(forum.deps);
      expect((await rows()).salts).toMatchObject([{ day: '2026-11-23' }]);
      expect((await rows()).salts[0]!.salt).not.toBe(before!.salt);
    });

    test('after 25 months the counts go too', async () => {
      await read(page, { ...FIREFOX, referer: 'https://www.meteo.test/' });
      await keepAudience(forum.deps);

      forum.pass(757 * DAY);
      await purgeAudience(forum.deps);
      expect(await whole()).toEqual({ views: 1, visitors: 1 });
      forum.pass(DAY);
      await purgeAudience(forum.deps);

      expect(await whole()).toBeUndefined();
      expect(await ways()).toEqual([]);
    });
  });

  describe('nobody is counted who', () => {
    test.each([
      ['is a robot', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
      ['is a program', { 'user-agent': 'curl/8.14.1' }],
      ['says nothing of itself', { 'user-agent': '' }],
      ['fetches in advance', { ...FIREFOX, 'sec-purpose': 'prefetch;prerender' }],
      ['says no by Global Privacy Control', { ...FIREFOX, 'sec-gpc': '1' }],
      ['says no by Do Not Track', { ...FIREFOX, dnt: '1' }],
      ['said no on our page', { ...FIREFOX, cookie: 'a=1; terrasse_uncounted=1' }],
    ])('%s', async (_, headers) => {
      await read(page, headers);
      await readArticle(headers);

      expect(await whole()).toBeUndefined();
    });

    test('is of the newsroom; its members are', async () => {
      await read(page, { ...FIREFOX, ...forum.paul.asPage });
      await readArticle({ ...FIREFOX, ...forum.paul.asEmbed });
      expect(await whole()).toBeUndefined();

      await read(page, { ...FIREFOX, ...forum.linus.asPage });
      await readArticle({ ...FIREFOX, ...forum.linus.asEmbed });
      expect(await whole()).toEqual({ views: 2, visitors: 1 });
    });
  });

  describe('where readers come from', () => {
    test('the host that led here, or straight; who was here already came from nowhere', async () => {
      await read(page, { ...FIREFOX, referer: 'https://www.meteo.test/saint-aubin?q=secret' });
      await read(page);
      await read(`${page}?sort=oldest`, { ...FIREFOX, referer: `${OWN}${page}` });

      expect(await ways()).toEqual([
        ['', '', '', '', 1, 1],
        ['www.meteo.test', '', '', '', 1, 1],
      ]);
      expect(await whole()).toEqual({ views: 3, visitors: 1 });
    });

    test('CM-06: a visit with `utm_source=partner` is counted, without a cookie', async () => {
      const response = await forum.request('GET', `${page}?utm_source=Partner&utm_medium=newsletter&utm_campaign=canal`, undefined, {
        ...PHONE,
        referer: 'https://www.partner.test/',
      });

      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await ways()).toEqual([['', 'partner', 'newsletter', 'canal', 1, 1]]);
    });

    test('a page of ours that reads its conversation anew, in another order, is no second visit', async () => {
      await read(`${page}?utm_source=partner`);
      await read(`/api/v1/thread?thread=${question.thread}&sort=oldest`, { ...FIREFOX, referer: `${OWN}${page}?utm_source=partner` });

      expect(await ways()).toEqual([['', 'partner', '', '', 1, 1]]);
      expect(await figures('discussion')).toMatchObject({ views: 2, visitors: 1 });
    });

    test('under an article: where the publisher lets its whole address through, or its server passes it on', async () => {
      await readArticle({ ...FIREFOX, referer: 'https://www.courrier.test/pont?utm_source=partner' });
      await readArticle({ ...FIREFOX, referer: 'https://www.courrier.test/' });
      await read('/embed/thread?site=courrier&article=pont&utm_source=partner', PHONE);
      await read('/embed/thread?site=courrier&article=pont', { 'user-agent': 'node' });

      expect(await ways()).toEqual([['', 'partner', '', '', 2, 2]]);
      expect(await figures('article')).toMatchObject({ views: 3, visitors: 2 });
    });

    test('what names somebody is no campaign', async () => {
      await read(`${page}?utm_source=ada@example.test&utm_campaign=canal`);
      await read(`${page}?utm_source=%3Cscript%3E`);

      expect(await ways()).toEqual([['', '', '', '', 2, 1]]);
    });

    test('nobody fills the table by inventing hosts: beyond two hundred they are « others »', async () => {
      for (let i = 0; i < 210; i++) {
        const { siteId, day, kind, visitor } = { siteId: forum.site.id, day: SUNDAY, kind: 'view' as const, visitor: `${i}` };
        const cameBy = { host: `h${i}.test`, source: '', medium: '', campaign: '' };
        forum.deps.audience.add({ siteId, day, kind, visitor, articleId: 0, threadId: 0, cameBy });
      }
      await keepAudience(forum.deps);
      await read(page, { ...FIREFOX, referer: 'https://www.meteo.test/' });

      const found = await ways();
      expect(found).toHaveLength(201);
      expect(found[0]).toEqual(['*', '', '', '', 11, 11]);
    });
  });
});

test.each([
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/20.0 Safari/605.1.15', false],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS]', false],
  [PHONE['user-agent'], false],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/148.0 Safari/537.36', true],
  ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)', true],
  ['facebookexternalhit/1.1', true],
  ['Python-urllib/3.13', true],
])('%s is a robot: %s', (browser, robot) => {
  expect(isRobot(browser)).toBe(robot);
});
