import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { MemberFile } from '#server/members/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { screening: { newcomerPosts: 0, hideFrom: 6 } } });
    ada = await world.person('ada');
    camille = await world.person('camille', 'moderator');
  });

  /** Somebody who has been here for long. */
  async function neighbour(name: string): Promise<Person> {
    const person = await world.person(name);
    const { members } = world.db.read.t;
    const record = { postCount: 30, activeDays: 12, createdAt: new Date(world.now().getTime() - 400 * DAY) };
    await world.db.write(async (tx) => void (await tx.update(members).set(record).where(eq(members.id, person.member.id))));
    return person;
  }
  const report = (by: Person, post: { id: string }, more: object = {}) =>
    by.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: 'Il l’insulte.', ...more });
  const openCase = async () => {
    const [row] = (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
    return (await camille.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`)).body;
  };
  const inThread = async () => (await world.readThread()).posts.map(({ id }) => id);

  test('two neighbours who say why hide a post until it is read; its author has a statement at once, and the case its arithmetic', async () => {
    const post = await ada.post('Toi, tais-toi donc.');

    await report(await neighbour('linus'), post);
    expect(await inThread()).toEqual([post.id]);
    await report(await neighbour('grace'), post);

    expect(await inThread()).toEqual([]);
    const [own] = (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts;
    expect(own).toMatchObject({ id: post.id, state: 'held' });
    const { statements } = world.db.read.t;
    const [statement] = await world.db.read.select().from(statements);
    expect(statement).toMatchObject({ kind: 'hiding', source: 'report', automatedDecision: true, tellAt: null });
    expect(statement!.note).toContain('8 ≥ 6');
    const found = await openCase();
    expect(found).toMatchObject({ kind: 'held', reports: 2, score: { total: 8, threshold: 6, reporters: 2, hides: true } });
    expect(found.reasons).toContain('hidden_by_reports');
    await expectThreadTrue(world.db, (await world.readThread()).thread.id!);
  });

  test('what a person let be stays, whoever reports it next', async () => {
    const post = await ada.post('Toi, tais-toi donc.');
    await report(await neighbour('linus'), post);
    await report(await neighbour('grace'), post);
    const { id, version, revision } = { ...(await openCase()) } as CaseDetail & { revision?: number };
    await camille.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision: revision ?? 1, verdict: 'approve' });
    await world.tell();
    expect(await inThread()).toEqual([post.id]);

    for (const name of ['alan', 'edsger', 'barbara']) await report(await neighbour(name), post);

    expect(await inThread()).toEqual([post.id]);
    expect((await openCase()).score).toMatchObject({ hides: false, spared: 'approved' });
  });

  test('a wave of twelve accounts of this morning hides nothing', async () => {
    const post = await ada.post('Le pont rouvrira en mars.');

    for (let n = 0; n < 12; n++) await report(await world.person(`new-${n}`), post, { note: '' });

    expect(await inThread()).toEqual([post.id]);
    expect(await openCase()).toMatchObject({ kind: 'reported', reports: 12, score: { hides: false } });
  });

  test('of two who report at once, both count, and it is hidden once', async () => {
    const post = await ada.post('Toi, tais-toi donc.');
    const people = [await neighbour('linus'), await neighbour('grace'), await neighbour('alan')];

    await Promise.all(people.map((by) => report(by, post)));

    const { restrictions, decisions } = world.db.read.t;
    expect(await world.db.read.$count(restrictions)).toBe(1);
    expect(await world.db.read.$count(decisions)).toBe(1);
    expect(await inThread()).toEqual([]);
  });

  test('reports of a text that changed since are not counted against the new one', async () => {
    const post = await ada.post('Toi, tais-toi donc.');
    await report(await neighbour('linus'), post);
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Je ne suis pas d’accord.', revision: 1 });

    await report(await neighbour('grace'), post);

    expect(await inThread()).toEqual([post.id]);
    expect((await openCase()).score).toMatchObject({ reporters: 1, hides: false });
  });

  test('who reported learns what came of it once it can no longer be undone, without the text that is gone', async () => {
    const post = await ada.post('Toi, tais-toi donc.');
    const linus = await neighbour('linus');
    await report(linus, post);
    const { id, version } = await openCase();
    await camille.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision: 1, verdict: 'reject', rule: 1 });
    expect(await kinds()).toEqual([]);

    await world.tell();

    expect(await kinds()).toEqual(['report_upheld']);
    const { text } = await world.request('GET', '/notifications', undefined, linus.asPage);
    expect(text).toContain('Votre signalement a été retenu');
    expect(text).not.toContain('tais-toi');
    expect((await camille.desk<MemberFile>('GET', `/api/v1/members/${linus.member.uid}/file`)).body.reporting).toEqual({
      upheld: 1,
      refused: 0,
      less: false,
    });

    async function kinds() {
      const { notifications } = world.db.read.t;
      const rows = await world.db.read.select().from(notifications).where(eq(notifications.memberId, linus.member.id));
      return rows.map(({ kind }) => kind);
    }
  });
});
