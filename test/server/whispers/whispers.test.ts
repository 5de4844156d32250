// CM-31: what the newsroom says to itself in a conversation reaches nobody else, by any way out.
import { beforeEach, expect, test } from 'vitest';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import type { WhispersWire } from '#server/whispers/wire.ts';
import { threadPath } from '#server/threads/thread-path.ts';
import { uuidv7 } from '#server/ids.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { leaksIn, readingPaths, tablesWith } from '../../support/leaks.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import type { Person } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

/** Which stands nowhere else in the world. */
const WORD = 'zibelinette';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let jules: Person;
  let thread: string;
  let post: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    jules = await forum.person('jules', 'journalist');
    const opened = await forum.open('Y a-t-il un car scolaire ?', { kind: 'question' });
    thread = opened.thread;
    post = (await forum.reply(opened, 'Deux, je crois.')).id;
  });

  const say = (more: object = {}, who = maud, where = thread) =>
    who.desk<WhispersWire>('POST', `/api/v1/threads/${where}/whispers`, {
      text: `Une ${WORD}, selon moi.`,
      clientId: uuidv7(),
      post,
      ...more,
    });
  const heard = async (who: Person = jules, where = thread) =>
    (await who.desk<WhispersWire>('GET', `/api/v1/threads/${where}/whispers`)).body.whispers;
  const page = async (who?: Person) =>
    (
      await forum.request('GET', threadPath({ uid: thread, title: 'Y a-t-il un car scolaire ?' }), undefined, {
        accept: 'text/html',
        ...who?.asPage,
      })
    ).text;

  test('CM-31: the newsroom reads a whisper at the desk and on the conversation’s page, each with the post it is about', async () => {
    await say();

    expect(await heard()).toMatchObject([{ by: { name: 'maud' }, text: `Une ${WORD}, selon moi.`, about: { name: 'linus' }, mine: false }]);
    expect(await page(jules)).toContain(WORD);
    expect(await page(jules)).toContain('au sujet du message de linus');
  });

  test('CM-31: no route that reads answers a reader, or nobody, with a word of it; nor does a search, a feed or a sitemap', async () => {
    await say();
    await say({ post: null });
    await forum.index();
    const paths = readingPaths(WORD, { thread, post, member: forum.linus.member.uid });

    const leaks = await leaksIn(forum, WORD, { paths, as: [{}, forum.linus.asPage, forum.linus.asEmbed, maud.asEmbed] });

    expect(leaks).toEqual([]);
    expect(paths.length).toBeGreaterThan(200);
  }, 120_000);

  test('CM-31: one table holds it, and it in one column: nothing that a mail, a webhook, an index or a count is made of', async () => {
    await say();
    await forum.index();

    const holding = await tablesWith(forum, WORD);

    expect(holding).toEqual(['whispers']);
  });

  test('CM-31: no mail, no socket, no archive of somebody else’s, and no number of the thread tells of it', async () => {
    const { connect } = await listen(forum);
    const [reader, nobody] = [await connect({ ...forum.linus.asPage }), await connect()];
    for (const { ask } of [reader, nobody]) await ask('join', { thread });
    const before = await forum.request('GET', `/api/v1/thread?site=courrier&thread=${thread}`);
    await mailsOf(forum);
    const emitted = forum.events.length;

    await say();

    expect(forum.events.slice(emitted)).toEqual([]);
    expect(await mailsOf(forum)).toEqual([]);
    const after = await forum.request('GET', `/api/v1/thread?site=courrier&thread=${thread}`);
    expect([after.text, after.headers.get('etag')]).toEqual([before.text, before.headers.get('etag')]);
    for (const { accountId } of [forum.ada, forum.linus, jules]) {
      const archive = await gatherTakeout(forum.db.read, { accountId, at: forum.now() }, () => {});
      expect(JSON.stringify(archive)).not.toContain(WORD);
    }
    // Whatever comes after it is heard, and it is not.
    await forum.reply({ thread }, 'Et le bac ?');
    await until('the reader to hear of what is said aloud', () => JSON.stringify(reader.heard).includes('Et le bac'));
    expect(JSON.stringify([reader.heard, nobody.heard])).not.toContain(WORD);
  });

  test('a reader who asks for them, an embed’s token of the newsroom, and a moderator of other spaces find none', async () => {
    await say();
    const limited = await forum.person('limited', 'moderator');
    await forum.db.write(async (tx) => {
      const [space] = await tx
        .insert(tx.t.spaces)
        .values({ siteId: forum.site.id, slug: 'livres', name: 'Livres', position: 3 })
        .returning({ id: tx.t.spaces.id });
      await tx.insert(tx.t.moderatorSpaces).values({ siteId: forum.site.id, memberId: limited.member.id, spaceId: space!.id });
    });

    const path = `/api/v1/threads/${thread}/whispers`;
    expect((await forum.ada.desk('GET', path)).status).toBe(404);
    expect((await maud.send('GET', path)).status).toBe(404);
    expect((await limited.desk('GET', path)).status).toBe(404);
    expect(await page(limited)).not.toContain(WORD);
  });

  test('where the site asks its staff for a second factor, the page shows none to who has not given it', async () => {
    await say();
    expect(await page(maud)).toContain(WORD);

    await forum.change({ secondFactorForStaff: true });

    expect(await page(maud)).not.toContain(WORD);
  });

  test('said twice it is there once; it goes where its post goes, and is taken back by who said it alone', async () => {
    const clientId = uuidv7();
    await say({ clientId }, jules);
    await say({ clientId }, jules);
    await say({ post: null }, jules);
    const other = await forum.open('Les transports');
    await maud.desk('PUT', `/api/v1/posts/${post}/place`, { thread: other.thread });
    expect(await heard(maud, other.thread)).toHaveLength(1);
    expect(await heard(maud)).toHaveLength(1);
    await maud.desk('PUT', `/api/v1/threads/${thread}/merger`, { into: other.thread });
    const [first, second] = await heard(maud, other.thread);

    expect((await maud.desk('DELETE', `/api/v1/whispers/${first!.id}`)).status).toBe(404);
    expect((await jules.desk('DELETE', `/api/v1/whispers/${first!.id}`)).status).toBe(204);
    expect((await jules.desk('DELETE', `/api/v1/whispers/${second!.id}`)).status).toBe(204);

    expect(await heard(maud, other.thread)).toEqual([]);
  });

  test('with a form alone, on the conversation’s own page', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...maud.asPage };
    const done = await forum.request('POST', `/whispers/${thread}`, `text=${WORD}&clientId=${uuidv7()}&post=`, form);

    expect(done.status).toBe(303);
    const [said] = await heard(maud);
    await forum.request('POST', `/whispers/${thread}`, `remove=${said!.id}`, form);
    expect(await heard(maud)).toEqual([]);
  });
});
