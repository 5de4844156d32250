// CM-26: two openings of a discussion, tried on members evenly, stable for each, none for who is not signed in (docs/decisions/072).
import { and, asc, eq, ne } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { keepAudience } from '#server/audience/keep-audience.ts';
import { halfOf } from '#server/openings/half-of.ts';
import { countSeen, forgetShown, withSeen } from '#server/openings/shown.ts';
import { wilson } from '#server/openings/wilson.ts';
import type { OpeningsWire } from '#server/openings/wire.ts';
import type { OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0';
const FIRST = 'Au sujet de : Une piste le long du canal ?.';
const SECOND = 'Rouleriez-vous le long du canal ? Dites par où.';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let julien: Person;
  let question: OpenedWire;
  let readers: Person[];
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    julien = await forum.person('julien', 'journalist');
    question = await forum.open('Une piste le long du canal ?', {}, julien);
    readers = [];
    for (const name of ['aline', 'boris', 'chloe', 'denis', 'elise', 'fanny']) readers.push(await forum.person(name));
  });

  const tryIt = (thread = question.url) => maud.desk<OpeningsWire & ErrorBody>('POST', '/api/v1/openings', { thread, source: SECOND });
  const openingIn = ({ thread, posts }: ThreadPage) => posts.find(({ id }) => id === thread.opening)!.html!.replace(/<\/?p>/g, '');
  const path = () => `/api/v1/thread?thread=${question.thread}`;
  const shownTo = async (who: Person) => openingIn((await who.send<ThreadPage>('GET', path())).body);
  const expected = (who: Person) => (halfOf(question.thread, who.member.uid) === 'first' ? FIRST : SECOND);

  test('CM-26: each member reads one of the two, the same each time and on each device; nothing of it is written', async () => {
    await tryIt();

    for (const who of readers) {
      expect(await shownTo(who)).toBe(expected(who));
      expect(openingIn((await who.desk<ThreadPage>('GET', path())).body)).toBe(expected(who));
      expect(await shownTo(who)).toBe(expected(who));
    }
    const { openings, posts } = forum.db.read.t;
    expect(await forum.db.read.select().from(openings)).toHaveLength(1);
    const [kept] = await forum.db.read.select({ html: posts.html }).from(posts).where(eq(posts.source, FIRST));
    expect(kept!.html).toContain(FIRST);
  });

  test('CM-26: who is not signed in reads the first, by every door; so do its author and the newsroom', async () => {
    await tryIt();
    const page = new URL(question.url).pathname;

    expect(openingIn((await forum.request<ThreadPage>('GET', path())).body)).toBe(FIRST);
    for (const door of [page, `${page}/feed.atom`, `${page}/feed.json`, '/feed.rss', `/oembed?url=${encodeURIComponent(question.url)}`])
      expect((await forum.request('GET', door)).text, door).not.toContain('Rouleriez-vous');
    for (const who of [julien, forum.paul, maud]) expect(await shownTo(who)).toBe(FIRST);
  });

  test('CM-26: halves are even', () => {
    const halves = Array.from({ length: 1000 }, (_, i) => halfOf('canal', `member ${i}`));

    const first = halves.filter((half) => half === 'first').length;
    expect(first).toBeGreaterThan(450);
    expect(first).toBeLessThan(550);
    expect(halves).not.toEqual(Array.from({ length: 1000 }, (_, i) => halfOf('marché', `member ${i}`)));
  });

  test('CM-26: the result is who wrote while it was tried, by half, and equals a count; the newsroom and its author are in neither', async () => {
    await forum.reply(question, 'Avant l’essai.', { who: readers[0]! });
    forum.pass(1000);
    await tryIt();
    for (const who of [...readers, readers[1]!, forum.paul, julien]) await forum.reply(question, 'Pendant.', { who });
    const gone = await forum.reply(question, 'Achetez mes vélos.', { who: readers[2]! });
    await forum.take(gone.id);

    const { body } = await maud.desk<OpeningsWire>('GET', '/api/v1/openings');

    const { posts, members } = forum.db.read.t;
    const written = await forum.db.read
      .select({ uid: members.uid })
      .from(posts)
      .innerJoin(members, eq(members.id, posts.authorId))
      .where(and(eq(posts.source, 'Pendant.'), ne(members.role, 'moderator'), ne(members.id, julien.member.id)))
      .orderBy(asc(posts.id));
    const of = (half: 'first' | 'second') => {
      const those = written.filter(({ uid }) => halfOf(question.thread, uid) === half);
      return { writers: new Set(those.map(({ uid }) => uid)).size, posts: those.length };
    };
    expect(body.openings).toMatchObject([
      { title: 'Une piste le long du canal ?', first: of('first'), second: of('second'), endedAt: null },
    ]);
    expect(of('first').posts + of('second').posts).toBe(7);
  });

  test('CM-26: ended, everybody reads the first; ended twice, it ended once; another may be tried then, and never two at once', async () => {
    const [{ id }] = (await tryIt()).body.openings as [OpeningsWire['openings'][number]];
    expect((await tryIt()).body.error.fields).toHaveProperty('thread');

    const { body } = await maud.desk<OpeningsWire>('PUT', `/api/v1/openings/${id}/end`);
    forum.pass(1000);
    const again = await maud.desk<OpeningsWire>('PUT', `/api/v1/openings/${id}/end`);

    expect(body.openings[0]!.endedAt).toBe(again.body.openings[0]!.endedAt);
    for (const who of readers) expect(await shownTo(who)).toBe(FIRST);
    expect((await tryIt(question.thread)).status).toBe(201);
  });

  const keep = () => keepAudience(forum.deps);
  const result = async () => (await maud.desk<OpeningsWire>('GET', '/api/v1/openings')).body.openings[0]!;
  const row = async () => (await forum.db.read.select().from(forum.db.read.t.openings))[0]!;
  const counts = async () => {
    const { first, second } = await result();
    return [first.shown, second.shown];
  };
  const halves = () =>
    (['first', 'second'] as const).map((half) => readers.filter(({ member }) => halfOf(question.thread, member.uid) === half).length);
  const look = (who: Person, more: Record<string, string> = {}) =>
    forum.request('GET', path(), undefined, { ...who.asEmbed, 'user-agent': BROWSER, ...more });

  test('CM-26: each member who was shown one is counted once, however often and by whichever door; nobody else is', async () => {
    await tryIt();
    const page = new URL(question.url).pathname;

    for (const who of readers) {
      await look(who);
      await keep();
      await forum.request('GET', page, undefined, { ...who.asPage, 'user-agent': BROWSER });
      await look(who);
    }
    for (const who of [julien, forum.paul, maud]) await look(who);
    await forum.request('GET', path(), undefined, { 'user-agent': BROWSER });
    await keep();
    forum.pass(3 * 86_400_000);
    for (const who of readers) await look(who);
    await keep();

    expect(await counts()).toEqual(halves());
  });

  test('CM-26: who says no is not counted while they read, and is once they write', async () => {
    await tryIt();
    for (const signal of ['sec-gpc', 'dnt']) for (const who of readers) await look(who, { [signal]: '1' });
    await keep();
    expect(await counts()).toEqual([0, 0]);

    await forum.reply(question, 'Oui.', { who: readers[0]! });

    expect((await counts()).toSorted()).toEqual([0, 1]);
  });

  test('CM-26: nothing that is kept names a member; with the trial its bits and their salt end, its numbers stay', async () => {
    const [{ id }] = (await tryIt()).body.openings as [OpeningsWire['openings'][number]];
    for (const who of readers) await look(who);
    await keep();
    const running = await row();
    const bits = Buffer.concat([running.firstSeen!, running.secondSeen!]);
    expect([...bits].filter((byte) => byte > 0).length).toBeLessThanOrEqual(readers.length);
    for (const { member } of readers) expect(bits.includes(member.uid)).toBe(false);

    for (const who of readers) await look(who);
    await maud.desk('PUT', `/api/v1/openings/${id}/end`);
    await keep();

    expect(await row()).toMatchObject({ salt: null, firstSeen: null, secondSeen: null });
    expect(await counts()).toEqual(halves());
  });

  test('CM-26: a trial that nobody ends counts for thirty days, then forgets what it counted by', async () => {
    await tryIt();
    await look(readers[0]!);
    await keep();
    forum.pass(30 * 86_400_000);
    for (const who of readers) await look(who);
    await keep();

    await forgetShown(forum.db, forum.now());

    expect(await row()).toMatchObject({ salt: null, firstSeen: null, secondSeen: null });
    expect((await counts()).toSorted()).toEqual([0, 1]);
  });

  test('CM-26: what could not be written is counted once all the same', async () => {
    await tryIt();
    for (const who of readers) await look(who);
    const taken = forum.deps.audience.take();
    for (let i = 0; i < 2; i++) {
      for (const counted of taken.filter(({ kind }) => kind === 'opening')) forum.deps.audience.add(counted);
      await keep();
    }

    expect(await counts()).toEqual(halves());
  });

  test('CM-26: bits of a half tell how many set them, to half a percent', () => {
    for (const n of [0, 1, 30, 1000, 10_000]) {
      const seen = withSeen(
        null,
        Array.from({ length: n }, (_, i) => ({ key: 'salt', member: `m${i}` })),
      );
      expect(Math.abs(countSeen(seen) - n)).toBeLessThanOrEqual(Math.ceil(n * 0.005));
    }
  });

  test('CM-26: a share is said of thirty at least, with its interval (Wilson)', async () => {
    await tryIt();
    await forum.db.write(async (tx) => void (await tx.update(tx.t.openings).set({ firstShown: 29, secondShown: 30 })));

    const { first, second } = await result();

    expect([first.share, second.share]).toEqual([null, { low: 0, high: expect.closeTo(0.1135, 4) }]);
    // Newcombe 1998, table I: 81 of 263, 15 of 148.
    expect(wilson(81, 263)).toEqual({ low: expect.closeTo(0.2553, 4), high: expect.closeTo(0.3662, 4) });
    expect(wilson(15, 148)).toEqual({ low: expect.closeTo(0.0624, 4), high: expect.closeTo(0.1605, 4) });
  });

  test('refused: of what a reader opened, who would be said to have said it', async () => {
    const theirs = await forum.open('Et le halage ?');

    expect((await tryIt(theirs.url)).body.error.fields).toHaveProperty('thread');
    expect(await forum.db.read.$count(forum.db.read.t.openings)).toBe(0);
  });

  test('refused: where there is no conversation, or none with an opening; what is written in it is cleaned', async () => {
    const { thread } = (
      await forum.ada.send<{ thread: string }>('POST', '/api/v1/posts', {
        site: 'courrier',
        article: 'pont',
        source: 'Sous un article.',
        parent: null,
        clientId: 'openings-under-article',
      })
    ).body;

    expect((await tryIt('https://ailleurs.test/')).body.error.fields).toHaveProperty('thread');
    expect((await tryIt(thread)).body.error.fields).toHaveProperty('thread');
    await maud.desk('POST', '/api/v1/openings', { thread: question.url, source: '<img src=x onerror=alert(1)>[ici](javascript:alert(2))' });
    const [row] = await forum.db.read.select({ html: forum.db.read.t.openings.html }).from(forum.db.read.t.openings);
    expect(row!.html).not.toMatch(/<img|href="javascript/);
  });
});
