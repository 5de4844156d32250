import { and, eq, isNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Level } from '#server/follows/levels.ts';
import { followOutbox } from '#server/follows/tell-followers.ts';
import { findTarget } from '#server/follows/find-target.ts';
import { setFollow } from '#server/follows/set-follow.ts';
import type { FollowKind } from '#server/follows/levels.ts';
import { uuidv7 } from '#server/ids.ts';
import { setIgnored } from '#server/members/ignore.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { openForum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

async function town(engine: Engine) {
  const forum = await openForum(engine);
  const grace = await forum.person('grace');
  const follow = async (who: Person, kind: FollowKind, name: string, level: Level = 'watch') => {
    forum.pass(1); // what is there already is there before
    const what = await findTarget(forum.deps, forum.site, { kind, name });
    await setFollow(forum.deps, who, { what: what!, level });
  };
  /** Kind and first words of what somebody was told, the earliest first. */
  const toldTo = async ({ member }: Person) => {
    await mailsOf(forum);
    const { notifications, posts } = forum.db.read.t;
    const rows = await forum.db.read
      .select({ kind: notifications.kind, source: posts.source })
      .from(notifications)
      .innerJoin(posts, eq(posts.id, notifications.postId))
      .where(eq(notifications.memberId, member.id))
      .orderBy(notifications.id);
    return rows.map(({ kind, source }) => `${kind}: ${source}`);
  };
  return { ...forum, grace, follow, toldTo };
}

