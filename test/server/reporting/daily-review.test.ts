// CM-34: each morning the newsroom reads what happened yesterday, as readers of the press do: in facts, by mail at 8:00, once.
import { and, eq, gte, lt } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { countHere, keepFigures } from '#server/figures/keep-figures.ts';
import { createSmtpMailer } from '#server/mail/mailer.ts';
import { queueReviews, reviewOutbox } from '#server/reporting/send-reviews.ts';
import type { DailyReview } from '#server/reporting/wire.ts';
import type { Deps } from '#server/deps.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { openMailServer } from '../../support/mail-server.ts';
import type { Person } from '../../support/world.ts';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
const DAY = 24 * HOUR;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const goTo = (iso: string) => forum.pass(Date.parse(iso) - forum.now().getTime());
  const keep = () => keepFigures(forum.deps, countHere(forum.db.read));
  const read = async (day?: string, who = maud) =>
    (await who.desk<DailyReview>('GET', `/api/v1/reports/daily${day ? `?day=${day}` : ''}`)).body;
  const ask = (who = maud) => who.desk('PUT', '/api/v1/reports/daily/mail');
  /** As the jobs do, on one machine or another. */
  const jobs = async (deps: Deps = forum.deps) => {
    await queueReviews(deps);
    return runOutbox(forum.db, reviewOutbox(deps), forum.now(), (error) => forum.failures.push(error));
  };
  const save = async (who: Person, fields: Record<string, string>) => {
    const headers = { ...who.asPage, host: forum.site.host!, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(fields).toString();
    const { status } = await forum.app.request(`http://${forum.site.host}/notifications/settings`, { method: 'POST', headers, body });
    expect(status).toBe(303);
  };
  const turn = ({ member }: Person, role: 'member' | 'expert') =>
    forum.db.write(async (tx) => void (await tx.update(tx.t.members).set({ role }).where(eq(tx.t.members.id, member.id))));
  const linesOf = ({ sections }: DailyReview, key: string) =>
    Object.fromEntries(sections.find((one) => one.key === key)!.lines.map((line) => [line.key, line.n]));
  const subjects = () => forum.mails.map(({ subject }) => subject);
  const clockOf = () => forum.now().toLocaleTimeString('fr', { timeZone: forum.site.timeZone, hour: '2-digit', minute: '2-digit' });
  /** Each quarter of an hour, until then. */
  const live = async (until: string, step = QUARTER) => {
    const sent: string[] = [];
    forum.pass(step - (forum.now().getTime() % step));
    while (forum.now() < new Date(until)) {
      await keep();
      if ((await jobs()) > 0) sent.push(clockOf());
      forum.pass(step);
    }
    return sent;
  };

  /** Sunday 22 November where the site is: a debate that rises, a question that waits, a removal, words that others liked. */
  const aDay = async () => {
    const debate = await forum.open('Un marché le dimanche ?');
    const said = await forum.reply(debate, 'Je suis commerçant rue Haute depuis vingt ans, et le dimanche me ferait vivre.');
    await forum.ada.send('PUT', `/api/v1/posts/${said.id}/reactions/merci`);
    for (const text of ['Pour.', 'Contre, et voilà pourquoi.', 'Ni pour ni contre.']) await forum.reply(debate, text, { who: forum.ada });
    const bad = await forum.linus.post('Bande de nuls.');
    await forum.ada.send('POST', `/api/v1/posts/${bad.id}/reports`, { rule: 1, note: '' });
    await forum.refuse(2);
    await forum.open('Où est le bac ?', { kind: 'question' });
    await forum.reply(debate, 'Nous irons voir.', { who: forum.paul });
  };

  test('CM-34: it says what was said, what rose, what waits and since when, what was removed by which rule, and whom to quote', async () => {
    await aDay();
    goTo('2026-11-23T07:00:00Z');
    await keep();

    const review = await read();

    expect([review.day, review.from, review.until]).toEqual(['2026-11-22', '2026-11-21T23:00:00.000Z', '2026-11-22T23:00:00.000Z']);
    expect(linesOf(review, 'said')).toEqual({ posts: 7, authors: 2, newVoices: 2, threads: 2, joined: 4, ours: 1 });
    const [rose] = review.sections.find(({ key }) => key === 'rose')!.lines;
    expect(rose).toMatchObject({ label: 'Un marché le dimanche ?', n: 5, note: 'aucune la veille' });
    expect(linesOf(review, 'removed')).toEqual({ removed: 1, 'rule 2': 1, reports: 1, appeals: 0 });
    const [waits] = review.sections.find(({ key }) => key === 'waits')!.lines;
    expect(waits).toMatchObject({ key: 'lane question', n: 1, note: 'la plus ancienne depuis 17\u00a0heures, promis en 24\u00a0heures' });
    expect(review.voices).toEqual([
      {
        name: 'linus',
        words: 'Je suis commerçant rue Haute depuis vingt ans, et le dimanche me ferait vivre.',
        title: 'Un marché le dimanche ?',
        url: expect.stringMatching(/\/p\//) as string,
      },
    ]);
  });

  test('CM-34: its numbers are those of queries over yesterday’s rows, in Europe/Paris', async () => {
    goTo('2026-11-22T22:30:00Z'); // 23:30 there
    const thread = await forum.open('Avant minuit');
    forum.pass(HOUR);
    for (const text of ['Après minuit.', 'Encore.']) await forum.reply(thread, text);
    goTo('2026-11-24T07:00:00Z');
    await keep();

    const { posts } = forum.db.read.t;
    for (const [day, n] of [
      ['2026-11-22', 1],
      ['2026-11-23', 2],
    ] as const) {
      const review = await read(day);
      const rows = await forum.db.read
        .select({ author: posts.authorId })
        .from(posts)
        .where(and(gte(posts.createdAt, new Date(review.from)), lt(posts.createdAt, new Date(review.until))))
        .orderBy(posts.id);
      expect(rows).toHaveLength(n);
      expect(linesOf(review, 'said')).toMatchObject({ posts: rows.length, authors: new Set(rows.map(({ author }) => author)).size });
    }
  });

  test('CM-34: who is silent is counted: regulars for a week, experts for a month', async () => {
    const silent = await forum.person('une habituée');
    const expert = await forum.person('le docteur');
    for (const text of ['Un.', 'Deux.', 'Trois.']) await silent.post(text);
    await expert.post('Mon avis.');
    await turn(expert, 'expert');
    forum.pass(10 * DAY);
    await keep();
    expect(linesOf(await read(), 'silent')).toEqual({ 'cohort silent': 1 });

    forum.pass(25 * DAY);
    await keep();
    expect(linesOf(await read(), 'silent')).toEqual({ 'cohort experts': 1 });
  });

  test('CM-34: nobody is quoted whom nobody singled out, whose words are contested, or who lost them since', async () => {
    const words = (n: number) => `Voici la ${n}e chose que je voulais dire du marché, en une phrase entière.`;
    const [plain, contested, gone, ours] = [
      await forum.linus.post(words(1)),
      await forum.linus.post(words(2)),
      await (await forum.person('partie')).post(words(3)),
      await forum.paul.post(words(4)),
    ];
    for (const { id } of [contested, gone, ours]) await forum.ada.send('PUT', `/api/v1/posts/${id}/reactions/merci`);
    await forum.ada.send('POST', `/api/v1/posts/${contested.id}/reports`, { rule: 1, note: '' });
    await forum.take(gone.id);
    goTo('2026-11-23T07:00:00Z');
    await keep();
    expect(plain.id).not.toBe(contested.id);

    expect((await read()).voices).toEqual([]);
  });

  test('CM-34: a day that is not counted yet says so; a day to come, or of a site one does not wholly moderate, is not there', async () => {
    await aDay();
    goTo('2026-11-23T07:00:00Z');
    expect(await read()).toMatchObject({ counted: false, sections: [] });
    expect((await maud.desk('GET', '/api/v1/reports/daily?day=2026-11-23')).status).toBe(404);
    expect((await maud.desk('GET', '/api/v1/reports/daily?day=hier')).status).toBe(422);

    await forum.limit(forum.paul);

    expect((await forum.paul.desk('GET', '/api/v1/reports/daily')).status).toBe(404);
    expect((await ask(forum.paul)).status).toBe(404);
  });

  describe('CM-34: by mail', () => {
    test('at 8:00 where the site is, to who asks for it, with what the page says', async () => {
      await ask();
      const jean = await forum.person('jean', 'journalist');
      const form = { answers: 'once', mentions: 'once', followed: 'daily', newsroom: 'weekly', reactions: 'never', timeZone: '' };
      const hours = { digestAt: '18:00', quietFrom: '22:00', quietUntil: '07:30', followsWritten: 'on' };
      for (const who of [jean, forum.ada]) await save(who, { ...form, ...hours, review: 'on' });
      await aDay();

      const sent = await live('2026-11-23T13:00:00Z');

      expect(sent).toEqual(['08:00']);
      expect(forum.mails.map(({ to }) => to).toSorted()).toEqual(['jean@example.test', 'maud@example.test']);
      const review = await read('2026-11-22');
      const [hers, his] = ['maud', 'jean'].map((name) => forum.mails.find(({ to }) => to.startsWith(name))!);
      for (const { lines } of review.sections.filter(({ key }) => key !== 'waits'))
        for (const { label, value } of lines) expect(hers!.text).toContain(`${label}\u00a0: ${value}`);
      expect(hers!.text).toContain('> Je suis commerçant rue Haute');
      expect(hers!.text).toContain('/admin/#/reports/day/2026-11-22');
      expect(his!.text).not.toContain('/admin/');
    });

    test('once a day, whoever else is at it, and after each start anew', async () => {
      await ask();
      await aDay();
      goTo('2026-11-23T07:00:00Z');
      await keep();

      await Promise.all([jobs(), jobs(), jobs()]);
      for (let start = 0; start < 4; start++) {
        forum.pass(20 * 60_000);
        await jobs();
      }

      expect(subjects()).toEqual(['Revue de la communauté, dimanche 22 novembre']);
    });

    test.each([
      ['forward', '2027-03-26T12:00:00Z', '2027-03-30T12:00:00Z'],
      ['back', '2027-10-29T12:00:00Z', '2027-11-02T12:00:00Z'],
    ])('once a day at 8:00 when clocks go %s too', async (_, from, until) => {
      await ask();
      goTo(from);

      expect(await live(until, HOUR)).toEqual(['08:00', '08:00', '08:00', '08:00']);
      expect(new Set(subjects()).size).toBe(4);
    });

    test('killed while it is being sent, it is sent to nobody twice; refused by the mail server, it comes back', async () => {
      await ask();
      await aDay();
      goTo('2026-11-23T07:00:00Z');
      await keep();
      const killed = {
        ...forum.deps,
        mail: async (mail: (typeof forum.mails)[number]) => (forum.mails.push(mail), new Promise<never>(() => {})),
      };
      await queueReviews(killed);
      void runOutbox(forum.db, reviewOutbox(killed), forum.now(), () => {});
      await expect.poll(() => forum.mails.length).toBe(1);
      forum.pass(HOUR);
      await jobs();
      expect(forum.mails).toHaveLength(1);

      goTo('2026-11-24T07:00:00Z');
      await keep();
      await jobs({ ...forum.deps, mail: () => Promise.reject(new Error('450 later')) });
      expect(forum.failures).toHaveLength(1);
      forum.pass(60_000);
      await jobs();
      expect(forum.mails).toHaveLength(2);
    });

    test('a real mail server takes it, with the header that stops it in one click, which stops nothing else', async () => {
      const { url, received } = await openMailServer();
      const send = createSmtpMailer(url, 'terrasse@exemple.test');
      await ask();
      await aDay();
      goTo('2026-11-23T07:00:00Z');
      await keep();

      await jobs({ ...forum.deps, mail: send });

      expect(received).toHaveLength(1);
      const message = received[0]!.replaceAll('=\r\n', '').replaceAll('\r\n ', '');
      expect(message).toContain('To: maud@example.test');
      expect(message).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
      const stop = /List-Unsubscribe:\s*<http:\/\/[^/]+(\/[^>]+)>/.exec(message)![1]!;
      const paced = async () => {
        const { members, noticeSettings } = forum.db.read.t;
        const [row] = await forum.db.read
          .select({ pace: members.mailPace, review: noticeSettings.review })
          .from(members)
          .innerJoin(noticeSettings, eq(noticeSettings.memberId, members.id))
          .where(eq(members.id, maud.member.id));
        return row;
      };
      const before = await paced();
      expect(
        (await forum.app.request(`http://${forum.site.host}${stop}`, { method: 'POST', headers: { host: forum.site.host! } })).status,
      ).toBe(200);
      expect([before, await paced()]).toEqual([
        { pace: before!.pace, review: true },
        { pace: before!.pace, review: false },
      ]);
      goTo('2026-11-24T07:00:00Z');
      await keep();
      expect(await jobs({ ...forum.deps, mail: send })).toBe(0);
    });

    test('not to who left the newsroom, moderates a part of it, or has no address; who asks at nine begins tomorrow', async () => {
      const [noah, zoe] = [await forum.person('noah', 'moderator'), await forum.person('zoe', 'moderator', { confirmed: false })];
      for (const who of [noah, zoe, forum.paul]) await ask(who);
      await forum.limit(forum.paul);
      goTo('2026-11-23T07:00:00Z');
      await keep();
      await queueReviews(forum.deps);
      await turn(noah, 'member');
      await jobs();
      forum.pass(HOUR);
      await ask();
      await jobs();
      expect([forum.mails, forum.failures]).toEqual([[], []]);

      expect(await live('2026-11-24T13:00:00Z')).toEqual(['08:00']);
      expect(forum.mails.map(({ to }) => to)).toEqual(['maud@example.test']);
    });

    test('of a day when nobody wrote and nothing waits, one sentence; of a morning when the machine was off, nothing', async () => {
      await ask();
      goTo('2026-11-24T06:00:00Z');
      await live('2026-11-24T12:00:00Z');
      expect(subjects()).toEqual(['Rien à signaler, lundi 23 novembre']);
      expect(forum.mails[0]!.text.split('\n')[0]).toBe('Personne n’a rien écrit sur La Terrasse le lundi 23 novembre, et rien n’attend.');

      goTo('2026-11-25T11:30:00Z'); // 12:30 there
      await keep();
      expect(await jobs()).toBe(0);
    });
  });
});
