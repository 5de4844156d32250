// Long lists as CSV: a job with its progress, a file for whoever asked (docs/decisions/088).
import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { purgeExports } from '#server/exports/ask-export.ts';
import { runExports } from '#server/exports/run-exports.ts';
import type { ExportInput, ExportsWire } from '#server/exports/wire.ts';
import type { SegmentFilter, SegmentsWire } from '#server/segments/wire.ts';
import { dateIn } from '#server/time/wall-time.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { Role } from '#server/threads/wire.ts';
import { forWorkers, onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { type Person } from '../../support/world.ts';

type Row = { state: string; progress: number };

const DAY = 86_400_000;
const EVERYBODY: ExportInput = { list: 'members', role: null };

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    forWorkers(forum, engine);
    maud = await forum.person('maud', 'manager');
  });

  const ask = (input: ExportInput, who = maud) => who.desk<ExportsWire>('POST', '/api/v1/exports', input);
  const own = async (who = maud) => (await who.desk<ExportsWire>('GET', '/api/v1/exports')).body.exports;
  const fetch = (id: string, who = maud) => who.desk('GET', `/api/v1/exports/${id}/list.csv`);
  const make = () => runExports(forum.deps);
  const read = (text: string): string[][] => parse(text, { bom: true });
  async function take(input: ExportInput) {
    expect((await ask(input)).status).toBe(202);
    expect(await make()).toBe(true);
    const [latest] = await own();
    expect(latest).toMatchObject({ state: 'ready', progress: 100, failure: null });
    const { text, headers } = await fetch(latest!.id);
    return { rows: read(text), text, headers, latest: latest! };
  }
  const segment = async (name: string, filter: SegmentFilter) => {
    const { body } = await maud.desk<SegmentsWire>('POST', '/api/v1/segments', { name, filter, version: 0 });
    return body.segments.find((one) => one.name === name)!.id;
  };
  const rename = ({ member }: Person, name: string) =>
    forum.db.write(async (tx) => void (await tx.update(tx.t.members).set({ name }).where(eq(tx.t.members.id, member.id))));
  const setRole = ({ member }: Person, role: Role) =>
    forum.db.write(async (tx) => void (await tx.update(tx.t.members).set({ role }).where(eq(tx.t.members.id, member.id))));
  async function members(n: number): Promise<string[]> {
    const names = Array.from({ length: n }, (_, i) => `Membre ${i}`);
    await forum.db.write(async (tx) => {
      const row = { siteId: forum.site.id, role: 'member' as const, createdAt: forum.now() };
      for (let from = 0; from < n; from += 500)
        await tx.insert(tx.t.members).values(names.slice(from, from + 500).map((name) => ({ ...row, uid: name, name })));
    });
    return names;
  }
  const setRow = (set: { state: 'running'; tries: number; leasedUntil: Date }) =>
    forum.db.write(async (tx) => void (await tx.update(tx.t.listExports).set(set)));

  describe('what is in it', () => {
    test('CM-16: who is in a segment, without formulas and without addresses; the log says who took it along', async () => {
      await rename(forum.ada, '=HYPERLINK("http://x")');
      await forum.linus.post('Bonjour à tous.');

      const { rows, text, headers, latest } = await take({ list: 'segment', segment: await segment('Tout le monde', {}) });

      expect(headers.get('content-type')).toContain('text/csv');
      expect(headers.get('content-disposition')).toBe('attachment; filename="segment.csv"');
      expect(rows.map(([name, role, , posts]) => [name, role, posts])).toEqual([
        ['Nom', 'Rôle', 'Messages publiés'],
        [`'=HYPERLINK("http://x")`, 'Membre', '0'],
        ['linus', 'Membre', '1'],
      ]);
      expect(text).not.toContain('@');
      expect(latest).toMatchObject({ name: 'Tout le monde', rows: 2 });
      const { securityLog } = forum.db.read.t;
      const log = await forum.db.read
        .select({ event: securityLog.event, facts: securityLog.facts })
        .from(securityLog)
        .orderBy(securityLog.id);
      expect(log.filter(({ event }) => event.startsWith('list.'))).toEqual([
        { event: 'list.asked', facts: { list: 'segment', name: 'Tout le monde' } },
        { event: 'list.fetched', facts: { list: 'segment', name: 'Tout le monde', rows: 2 } },
      ]);
    });

    test('CM-16: members, all of them or by role, longer than one reading of the database; of this site alone', async () => {
      const other = await forum.addSite('gazette', 'gazette.test');
      await forum.person('olga', 'member', { at: other });
      const many = await members(1100);

      const all = (await take(EVERYBODY)).rows.slice(1).map(([name]) => name);
      const staff = (await take({ list: 'members', role: 'staff' })).rows.slice(1).map(([name]) => name);

      expect(all).toEqual(['ada', 'linus', 'paul', 'maud', ...many]);
      expect(staff).toEqual(['paul', 'maud']);
    });

    test('CM-16: posts of a period, its last day whole, as readers see them; what was taken or waits is not there', async () => {
      const [first, next] = [await forum.open('Le marché'), await forum.open('La piste cyclable')];
      const kept = await forum.reply(first, '@SUM(1+1), et une virgule, "entre guillemets"\nà la ligne');
      const taken = await forum.reply(next, 'À retirer.');
      await forum.take(taken.id);
      const day = dateIn(forum.now(), forum.site.timeZone);
      forum.pass(DAY);
      await forum.reply(first, 'Le lendemain.');

      const { rows } = await take({ list: 'posts', from: day, until: day });

      expect(rows[0]).toEqual(['Date', 'Membre', 'Discussion', 'Texte', 'Adresse']);
      expect(rows.slice(1).map(([, author, thread, text]) => [author, thread, text])).toEqual([
        ['ada', 'Le marché', 'Au sujet de : Le marché.'],
        ['ada', 'La piste cyclable', 'Au sujet de : La piste cyclable.'],
        ['linus', 'Le marché', `'@SUM(1+1), et une virgule, "entre guillemets"\nà la ligne`],
      ]);
      expect(rows[3]!.at(-1)).toMatch(new RegExp(`^http.*/p/${kept.id}$`));
    });

    test('CM-16: decisions of a period: which, by whom, of whom, and why', async () => {
      const bad = await forum.reply(await forum.open('Le marché'), 'Des insultes.');
      await forum.ada.send('POST', `/api/v1/posts/${bad.id}/reports`, { rule: 1, note: '' });
      const day = dateIn(forum.now(), forum.site.timeZone);
      await forum.refuse(1);

      const { rows } = await take({ list: 'decisions', from: day, until: day });
      const earlier = await take({ list: 'decisions', from: '2020-01-01', until: '2020-12-31' });

      expect(rows.slice(1).map(([, verdict, by, about, rule]) => [verdict, by, about, rule])).toEqual([
        ['Refusé ou retiré', 'paul', 'linus', '1'],
      ]);
      expect(earlier.rows).toHaveLength(1);
    });

    test('a period that ends before it begins is none', async () => {
      const { status, body } = await maud.desk<ErrorBody>('POST', '/api/v1/exports', {
        list: 'posts',
        from: '2026-05-02',
        until: '2026-05-01',
      });

      expect([status, body.error.fields]).toEqual([422, { until: 'Le dernier jour vient avant le premier.' }]);
    });

    test('nobody is a list all the same: its columns alone', async () => {
      const { rows, latest } = await take({ list: 'segment', segment: await segment('Personne', { postsFrom: 1000 }) });

      expect([rows.length, latest.rows]).toEqual([1, 0]);
    });
  });

  describe('whose it is', () => {
    test('of whoever asked alone: another manager and an admin neither see it, nor fetch it, nor cancel it', async () => {
      const { latest } = await take(EVERYBODY);

      for (const role of ['manager', 'admin'] as const) {
        const other = await forum.person(role, role);
        expect(await own(other)).toEqual([]);
        expect((await fetch(latest.id, other)).status).toBe(404);
        expect((await other.desk('DELETE', `/api/v1/exports/${latest.id}`)).status).toBe(404);
      }
      expect((await fetch(latest.id)).status).toBe(200);
    });

    test('a segment of another site is none', async () => {
      expect((await ask({ list: 'segment', segment: '0190a5c2-7e3a-7000-8000-000000000000' })).status).toBe(404);
    });

    test('a role that was taken gets nothing: not what is ready, not what waits, not what is being made', async () => {
      const { latest } = await take(EVERYBODY);
      await ask({ list: 'members', role: 'staff' });

      await setRole(maud, 'moderator');

      expect((await fetch(latest.id)).status).toBe(404);
      expect(await make()).toBe(false);
      await setRole(maud, 'manager');
      expect(await own()).toMatchObject([{ id: latest.id }]);
      await ask({ list: 'members', role: 'staff' });
      const making = make();
      await setRole(maud, 'moderator');
      await making;
      await setRole(maud, 'manager');
      expect(await own()).toMatchObject([{ id: latest.id }]);
    });
  });

  describe('twice, late, killed', () => {
    test('the same one asked for at once, and again while it is under way, is one; another list is another', async () => {
      await Promise.all([ask(EVERYBODY), ask(EVERYBODY)]);
      await ask(EVERYBODY);
      await ask({ list: 'members', role: 'admin' });

      expect(await own()).toHaveLength(2);
      expect([await make(), await make(), await make()]).toEqual([true, true, false]);
      await ask(EVERYBODY);
      expect(await own()).toHaveLength(3);
    });

    test('cancelled, there is nothing to make; forgotten, nothing to fetch', async () => {
      await ask(EVERYBODY);
      const [waiting] = await own();

      expect((await maud.desk('DELETE', `/api/v1/exports/${waiting!.id}`)).status).toBe(204);
      expect([await make(), await own()]).toEqual([false, []]);
      const { latest } = await take(EVERYBODY);
      await maud.desk('DELETE', `/api/v1/exports/${latest.id}`);
      expect((await fetch(latest.id)).status).toBe(404);
    });

    test('CM-16: over 64 MB it is no file: it says so, and nothing of it can be fetched', async () => {
      const { thread } = await forum.open('Le marché');
      const source = 'x'.repeat(10 * 1024 ** 2);
      const { posts, threads } = forum.db.read.t;
      const [opening] = await forum.db.read
        .select({ post: posts })
        .from(posts)
        .innerJoin(threads, eq(threads.openingId, posts.id))
        .where(eq(threads.uid, thread));
      const { id: _, ...like } = opening!.post;
      await forum.db.write(async (tx) => {
        for (let i = 0; i < 7; i++)
          await tx.insert(tx.t.posts).values({ ...like, uid: `big${i}`, clientId: `big${i}`, source, createdAt: forum.now() });
      });
      const day = dateIn(forum.now(), forum.site.timeZone);
      await ask({ list: 'posts', from: day, until: day });

      await make();

      const [row] = await forum.db.read.select().from(forum.db.read.t.listExports);
      expect(row).toMatchObject({ state: 'failed', failure: 'too_long', bytes: null, rows: null });
      expect((await fetch(row!.uid)).status).toBe(404);
    });

    test.for([
      ['is taken up', ({ state }: Row) => state === 'running'],
      ['has come some way', ({ progress }: Row) => progress > 0],
    ] as const)('CM-16: cancelled once it %s, it ends: no row, no progress, no half of a file', async ([, isThere]) => {
      await members(20_000);
      await ask(EVERYBODY);
      const rows = () => forum.db.read.select().from(forum.db.read.t.listExports);
      const making = make();
      await expect.poll(async () => (await rows()).some(isThere), { interval: 1, timeout: 20_000 }).toBe(true);
      const [{ uid } = { uid: '' }] = await rows();

      expect((await maud.desk('DELETE', `/api/v1/exports/${uid}`)).status).toBe(204);

      expect((await fetch(uid)).status).toBe(404);
      expect(await making).toBe(true);
      expect([await rows(), (await fetch(uid)).status]).toEqual([[], 404]);
      expect((await take({ list: 'members', role: 'staff' })).rows).toHaveLength(3);
    });

    test('is kept a day after it was made, then it is gone', async () => {
      await ask(EVERYBODY);
      forum.pass(DAY / 2);
      await make();
      const [{ id } = { id: '' }] = await own();

      forum.pass(DAY - 1);
      expect((await fetch(id)).status).toBe(200);
      forum.pass(1);
      expect([(await fetch(id)).status, await own()]).toEqual([404, []]);
      await purgeExports(forum.db, forum.now());
      expect(await forum.db.read.$count(forum.db.read.t.listExports)).toBe(0);
    });

    test('one whose server was killed is taken up by another from the start; the one that comes back too late writes nothing', async () => {
      await ask(EVERYBODY);
      await setRow({ state: 'running', tries: 1, leasedUntil: new Date(forum.now().getTime() + 60_000) });

      expect(await make()).toBe(false);
      forum.pass(60_001);
      const late = make();
      await expect.poll(async () => (await forum.db.read.select().from(forum.db.read.t.listExports))[0]!.tries).toBe(2);
      await setRow({ state: 'running', tries: 3, leasedUntil: new Date(forum.now().getTime() + 60_000) });
      await late;

      expect(await own()).toMatchObject([{ state: 'running' }]);
    });

    test('what broke three servers is not tried on a fourth: it has failed, and can be asked for anew', async () => {
      await ask(EVERYBODY);
      await setRow({ state: 'running', tries: 3, leasedUntil: new Date(forum.now().getTime() - 1) });

      expect(await make()).toBe(false);
      expect(await own()).toMatchObject([{ state: 'failed', failure: 'broken' }]);
      expect((await take(EVERYBODY)).rows).toHaveLength(5);
    });

    test('a server that stops leaves it to the next one', async () => {
      await ask(EVERYBODY);

      await runExports(forum.deps, AbortSignal.abort());

      expect(await own()).toMatchObject([{ state: 'waiting' }]);
      expect(await make()).toBe(true);
      expect(await own()).toMatchObject([{ state: 'ready' }]);
    });

    test('a worker that cannot read the database says so by its row', async () => {
      await ask(EVERYBODY);
      forum.deps.config.database = { kind: 'sqlite', file: '/nowhere/at/all.db' };

      await expect(make()).rejects.toThrow();
      expect(await own()).toMatchObject([{ state: 'failed', failure: 'broken' }]);
    });

    test('of a segment that was removed meanwhile it says so', async () => {
      const id = await segment('Arrivés', { joinedWithin: 7 });
      await ask({ list: 'segment', segment: id });
      await maud.desk('DELETE', `/api/v1/segments/${id}`);

      await make();

      expect(await own()).toMatchObject([{ state: 'failed', failure: 'gone' }]);
    });

    test('twenty are kept of one person; one more waits until one goes', async () => {
      await forum.db.write(async (tx) => {
        const row = { siteId: forum.site.id, byId: maud.member.id, input: EVERYBODY, name: '', state: 'ready' as const };
        const dates = { createdAt: forum.now(), expiresAt: new Date(forum.now().getTime() + DAY) };
        await tx.insert(tx.t.listExports).values(Array.from({ length: 20 }, (_, i) => ({ ...row, ...dates, uid: `e${i}`, key: `${i}` })));
      });

      expect((await ask(EVERYBODY)).status).toBe(429);
      expect(await own()).toHaveLength(20);
    });
  });
});