onBothDatabases((engine) => {
  describe('who follows', () => {
    test('a thread watches each new post of it, and of no other', async () => {
      const { open, reply, follow, grace, toldTo } = await town(engine);
      const [banks, quays] = [await open('Bancs'), await open('Quais')];
      await follow(grace, 'thread', banks.thread);

      await reply(banks, 'Ici.');
      await reply(quays, 'Ailleurs.');

      expect(await toldTo(grace)).toEqual(['post: Ici.']);
    });

    describe('CM-20: a thread that went into another', () => {
      const merged = async (engineOf: Engine) => {
        const world = await town(engineOf);
        const merge = (from: string, into: string) => world.paul.desk('PUT', `/api/v1/threads/${from}/merger`, { into });
        return { ...world, merge };
      };

      test('is followed there: each new post is told once, also to who followed both, and to nobody who asked for silence', async () => {
        const { open, reply, follow, grace, ada, linus, toldTo, merge, person } = await merged(engine);
        const [banks, quays] = [await open('Bancs'), await open('Quais')];
        const nina = await person('nina');
        for (const one of [banks, quays]) await follow(grace, 'thread', one.thread);
        await follow(linus, 'thread', banks.thread);
        await follow(nina, 'thread', banks.thread, 'mute');
        await follow(nina, 'space', 'velo');

        expect((await merge(banks.thread, quays.thread)).status).toBe(204);
        await reply(quays, 'Après la fusion.', { who: ada });

        expect(await toldTo(grace)).toEqual(['post: Après la fusion.']);
        expect(await toldTo(linus)).toEqual(['post: Après la fusion.']);
        expect(await toldTo(nina)).toEqual([]);
      });

      test('what one chose for it holds over what one only wrote in the other', async () => {
        const { open, reply, follow, grace, linus, toldTo, merge } = await merged(engine);
        const [banks, quays] = [await open('Bancs'), await open('Quais')];
        await reply(quays, 'J’y étais.', { who: grace });
        await toldTo(grace);
        await follow(grace, 'thread', banks.thread);

        await merge(banks.thread, quays.thread);
        await reply(quays, 'Après la fusion.', { who: linus });

        expect(await toldTo(grace)).toEqual(['post: Après la fusion.']);
      });

      test('an article’s, carried on in the forum: who followed it under the article is told of what is said there', async () => {
        const { open, reply, follow, grace, linus, toldTo, merge, readThread } = await merged(engine);
        await linus.post('Sous l’article.');
        const quays = await open('Quais');
        await follow(grace, 'article', 'pont');

        expect((await merge((await readThread()).thread.id!, quays.thread)).status).toBe(204);
        await reply(quays, 'Après la fusion.', { who: linus });

        expect(await toldTo(grace)).toEqual(['post: Après la fusion.']);
      });
    });

    test('a space is told of new threads, and who watches it of each post, that of its parts too', async () => {
      const { open, reply, follow, grace, linus, toldTo } = await town(engine);
      await follow(grace, 'space', 'ville', 'normal');
      await follow(linus, 'space', 'ville');

      const banks = await open('Bancs');
      await reply(banks, 'Ici.', { who: grace });

      expect(await toldTo(grace)).toEqual(['thread: Au sujet de : Bancs.']);
      expect(await toldTo(linus)).toEqual(['thread: Au sujet de : Bancs.', 'post: Ici.']);
    });

    test('a tag, an author', async () => {
      const { open, reply, follow, grace, ada, linus, toldTo } = await town(engine);
      const banks = await open('Bancs', { tags: ['travaux'] });
      await follow(grace, 'tag', 'travaux');
      await follow(linus, 'author', ada.member.uid, 'normal');

      await reply(banks, 'De quoi ?', { who: linus });
      await reply(banks, 'Des quais.', { who: ada });
      await open('Quais');

      expect(await toldTo(grace)).toEqual(['post: De quoi ?', 'post: Des quais.']);
      expect(await toldTo(linus)).toEqual(['thread: Au sujet de : Quais.']);
    });

    test('a section of the newspaper is told of what begins under its articles, and of no other', async () => {
      const { db, site, now, follow, grace, linus, ada, toldTo } = await town(engine);
      const row = { siteId: site.id, title: 'La crue', confirmedAt: now(), bylines: [], createdAt: now() };
      const articles = [
        { ...row, key: 'crue', section: 'La Lieuse' },
        { ...row, key: 'derby', section: 'Sports' },
      ];
      await db.write(async (tx) => void (await tx.insert(tx.t.articles).values(articles)));
      await follow(grace, 'section', 'La Lieuse', 'normal');

      await linus.post('L’eau monte.', { article: 'crue' });
      await ada.post('Chez nous aussi.', { article: 'crue' });
      await linus.post('Quel match !', { article: 'derby' });

      expect(await toldTo(grace)).toEqual(['thread: L’eau monte.']);
      expect(await findTarget({ db } as never, site, { kind: 'section', name: 'Nulle part' })).toBeNull();
    });

    test('an article hears of it before anybody wrote there', async () => {
      const { db, site, now, follow, grace, linus, toldTo } = await town(engine);
      const row = { siteId: site.id, key: 'crue', title: 'La crue', confirmedAt: now(), bylines: [], createdAt: now() };
      await db.write(async (tx) => void (await tx.insert(tx.t.articles).values(row)));
      await follow(grace, 'article', 'crue');

      await linus.post('L’eau monte.', { article: 'crue' });

      expect(await toldTo(grace)).toEqual(['thread: L’eau monte.']);
    });
  });

  test('CM-40 who follows a journalist hears of what they say publicly, and of nothing that waits or is taken away', async () => {
    const { db, site, now, person, follow, grace, linus, toldTo, tell } = await town(engine);
    const rozenn = await person('Rozenn Le Dantec', 'journalist');
    const row = { siteId: site.id, title: 'Le derby', confirmedAt: now(), bylines: ['Rozenn Le Dantec', 'Paul Estève'], createdAt: now() };
    await db.write(
      async (tx) =>
        void (await tx.insert(tx.t.articles).values([
          { ...row, key: 'derby' },
          { ...row, key: 'retour' },
        ])),
    );
    await follow(grace, 'byline', '0-derby');
    await follow(linus, 'author', rozenn.member.uid);

    const root = await grace.post('Quel match !', { article: 'derby' });
    const answer = await rozenn.post('Oui, et à dix.', { article: 'derby', parent: root.id });
    await rozenn.post('Ailleurs aussi.', { article: 'pont' });
    await linus.post('Revanche ?', { article: 'retour' });
    await tell();

    expect(await toldTo(grace)).toEqual(['reply: Oui, et à dix.', 'thread: Ailleurs aussi.', 'thread: Revanche ?']);
    expect(await toldTo(linus)).toEqual(['post: Oui, et à dix.', 'thread: Ailleurs aussi.']);
    const { notifications } = db.read.t;
    await rozenn.send('DELETE', `/api/v1/posts/${answer.id}`);
    expect(await db.read.$count(notifications, and(eq(notifications.memberId, linus.member.id)))).toBe(2);
  });

  describe('one event is one notification', () => {
    test('of several reasons the strongest', async () => {
      const { open, reply, follow, ada, toldTo } = await town(engine);
      const banks = await open('Bancs', { tags: ['travaux'] });
      await follow(ada, 'thread', banks.thread);
      await follow(ada, 'tag', 'travaux');

      await reply(banks, 'Oui, @ada.');

      expect(await toldTo(ada)).toEqual(['reply: Oui, @ada.']);
    });

    test('told again, each is told once', async () => {
      const { db, deps, open, reply, follow, grace, linus, paul, toldTo } = await town(engine);
      const banks = await open('Bancs');
      for (const who of [grace, paul]) await follow(who, 'thread', banks.thread);
      await reply(banks, 'Ici.');
      const { outbox } = db.read.t;
      const entry = (await db.read.select().from(outbox).where(eq(outbox.kind, 'post.followed'))).at(-1);

      for (let n = 0; n < 2; n++) await followOutbox(deps)['post.followed']!(entry!.data as never);

      for (const who of [grace, paul]) expect(await toldTo(who)).toEqual(['post: Ici.']);
      expect(await toldTo(linus)).toEqual([]);
    });
  });

  describe('silence', () => {
    test('a muted thread tells nothing, neither answers nor calls, and is heard of again once it is not', async () => {
      const { open, reply, follow, ada, toldTo } = await town(engine);
      const banks = await open('Bancs');
      await follow(ada, 'thread', banks.thread, 'mute');
      await reply(banks, 'Un.');
      await reply(banks, 'Deux, @ada.');
      expect(await toldTo(ada)).toEqual([]);

      await follow(ada, 'thread', banks.thread, 'normal');
      await reply(banks, 'Trois.');

      expect(await toldTo(ada)).toEqual(['reply: Trois.']);
    });

    test('what waits of a conversation that is muted is read, under an article too', async () => {
      const forum = await town(engine);
      const { db, open, reply, follow, grace, linus, ada } = forum;
      const banks = await open('Bancs');
      await linus.post('Les platanes ?');
      await follow(grace, 'thread', banks.thread);
      await follow(grace, 'article', 'pont');
      await reply(banks, 'Ici.');
      await ada.post('Ils restent.');
      await mailsOf(forum);
      const unread = async () => {
        const { notifications } = db.read.t;
        return db.read.$count(notifications, and(eq(notifications.memberId, grace.member.id), isNull(notifications.readAt)));
      };

      await follow(grace, 'thread', banks.thread, 'mute');
      expect(await unread()).toBe(1);
      await follow(grace, 'article', 'pont', 'mute');

      expect(await unread()).toBe(0);
    });

    test('a muted space is silent, but for the answers where one wrote', async () => {
      const { open, reply, follow, grace, linus, toldTo } = await town(engine);
      await follow(grace, 'space', 'velo', 'mute');
      await follow(grace, 'space', 'ville');
      const banks = await open('Bancs');
      await reply(banks, 'Un.');
      expect(await toldTo(grace)).toEqual([]);

      const mine = await reply(banks, 'Et moi ?', { who: grace });
      await toldTo(grace);
      await reply(banks, 'Vous aussi.', { parent: mine.id, who: linus });

      expect(await toldTo(grace)).toEqual(['reply: Vous aussi.']);
    });

    test('nobody hears of their own, of whom they ignore, nor once they are gone', async () => {
      const { db, deps, now, open, reply, follow, ada, grace, linus, paul, person, toldTo } = await town(engine);
      const banks = await open('Bancs');
      const gone = await person('trudy');
      for (const who of [ada, grace, linus, paul, gone]) await follow(who, 'thread', banks.thread);
      await setIgnored(deps, grace.member, linus.member.uid, true);
      await db.write(async (tx) => {
        const { members } = tx.t;
        await tx.update(members).set({ goneAt: now(), accountId: null }).where(eq(members.id, gone.member.id));
      });

      await reply(banks, 'Ici.', { who: linus });

      expect(await toldTo(ada)).toEqual(['reply: Ici.']);
      expect(await toldTo(paul)).toEqual(['post: Ici.']);
      for (const who of [grace, linus, gone]) expect(await toldTo(who)).toEqual([]);
    });
  });

  test('who follows once a post is there is not told of it, however late it is told; who silences it is not either', async () => {
    const { open, reply, follow, ada, grace, linus, paul, toldTo } = await town(engine);
    const banks = await open('Bancs');
    for (const who of [linus, paul]) await follow(who, 'thread', banks.thread);
    await reply(banks, 'Avant.', { who: ada });
    for (const who of [grace, linus]) await follow(who, 'thread', banks.thread);
    await follow(paul, 'thread', banks.thread, 'mute');
    await reply(banks, 'Après.', { who: ada });

    expect(await toldTo(grace)).toEqual(['post: Après.']);
    expect(await toldTo(linus)).toEqual(['post: Avant.', 'post: Après.']);
    expect(await toldTo(paul)).toEqual([]);
  });

  test('who writes in a thread follows it from then on, unless they want otherwise', async () => {
    const { db, open, reply, grace, linus, toldTo, site } = await town(engine);
    const banks = await open('Bancs');
    const off = { memberId: grace.member.id, siteId: site.id, followsWritten: false };
    await db.write(async (tx) => void (await tx.insert(tx.t.noticeSettings).values(off)));

    await reply(banks, 'Moi.', { who: grace });
    await reply(banks, 'Moi aussi.', { who: linus });
    await toldTo(linus);

    const { follows } = db.read.t;
    const levels = (who: Person) =>
      db.read.select({ level: follows.level, chosen: follows.chosen }).from(follows).where(eq(follows.memberId, who.member.id));
    expect(await levels(grace)).toEqual([]);
    expect(await levels(linus)).toEqual([{ level: 'normal', chosen: false }]);
  });

  test('ten thousand followers cost the request nothing, and the telling a few writes a page', async () => {
    const forum = await town(engine);
    const { db, deps, site, open, reply, now } = forum;
    const banks = await open('Bancs');
    await mailsOf(forum);
    await db.write(async (tx) => {
      for (let i = 0; i < 10_000; i += 500) {
        const numbers = Array.from({ length: 500 }, (_, n) => i + n);
        const accounts = await tx
          .insert(tx.t.accounts)
          .values(numbers.map((n) => ({ uid: uuidv7(), name: `m${n}`, locale: 'fr' as const, createdAt: now() })))
          .returning({ id: tx.t.accounts.id });
        const members = await tx
          .insert(tx.t.members)
          .values(
            accounts.map(({ id }, n) => ({
              uid: uuidv7(),
              siteId: site.id,
              accountId: id,
              name: `m${i + n}`,
              role: 'member' as const,
              createdAt: now(),
            })),
          )
          .returning({ id: tx.t.members.id });
        const { target } = (await findTarget({ ...deps, db: { ...db, read: tx } }, site, { kind: 'thread', name: banks.thread }))!;
        await tx.insert(tx.t.follows).values(
          members.map(({ id }) => ({
            siteId: site.id,
            memberId: id,
            kind: 'thread' as const,
            target,
            level: 'watch' as const,
            chosen: true,
            at: now(),
          })),
        );
      }
    });
    const writes = countWrites(db);

    await reply(banks, 'Ici.');
    const asked = writes.count;
    const { notifications, outbox } = db.read.t;
    expect(await db.read.$count(notifications, eq(notifications.kind, 'post'))).toBe(0);
    const [entry] = await db.read.select().from(outbox).where(eq(outbox.kind, 'post.followed'));
    writes.count = 0;
    await followOutbox(deps)['post.followed']!(entry!.data as never);

    expect(await db.read.$count(notifications, eq(notifications.kind, 'post'))).toBe(10_000);
    expect(asked).toBeLessThan(20);
    expect(writes.count).toBeLessThan(51 * 4); // pages of two hundred
  });
});

/** Statements that write to the database, from here on. */
function countWrites(db: Awaited<ReturnType<typeof openForum>>['db']) {
  const counted = { count: 0 };
  const { write } = db;
  db.write = (work, options) =>
    write((tx) => {
      const spy = Object.create(tx) as typeof tx;
      for (const verb of ['insert', 'update', 'delete'] as const)
        spy[verb] = ((...args: never[]) => (counted.count++, (tx[verb] as (...all: never[]) => unknown)(...args))) as never;
      return work(spy);
    }, options);
  return counted;
}
