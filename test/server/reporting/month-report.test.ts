// CM-18: a month of the community for who answers for it: each number of its month and equal to its query, on the page, for a spreadsheet and on paper.
import { parse } from 'csv-parse/sync';
import { and, eq, gte, lt } from 'drizzle-orm';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeEach, expect, test } from 'vitest';
import { countHere, keepFigures } from '#server/figures/keep-figures.ts';
import { uuidv7 } from '#server/ids.ts';
import type { MonthReport } from '#server/reporting/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const DAY = 86_400_000;
const FORMULA = '=HYPERLINK("http://x";"Cliquez")';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    forum.deps.assets.folder = 'server/machines'; // where the letters lie before they are built
    maud = await forum.person('maud', 'manager');
  });

  const goTo = (iso: string) => forum.pass(Date.parse(iso) - forum.now().getTime());
  const keep = () => keepFigures(forum.deps, countHere(forum.db.read));
  const read = async (query = '') => (await maud.desk<MonthReport>('GET', `/api/v1/reports/month${query}`)).body;
  const linesOf = ({ sections }: MonthReport, key: string) =>
    Object.fromEntries(
      sections.find((one) => one.key === key)!.lines.map((line) => [line.key, line.of === null ? line.n : [line.n, line.of]]),
    );
  const decide = (id: string, state: string) =>
    forum.paul.desk('PUT', `/api/v1/ideas/${id}/state`, { state, word: 'Voici pourquoi.', clientId: uuidv7() });

  /** November: two debates, a removal, questions of which one is answered, ideas of which two are decided. */
  const november = async () => {
    const debate = await forum.open('Un marché le dimanche ?');
    await forum.reply(debate, 'Pour.');
    const bad = await forum.linus.post('Bande de nuls.');
    await forum.ada.send('POST', `/api/v1/posts/${bad.id}/reports`, { rule: 1, note: '' });
    await forum.refuse(2);
    const asked = await forum.open('Où est le bac ?', { kind: 'question' });
    await forum.reply(asked, 'Quai des Lavandières.', { who: forum.paul });
    await forum.open(FORMULA, { kind: 'question' });
    const [benches, trees] = [await forum.open('Des bancs', { kind: 'idea' }), await forum.open('Des arbres', { kind: 'idea' })];
    await forum.open('Une fontaine', { kind: 'idea' });
    for (const who of [forum.linus, maud]) await who.send('PUT', `/api/v1/votes/${benches.post.id}`);
    for (const [idea, state] of [
      [benches, 'done'],
      [trees, 'declined'],
    ] as const)
      expect((await decide(idea.thread, state)).status).toBe(200);
  };

  test('CM-18: health, members, moderation, requests heard and what became of them, each number of its month', async () => {
    await november();
    goTo('2026-12-02T06:00:00Z');
    await forum.reply(await forum.open('En décembre'), 'Bien après.');
    await keep();

    const report = await read();

    expect([report.month, report.from, report.until, report.over]).toEqual([
      '2026-11',
      '2026-10-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
      true,
    ]);
    expect(linesOf(report, 'health')).toMatchObject({ posts: 8, authors: 2, published: [7, 8], threads: 6, ours: 3 });
    expect(linesOf(report, 'members')).toEqual({ joined: 4, firstPosts: 2, newVoices: [2, 2] });
    expect(linesOf(report, 'moderation')).toEqual({
      removed: [1, 8],
      'rule 2': 1,
      givenBack: [0, 1],
      reports: 1,
      appeals: 0,
      reversed: [0, 0],
    });
    expect(linesOf(report, 'asked')).toMatchObject({
      'asked question': 2,
      'answered question': [1, 2],
      'asked idea': 3,
      'answered idea': [2, 3],
    });
    const ideas = report.sections.find(({ key }) => key === 'ideas')!.lines;
    expect(ideas.map(({ label, note, n }) => [label, note ?? '', n])).toEqual([
      ['Idées proposées', '', 3],
      ['Idées tranchées', '', 2],
      ['Des bancs', 'réalisée, en voix', 2],
      ['Des arbres', 'écartée, en voix', 0],
      ['Une fontaine', 'proposée, en voix', 0],
    ]);
    expect(report.sections.find(({ key }) => key === 'unanswered')!.lines.map(({ label }) => label)).toEqual([
      'Questions du mois qui attendent encore',
      FORMULA,
    ]);
    for (const { url } of ideas.slice(2)) expect((await forum.app.request(url!, { headers: { host: forum.site.host! } })).status).toBe(200);
  });

  test('CM-18: its numbers are those of queries over the rows of the month, recounted', async () => {
    await november();
    goTo('2026-12-02T06:00:00Z');
    await keep();
    const report = await read('?month=2026-11');

    const { posts, members } = forum.db.read.t;
    const rows = await forum.db.read
      .select({ author: posts.authorId, state: posts.state, role: members.role, at: posts.createdAt })
      .from(posts)
      .innerJoin(members, eq(members.id, posts.authorId))
      .where(and(gte(posts.createdAt, new Date(report.from)), lt(posts.createdAt, new Date(report.until))))
      .orderBy(posts.id);
    const readers = rows.filter(({ role }) => role === 'member');
    expect(linesOf(report, 'health')).toMatchObject({
      posts: readers.length,
      authors: new Set(readers.map(({ author }) => author)).size,
      published: [readers.filter(({ state }) => state === 'published').length, readers.length],
      ours: rows.length - readers.length,
    });
    expect(report.days.reduce((sum, { posts: n }) => sum + n, 0)).toBe(readers.length);
  });

  test('CM-18: each number stands beside that of the month before; a month that goes on says so, one to come is not there', async () => {
    await november();
    goTo('2026-12-05T06:00:00Z');
    await forum.reply(await forum.open('En décembre'), 'Oui.');
    goTo('2026-12-06T06:00:00Z');
    await keep();

    const december = await read('?month=2026-12');

    expect([december.over, december.months]).toEqual([false, ['2026-12', '2026-11']]);
    const [posts] = december.sections[0]!.lines;
    expect([posts!.value, posts!.before]).toEqual(['2', '8']);
    expect((await read('?month=2026-09')).sections).toEqual([]);
    expect((await maud.desk('GET', '/api/v1/reports/month?month=2027-01')).status).toBe(404);
    expect((await maud.desk('GET', '/api/v1/reports/month?month=2026-13')).status).toBe(422);
    expect((await forum.paul.desk('GET', '/api/v1/reports/month')).status).toBe(404);
  });

  test('CM-18: the spreadsheet says what the page says, and a title that would be a formula is a text', async () => {
    await november();
    goTo('2026-12-02T06:00:00Z');
    await keep();
    const report = await read();

    const csv = (await maud.desk('GET', '/api/v1/reports/month/figures.csv')).text;

    const rows = parse(csv, { bom: true, relax_column_count: true }) as string[][];
    for (const { label, value } of report.sections.flatMap(({ lines }) => lines).filter((line) => line.label !== FORMULA))
      expect(
        rows.some(([name, n]) => name === label && n === value),
        label,
      ).toBe(true);
    expect(rows.some(([name]) => name === `'${FORMULA}`)).toBe(true);
    expect(rows.flat().filter((said) => /^[=+@-]/.test(said))).toEqual([]);
    for (const { day, posts } of report.days) expect(rows.find(([name]) => name === day)![1]).toBe(String(posts));
  });

  test('CM-18: on paper it says the same, in tables that can be read aloud; another program reads it', async () => {
    await november();
    await forum.open('Œuvres – « l’été »… à Łódź', { kind: 'idea' });
    goTo('2026-12-02T06:00:00Z');
    await keep();
    const report = await read();

    const response = await forum.app.request(`http://${forum.site.host}/api/v1/reports/month/report.pdf`, {
      headers: { host: forum.site.host!, ...maud.asPage },
    });

    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pdf = await getDocument({ data: new Uint8Array(await response.arrayBuffer()), verbosity: 0 }).promise;
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)));
    const words = (await Promise.all(pages.map((page) => page.getTextContent())))
      .flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : '')))
      .join(' ')
      .replace(/\s+/g, ' ');
    for (const { title, lines } of report.sections)
      for (const said of [title, ...lines.flatMap(({ label, value, note }) => [note ? `${label} (${note})` : label, value])])
        expect(words, said).toContain(said.replace(/\s+/g, ' '));
    for (const { day, posts, authors, newVoices, removed } of report.days)
      expect(words).toContain(`${day} ${posts} ${authors} ${newVoices} ${removed}`);
    expect(await pdf.getMetadata()).toMatchObject({ info: { Title: 'La communauté en novembre 2026', Language: 'fr' } });
    expect(JSON.stringify(await pages[0]!.getStructTree())).toMatch(/"role":"H1".*"role":"Table".*"role":"TR".*"role":"TH"/);
  });

  test('CM-18: a month nobody wrote in is a report of noughts, not of holes', async () => {
    forum.pass(40 * DAY);
    await keep();

    const report = await read('?month=2026-12');

    expect(linesOf(report, 'health')).toMatchObject({ posts: 0, published: [0, 0] });
    expect(report.sections.find(({ key }) => key === 'unanswered')).toMatchObject({ lines: [], none: 'Tout le monde a sa réponse.' });
    expect((await maud.desk('GET', '/api/v1/reports/month/report.pdf?month=2026-12')).status).toBe(200);
  });
});
