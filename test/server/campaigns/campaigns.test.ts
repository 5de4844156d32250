// CM-06: links with a source, and what they brought: visits, first posts, followers, without following anybody (docs/decisions/070).
import { beforeEach, expect, test } from 'vitest';
import { keepAudience } from '#server/audience/keep-audience.ts';
import type { CampaignInput, CampaignsWire } from '#server/campaigns/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN, type Person } from '../../support/world.ts';

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' };

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let question: OpenedWire;
  let zoe: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    zoe = await forum.person('zoe');
    question = await forum.open('Une piste le long du canal ?');
  });

  const make = (input: Partial<CampaignInput> = {}) =>
    maud.desk<CampaignsWire & ErrorBody>('POST', '/api/v1/campaigns', {
      name: 'Lettre du vendredi',
      source: 'Lettre',
      medium: 'courriel',
      campaign: 'canal',
      url: question.url,
      ...input,
    });
  const figures = async () => {
    await keepAudience(forum.deps);
    const { body } = await maud.desk<CampaignsWire>('GET', '/api/v1/campaigns');
    return body;
  };
  /** A browser's own requests carry the page that they come from. */
  const from = (page: string, who?: Person) => ({ ...FIREFOX, ...who?.asPage, referer: page });
  const post = (who: Person, page: string, thread = question.thread) =>
    forum.request('POST', '/api/v1/posts', { thread, parent: null, source: 'Je viendrai.', clientId: uuidv7() }, from(page, who));
  const follow = (who: Person, page: string) =>
    forum.request('POST', `/follow/thread/${question.thread}`, 'level=watch', {
      ...from(page, who),
      'content-type': 'application/x-www-form-urlencoded',
    });

  test('CM-06: a link made at the desk says what it brought: visits, first posts, followers; nobody is told apart', async () => {
    const { body } = await make();
    const [{ link }] = body.campaigns as [CampaignsWire['campaigns'][number]];
    expect(link).toBe(`${question.url}?utm_source=lettre&utm_medium=courriel&utm_campaign=canal`);
    const { pathname, search } = new URL(link);

    const page = await forum.request('GET', pathname + search, undefined, { ...FIREFOX, ...zoe.asPage });
    expect(page.text).toContain(
      `href="/follow/thread/${question.thread}?utm_source=lettre&amp;utm_medium=courriel&amp;utm_campaign=canal"`,
    );
    await post(zoe, link);
    await post(zoe, link);
    await post(forum.ada, link); // not her first: she opened the question
    await follow(zoe, `${OWN}/follow/thread/${question.thread}${search}`);
    await follow(zoe, `${OWN}/follow/thread/${question.thread}${search}`);

    expect(await figures()).toMatchObject({
      campaigns: [{ name: 'Lettre du vendredi', visits: 1, visitors: 1, posts: 3, firstPosts: 1, follows: 1 }],
      unnamed: [],
    });
  });

  test('CM-06: what is done from another page, by the newsroom, or by who says no, is not the campaign’s', async () => {
    const [{ link }] = (await make()).body.campaigns as [CampaignsWire['campaigns'][number]];

    await post(zoe, question.url);
    await post(forum.paul, link);
    await forum.request(
      'POST',
      '/api/v1/posts',
      { thread: question.thread, parent: null, source: 'Non merci.', clientId: uuidv7() },
      { ...from(link, forum.linus), 'sec-gpc': '1' },
    );

    expect((await figures()).campaigns).toMatchObject([{ visits: 0, posts: 0, firstPosts: 0, follows: 0 }]);
  });

  test('CM-06: signing in on the way keeps the campaign in the address that one comes back to', async () => {
    const [{ link }] = (await make()).body.campaigns as [CampaignsWire['campaigns'][number]];
    const { pathname, search } = new URL(link);

    const { text } = await forum.request('GET', pathname + search, undefined, FIREFOX);

    expect(text).toContain(`/signin?next=${encodeURIComponent(pathname + search)}`);
  });

  test('CM-06: what other addresses named is listed beside the desk’s own links, which may go', async () => {
    const [{ id, link }] = (await make()).body.campaigns as [CampaignsWire['campaigns'][number]];
    const { pathname, search } = new URL(link);
    await forum.request('GET', pathname + search, undefined, FIREFOX);
    await forum.request('GET', `${pathname}?utm_source=mairie`, undefined, FIREFOX);

    expect((await figures()).unnamed).toMatchObject([{ source: 'mairie', visits: 1 }]);
    expect((await maud.desk('DELETE', `/api/v1/campaigns/${id}`)).status).toBe(204);
    expect((await maud.desk('DELETE', `/api/v1/campaigns/${id}`)).status).toBe(404);
    expect(await figures()).toMatchObject({ campaigns: [], unnamed: [{ source: 'lettre' }, { source: 'mairie' }] });
  });

  test('refused: the same words twice, an address of mail, a page that is nobody’s here', async () => {
    await make();

    expect((await make({ name: 'Encore' })).body.error.fields).toHaveProperty('source');
    expect((await make({ source: 'ada@example.test' })).body.error.fields).toHaveProperty('source');
    expect((await make({ source: 'mairie', url: 'https://ailleurs.test/' })).body.error.fields).toHaveProperty('url');
    expect((await make({ source: 'mairie', url: 'https://www.courrier.test/pont?page=2' })).body.campaigns[0]!.link).toBe(
      'https://www.courrier.test/pont?page=2&utm_source=mairie&utm_medium=courriel&utm_campaign=canal',
    );
  });
});
