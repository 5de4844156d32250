// CM-24: what came of a thread, at a day and at a week: each number of its own period, on the screen, for a spreadsheet, by mail.
import { and, eq, gte, lt } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { uuidv7 } from '#server/ids.ts';
import { publishDue } from '#server/planning/publish-due.ts';
import type { ItemWire } from '#server/planning/wire.ts';
import { reportOutbox } from '#server/reporting/tell-reports.ts';
import type { ReportedThreads, ThreadReport } from '#server/reporting/wire.ts';
import { makeToken } from '#server/sites/tokens.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const read = async (id: string, who = maud) => (await who.desk<ThreadReport>('GET', `/api/v1/reports/threads/${id}`)).body;
  const figuresOf = ({ spans }: ThreadReport, span: 'day' | 'week') =>
    Object.fromEntries(spans.find((one) => one.span === span)!.lines.map(({ key, n, of }) => [key, of === null ? n : [n, of]]));
  const csvOf = async (id: string) => (await maud.desk('GET', `/api/v1/reports/threads/${id}/figures.csv`)).text;
  const tell = () => runOutbox(forum.db, reportOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));
  const idOf = async ({ thread }: Pick<OpenedWire, 'thread'>) => {
    const { threads } = forum.db.read.t;
    return (await forum.db.read.select({ id: threads.id }).from(threads).where(eq(threads.uid, thread)))[0]!.id;
  };

  /** A debate of the newsroom's: three comments the first day, two more in the week, one after it. */
  const debate = async () => {
    const opened = await forum.open('Un marché le dimanche ?', {}, maud);
    await forum.reply(opened, 'Pour.');
    await forum.reply(opened, 'Guignol !');
    await forum.refuse(4);
    const asked = await forum.reply(opened, '@redaction et les commerçants ?', { who: forum.ada });
    await forum.reply(opened, 'Ils sont pour.', { parent: asked.id, who: maud });
    forum.pass(2 * DAY);
    for (const text of ['Contre.', 'Je suis commerçant, et pour.'])
      await forum.reply(opened, text, { who: await forum.person(`lecteur ${text.length}`) });
    forum.pass(6 * DAY);
    await forum.reply(opened, 'Bien après.');
    return opened;
  };

  test('CM-24: readers, contributions, new voices, removals by rule, answers, each at a day and at a week', async () => {
    const opened = await debate();
    const threadId = await idOf(opened);
    await forum.db.write(async (tx) => {
      const row = { siteId: forum.site.id, articleId: 0, threadId };
      for (const [day, visitors] of [
        ['2026-11-22', 40],
        ['2026-11-23', 20],
        ['2026-11-28', 5],
        ['2026-11-30', 100],
      ] as const)
        await tx.insert(tx.t.audienceDays).values({ ...row, day, visitors, views: 2 * visitors, sent: visitors / 5 });
    });

    const report = await read(opened.thread);

    expect(figuresOf(report, 'day')).toEqual({
      visitors: 60,
      views: 120,
      sent: 12,
      posts: 3,
      authors: 2,
      newVoices: 2,
      published: [2, 3],
      removed: [1, 3],
      'rule 4': 1,
      reports: 0,
      answered: [1, 1],
      ours: 2,
    });
    expect(figuresOf(report, 'week')).toMatchObject({
      visitors: 65,
      sent: 13,
      posts: 5,
      authors: 4,
      newVoices: 4,
      published: [4, 5],
      removed: [1, 5],
    });
    expect(report.spans.map(({ from, until, over }) => [from, until, over])).toEqual([
      ['2026-11-22T13:01:00.000Z', '2026-11-23T13:01:00.000Z', true],
      ['2026-11-22T13:01:00.000Z', '2026-11-29T13:01:00.000Z', true],
    ]);
  });

  test('CM-24: each number is that of a query over the rows of the thread, and says of how many', async () => {
    const opened = await debate();
    const { posts, members } = forum.db.read.t;
    const threadId = await idOf(opened);
    const report = await read(opened.thread);

    for (const { span, from, until } of report.spans) {
      const rows = await forum.db.read
        .select({ author: posts.authorId, state: posts.state, role: members.role })
        .from(posts)
        .innerJoin(members, eq(members.id, posts.authorId))
        .where(and(eq(posts.threadId, threadId), gte(posts.createdAt, new Date(from)), lt(posts.createdAt, new Date(until))))
        .orderBy(posts.id);
      const readers = rows.filter(({ role }) => role === 'member');
      expect(figuresOf(report, span)).toMatchObject({
        posts: readers.length,
        authors: new Set(readers.map(({ author }) => author)).size,
        published: [readers.filter(({ state }) => state === 'published').length, readers.length],
        ours: rows.length - readers.length,
      });
    }
    expect(report.spans[0]!.lines.find(({ key }) => key === 'removed')!.value).toBe('1 sur 3');
  });

  test('CM-24: the spreadsheet says what the screen says, and a title that would be a formula is a text', async () => {
    const opened = await forum.open('=HYPERLINK("http://x", "Cliquez")', {}, maud);
    await forum.reply(opened, 'Pour.');
    const report = await read(opened.thread);

    const rows = (await csvOf(opened.thread))
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n')
      .map((row) => row.slice(1, -1).split('","'));

    expect(rows[0]).toEqual([`'=HYPERLINK(""http://x"", ""Cliquez"")`, 'À un jour', 'À sept jours']);
    const [day, week] = report.spans;
    expect(rows.slice(3)).toEqual(
      day!.lines.map(({ key, label, value }) => [label, value, week!.lines.find((line) => line.key === key)!.value]),
    );
  });

  test('CM-24: a span that is not over says until when it goes on; a week has the hours that clocks give it', async () => {
    forum.pass(Date.parse('2027-03-26T10:00:00Z') - forum.now().getTime());
    const opened = await forum.open('Le passage à l’heure d’été', {}, maud);
    forum.pass(3 * DAY);

    const { spans } = await read(opened.thread);

    expect(spans.map(({ over }) => over)).toEqual([true, false]);
    expect((Date.parse(spans[1]!.until) - Date.parse(spans[1]!.from)) / HOUR).toBe(7 * 24 - 1);
  });

  describe('CM-24: who opened it is told', () => {
    test('at a day and at a week, once each, with the figures of that time', async () => {
      const opened = await forum.open('Un marché le dimanche ?', {}, maud);
      await forum.reply(opened, 'Pour.');
      await tell();
      expect(forum.mails).toEqual([]);

      forum.pass(DAY);
      await Promise.all([tell(), tell()]);
      expect(forum.mails).toMatchObject([{ to: 'maud@example.test', subject: 'Un jour après\u00a0: Un marché le dimanche ?' }]);
      expect(forum.mails[0]!.text).toContain('Contributions de lecteurs\u00a0: 1\n');
      expect(forum.mails[0]!.text).toContain(`/admin/#/reports/thread/${opened.thread}`);

      forum.pass(6 * DAY);
      await tell();
      expect(forum.mails.map(({ subject }) => subject.slice(0, 4))).toEqual(['Un j', 'Sept']);
      forum.pass(30 * DAY);
      expect(await tell()).toBe(0);
    });

    test('nobody of a reader’s thread, of one that is gone, or once they left the newsroom', async () => {
      await forum.open('Une question de lecteur');
      const gone = await forum.open('Retiré aussitôt', {}, maud);
      await forum.open('D’un collègue parti', {}, forum.paul);
      await forum.take(gone.post.id);
      const { members } = forum.db.read.t;
      await forum.db.write(
        async (tx) => void (await tx.update(tx.t.members).set({ role: 'member' }).where(eq(members.id, forum.paul.member.id))),
      );

      forum.pass(8 * DAY);
      await tell();

      expect(forum.mails).toEqual([]);
      expect(forum.failures).toEqual([]);
    });

    test('of what was planned, and said under an article', async () => {
      const { token } = await makeToken(forum.deps, forum.site.id, { name: 'CMS' });
      const pont = { title: 'Le pont', url: 'https://www.courrier.test/pont' };
      await forum.request('PUT', '/api/v1/articles/pont', pont, { authorization: `Bearer ${token}` });
      const item = { kind: 'article', title: 'Posez vos questions', source: 'La rédaction répond.', article: 'pont', clientId: uuidv7() };
      const at = new Date(forum.now().getTime() + 60_000).toISOString();
      const { body } = await maud.desk<ItemWire>('POST', '/api/v1/calendar', { ...item, at });
      const { status, text } = await maud.desk('PUT', `/api/v1/calendar/${body.id}/state`, { version: body.version, state: 'scheduled' });
      expect(status, text).toBe(200);
      forum.pass(60_000);
      await publishDue(forum.deps);

      forum.pass(DAY);
      await tell();

      expect(forum.mails.map(({ to }) => to)).toEqual(['maud@example.test']);
    });
  });

  test('the list has what the newsroom opened, the latest first; a thread of another space, or none, is not found', async () => {
    await forum.open('D’une lectrice');
    await forum.open('Le premier', {}, maud);
    const last = await forum.open('Le dernier', {}, maud);
    const { body } = await maud.desk<ReportedThreads>('GET', '/api/v1/reports/threads');
    expect(body.threads.map(({ title }) => title)).toEqual(['Le dernier', 'Le premier']);

    await forum.limit(forum.paul);

    expect((await forum.paul.desk('GET', `/api/v1/reports/threads/${last.thread}`)).status).toBe(404);
    expect((await maud.desk('GET', '/api/v1/reports/threads/nowhere')).status).toBe(404);
  });
});
