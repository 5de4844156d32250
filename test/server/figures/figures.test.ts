// "Figures are kept, not counted": days and months of a site, on its own calendar (docs/decisions/073).
import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { countFigures } from '#server/figures/count-figures.ts';
import { countInWorker } from '#server/figures/figures-in-worker.ts';
import { countHere, keepFigures } from '#server/figures/keep-figures.ts';
import { recountCommand } from '#server/figures/recount-command.ts';
import { figuresOf } from '#server/figures/queries.ts';
import { momentsOf, type Span } from '#server/figures/spans.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onBothDatabases((engine) => {
  let forum: Forum;
  beforeEach(async () => {
    forum = await openForum(engine);
  });

  const keep = () => keepFigures(forum.deps, countHere(forum.db.read));
  const kept = (span: Span = 'day') => figuresOf(forum.db.read, forum.site, { span, first: '2000-01-01', last: '2100-01-01' });
  const keptOf = async (begins: string, span: Span = 'day') => (await kept(span)).find((row) => row.begins === begins)!.figures;
  const goTo = (iso: string) => forum.pass(Date.parse(iso) - forum.now().getTime());
  const count = (begins: string, span: Span = 'day') =>
    countFigures(forum.db.read, { siteId: forum.site.id, ...momentsOf(span, begins, forum.site.timeZone), now: forum.now() });

  /** On the first case there is. */
  const decide = async (verdict: 'reject' | 'approve', rule?: number) => {
    const { body } = await forum.paul.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
    const { id, version, post } = (await forum.paul.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases[0]!.id}`)).body;
    const decision = { version, revision: post!.revision, verdict, ...(rule && { rule }) };
    const answer = await forum.paul.desk<{ case: CaseDetail }>('POST', `/api/v1/cases/${id}/decisions`, decision);
    expect(answer.status, answer.text).toBe(200);
    return answer.body.case.decision!.id;
  };

  test('a day says what was sent, by whom for the first time, what was asked and answered, and by which rule what was taken', async () => {
    const question = await forum.open('Où est le bac ?', { kind: 'question' });
    await forum.reply(question, 'Je cherche aussi.');
    await forum.reply(question, 'Quai des Lavandières.', { who: forum.paul });
    await forum.open('Le pont');
    const bad = await forum.linus.post('Bande de nuls.');
    await forum.ada.send('POST', `/api/v1/posts/${bad.id}/reports`, { rule: 1, note: '' });
    await decide('reject', 2);
    await forum.tell();
    goTo('2026-11-23T12:00:00Z');

    await keep();

    expect(await keptOf('2026-11-22')).toMatchObject({
      posts: 4,
      published: 3,
      authors: 2,
      firstPosts: 2,
      newVoices: 2,
      ours: 1,
      threads: 2,
      replied: { hour: 1, day: 1, week: 1 },
      repliedByUs: { hour: 1, day: 1, week: 1 },
      joined: 3,
      reports: 1,
      removed: { 2: 1 },
      givenBack: 0,
      asked: { question: { n: 1, answered: 1, over: 1, inTime: 1 } },
    });
  });

  test('a decision undone before anybody was told was never taken; one that is taken back later was', async () => {
    for (const text of ['Le premier.', 'Le second.']) {
      const post = await forum.linus.post(text);
      await forum.ada.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });
      const decision = await decide('reject', 2);
      if (text === 'Le premier.') await forum.paul.desk('POST', `/api/v1/decisions/${decision}/undo`, {});
      if (text === 'Le premier.') await decide('approve');
      await forum.tell();
    }

    expect(await count('2026-11-22')).toMatchObject({ removed: { 2: 1 }, givenBack: 0, reports: 2 });
  });

  describe('kept equals counted anew', () => {
    test('whatever was counted when', async () => {
      await somethingEachDay(forum, 10);
      await keep();

      const rows = [
        ...(await kept('day')).map((row) => ['day', row] as const),
        ...(await kept('month')).map((row) => ['month', row] as const),
      ];

      expect(rows.length).toBe(12);
      expect((await keptOf('2026-11-01', 'month')).removed).not.toEqual({});
      for (const [span, { begins, figures }] of rows) expect(figures, `${span} ${begins}`).toEqual(await count(begins, span));
    });

    test('by a thread of its own as by this one', async () => {
      await somethingEachDay(forum, 3);
      await keep();
      const here = await kept('day');
      await forum.db.write(async (tx) => void (await tx.delete(tx.t.siteFigures)));

      await keepFigures(forum.deps, countInWorker(databaseOf(forum, engine), AbortSignal.timeout(60_000)));

      expect(await kept('day')).toEqual(here);
    });

    test('by the command, whatever stood there', async () => {
      await somethingEachDay(forum, 2);
      await keep();
      const before = await kept();
      await forum.db.write(async (tx) => {
        const [{ figures } = { figures: null! }] = await tx.select({ figures: tx.t.siteFigures.figures }).from(tx.t.siteFigures).limit(1);
        await tx.update(tx.t.siteFigures).set({ figures: { ...figures, posts: 999 } });
      });
      const printed: string[] = [];
      const found = databaseOf(forum, engine);
      const env = { DATABASE_URL: found.kind === 'sqlite' ? `file:${found.file}` : found.url };

      const said = { print: (key: string) => void printed.push(key), tell: () => {}, translate: (key: string) => key };
      await recountCommand({ args: [], env, ...said }, forum.now);

      const after = await kept();
      expect(after.map(({ begins, figures }) => [begins, figures.posts])).toEqual(
        before.map(({ begins, figures }) => [begins, figures.posts]),
      );
      expect(printed).toEqual(['recount.done']);
    });

    test('days add up to their month, but for people, who are counted once', async () => {
      await somethingEachDay(forum, 4);
      await keep();

      const days = await kept('day');
      const month = await keptOf('2026-11-01', 'month');

      expect(month.posts).toBe(days.reduce((sum, { figures }) => sum + figures.posts, 0));
      expect(month.newVoices).toBe(days.reduce((sum, { figures }) => sum + figures.newVoices, 0));
      expect(month.authors).toBeLessThan(days.reduce((sum, { figures }) => sum + figures.authors, 0));
    });
  });

  test.each([
    ['spring', '2027-03-27T21:30:00Z', { '2027-03-27': 3, '2027-03-28': 23, '2027-03-29': 3 }],
    ['autumn', '2027-10-30T20:30:00Z', { '2027-10-30': 3, '2027-10-31': 25, '2027-11-01': 1 }],
  ])('a day has the hours that clocks give it, in %s: a comment each hour', async (_, from, expected) => {
    goTo(from);
    const thread = await forum.open('La nuit');
    for (let n = 0; n < 28; n++) {
      await forum.reply(thread, `La ${n + 1}e heure.`);
      forum.pass(HOUR - 60_000);
    }
    forum.pass(2 * DAY);
    await keep();

    const { from: begins, until } = momentsOf('day', Object.keys(expected)[1]!, forum.site.timeZone);
    expect((until.getTime() - begins.getTime()) / HOUR).toBe(Object.values(expected)[1] === 23 ? 23 : 25);
    const posts = Object.fromEntries((await kept()).flatMap(({ begins: day, figures }) => (figures.posts ? [[day, figures.posts]] : [])));
    expect(posts).toEqual(expected);
  });

  test('what a day asked for may be answered the next: it is looked at again for eight days, then it stays', async () => {
    const question = await forum.open('Où est le bac ?', { kind: 'question' });
    goTo('2026-11-23T06:00:00Z');
    await keep();
    expect((await keptOf('2026-11-22')).asked.question).toEqual({ n: 1, answered: 0, over: 0, inTime: 0 });

    await forum.reply(question, 'Quai des Lavandières.', { who: forum.paul });
    await keep();
    expect((await keptOf('2026-11-22')).asked.question.answered).toBe(0); // once a night
    goTo('2026-11-24T06:00:00Z');
    await keep();
    expect(await keptOf('2026-11-22')).toMatchObject({
      asked: { question: { n: 1, answered: 1, over: 1, inTime: 1 } },
      repliedByUs: { hour: 0, day: 1, week: 1 },
    });

    goTo('2026-12-10T06:00:00Z');
    await keep();
    const settled = (await kept()).find(({ begins }) => begins === '2026-11-22')!.countedAt;
    goTo('2026-12-11T06:00:00Z');
    await keep();
    expect((await kept()).find(({ begins }) => begins === '2026-11-22')!.countedAt).toEqual(settled);
  });

  test('nothing is counted twice in a day; broken off, it goes on with what is missing, the latest first', async () => {
    goTo('2026-11-29T12:00:00Z');
    const told: string[] = [];
    const breaking = keepFigures(forum.deps, (due, now, onCounted) =>
      countHere(forum.db.read)(due, now, async (one) => {
        if (told.length === 3) throw new Error('the plug was pulled');
        told.push(one.begins);
        await onCounted(one);
      }),
    );
    await expect(breaking).rejects.toThrow('the plug was pulled');
    expect(told).toEqual(['2026-11-28', '2026-11-27', '2026-11-26']);

    expect(await keep()).toBe(5);
    expect((await kept()).map(({ begins }) => begins).at(0)).toBe('2026-11-22');
    expect(await keep()).toBe(0);
  });

  test('a site that moves to another time zone has other days', async () => {
    await forum.ada.post('À Paris, dimanche.');
    goTo('2026-11-24T12:00:00Z');
    await keep();
    const moved = { ...forum.site, timeZone: 'Pacific/Auckland' };
    await forum.db.write(
      async (tx) => void (await tx.update(tx.t.sites).set({ timeZone: moved.timeZone }).where(eq(tx.t.sites.id, moved.id))),
    );

    await keep();

    const rows = await figuresOf(forum.db.read, moved, { span: 'day', first: '2026-11-20', last: '2026-11-30' });
    expect(rows.map(({ begins, figures }) => [begins, figures.posts])).toEqual([
      ['2026-11-23', 1],
      ['2026-11-24', 0],
    ]);
  });

  test('a site nobody writes on has figures too, each of nothing', async () => {
    goTo('2026-11-23T12:00:00Z');
    await keep();

    expect(await keptOf('2026-11-22')).toMatchObject({ posts: 0, authors: 0, threads: 0, removed: {}, appeals: 0 });
    const { siteFigures } = forum.db.read.t;
    expect(await forum.db.read.select({ zone: siteFigures.timeZone }).from(siteFigures).orderBy(asc(siteFigures.begins)).limit(1)).toEqual([
      { zone: 'Europe/Paris' },
    ]);
  });
});

/** A few comments, questions, flags and decisions a day, never the same. */
async function somethingEachDay(forum: Forum, days: number) {
  for (let day = 0; day < days; day++) {
    const newcomer = await forum.person(`nouveau${day}`);
    const question = await forum.open(`La question du jour ${day}`, { kind: 'question' });
    for (let n = 0; n <= day % 3; n++) await forum.reply(question, `Une réponse, ${day}, ${n}.`, { who: n === 2 ? forum.paul : newcomer });
    const { id } = await forum.linus.post(`Un avis du jour ${day}.`);
    if (day % 2 === 0) await newcomer.send('POST', `/api/v1/posts/${id}/reports`, { rule: 1, note: '' });
    if (day % 4 === 0) {
      const { body } = await forum.paul.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
      for (const { id: each } of body.cases) {
        const { version, post } = (await forum.paul.desk<CaseDetail>('GET', `/api/v1/cases/${each}`)).body;
        const decision = { version, revision: post!.revision, verdict: 'reject', rule: 1 + (day % 3) };
        await forum.paul.desk('POST', `/api/v1/cases/${each}/decisions`, decision);
      }
      await forum.tell();
    }
    forum.pass(DAY);
  }
}

const databaseOf = ({ db }: Forum, engine: Engine) => {
  const { location } = db as unknown as { location: string };
  return engine === 'sqlite' ? { kind: 'sqlite' as const, file: location } : { kind: 'postgres' as const, url: location };
};
