import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { UNDO_MS } from '#server/cases/decide.ts';
import { statementOutbox } from '#server/cases/mails.ts';
import { decisionOutbox } from '#server/cases/tell-decision.ts';
import type { CaseDetail, CasesPage, DecisionInput } from '#server/cases/wire.ts';
import { runOutbox } from '#server/events/outbox.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, camille] = [await world.person('ada'), await world.person('camille', 'moderator')];
  });

  const openCase = async () => {
    const { body } = await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
    return (await camille.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases[0]!.id}`)).body;
  };
  const decide = async (decision: Partial<DecisionInput>, found?: CaseDetail) => {
    const on = found ?? (await openCase());
    const input = { version: on.version, revision: on.post!.revision, ...decision };
    const { status, body, text } = await camille.desk<{ case: CaseDetail }>('POST', `/api/v1/cases/${on.id}/decisions`, input);
    expect(status, text).toBe(200);
    return body.case;
  };
  const undo = (id: string, by = camille) => by.desk<{ case: CaseDetail } & ErrorBody>('POST', `/api/v1/decisions/${id}/undo`, {});
  const own = async () => (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts[0];
  const standing = () => world.db.read.$count(world.db.read.t.restrictions, isNull(world.db.read.t.restrictions.liftedAt));
  const outbox = async () =>
    (await world.db.read.select({ kind: world.db.read.t.outbox.kind }).from(world.db.read.t.outbox)).map(({ kind }) => kind);
  const memberRow = async () =>
    (await world.db.read.select().from(world.db.read.t.members).where(eq(world.db.read.t.members.id, ada.member.id)))[0]!;

  describe('for twelve seconds', () => {
    test('its author reads that the post waits, as before; then what was decided, and why', async () => {
      await ada.post('Guignol !');
      await decide({ verdict: 'reject', rule: 1 });

      expect(await own()).toMatchObject({ state: 'held', own: { heldFor: ['banned_word'], statement: null } });
      await world.tell();
      expect(await own()).toMatchObject({ state: 'rejected', own: { statement: { kind: 'removal', rule: { number: 1 } } } });
    });

    test('undone, everything is as it was: the case open, nothing taken, nothing left to tell, the record clean', async () => {
      await ada.post('Guignol !');
      const decided = await decide({ verdict: 'reject', rule: 1 });

      const { status, body } = await undo(decided.decision!.id);

      expect(status).toBe(200);
      expect(body.case).toMatchObject({
        state: 'open',
        version: 3,
        decision: null,
        can: expect.arrayContaining(['approve', 'reject', 'ask_edit', 'hide']),
      });
      expect(body.case.decisions).toMatchObject([
        { verdict: 'restore', undoes: 'undo', measures: [] },
        { verdict: 'reject', undone: true, undoes: null },
      ]);
      expect(await standing()).toBe(0);
      expect(await outbox()).toEqual([]);
      expect(await memberRow()).toMatchObject({ rejectedCount: 0 });
      expect(await own()).toMatchObject({ state: 'held' });
      await expectThreadTrue(world.db, (await world.readThread()).thread.id!);
    });

    test('an approval undone leaves the page again, and can be decided anew', async () => {
      await ada.post('Guignol !');
      const approved = await decide({ verdict: 'approve' });
      expect((await world.readThread()).posts).toHaveLength(1);

      const { body } = await undo(approved.decision!.id);

      expect((await world.readThread()).posts).toEqual([]);
      await decide({ verdict: 'reject', rule: 2 }, body.case);
      await world.tell();
      expect(await own()).toMatchObject({ state: 'rejected', own: { statement: { rule: { number: 2 } } } });
      await expectThreadTrue(world.db, (await world.readThread()).thread.id!);
    });

    test('a removal undone gives the post back to its readers, and the reporters their open question', async () => {
      const linus = await world.person('linus');
      const post = await ada.post('Un avis.');
      await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });
      const removed = await decide({ verdict: 'reject', rule: 1 });
      expect((await world.readThread()).posts).toEqual([]);

      await undo(removed.decision!.id);

      const page = await world.readThread();
      expect(page.posts).toMatchObject([{ id: post.id, state: 'published' }]);
      const { reports, members } = world.db.read.t;
      expect(await world.db.read.select({ upheld: reports.upheld }).from(reports)).toEqual([{ upheld: null }]);
      expect(await world.db.read.select().from(members).where(eq(members.id, linus.member.id))).toMatchObject([
        { reportsUpheld: 0, reportsRefused: 0 },
      ]);
      await expectThreadTrue(world.db, page.thread.id!);
    });

    test('nobody undoes another’s decision, nor twice', async () => {
      const theo = await world.person('theo', 'moderator');
      await ada.post('Guignol !');
      const { id } = (await decide({ verdict: 'approve' })).decision!;

      expect((await undo(id, theo)).status).toBe(403);
      expect((await undo(id)).status).toBe(200);
      expect((await undo(id)).body.error.code).toBe('too_late');
    });

    test('what happened to the post since is not undone over', async () => {
      const linus = await world.person('linus');
      const post = await ada.post('Guignol !');
      const { id } = (await decide({ verdict: 'approve' })).decision!;
      await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });

      expect((await undo(id)).body.error.code).toBe('case_changed');
      expect((await world.readThread()).posts).toHaveLength(1);
    });
  });

  describe('at the twelfth second', () => {
    test('it is too late: people have been told', async () => {
      await ada.post('Guignol !');
      const { id } = (await decide({ verdict: 'reject', rule: 1 })).decision!;
      world.pass(UNDO_MS);

      const { status, body } = await undo(id);

      expect({ status, code: body.error.code }).toEqual({ status: 409, code: 'too_late' });
      expect(await standing()).toBe(1);
    });

    test('of the worker and an undo at once, one has it: a mail and no undoing, or an undoing and no mail', async () => {
      await ada.post('Guignol !');
      const { id } = (await decide({ verdict: 'reject', rule: 1 })).decision!;
      const later = { ...world.deps, now: () => new Date(world.now().getTime() + UNDO_MS) };

      const [undone] = await Promise.all([
        undo(id),
        // The clock of another machine: its worker already takes what this one may still undo.
        runOutbox(world.db, { ...statementOutbox(later), ...decisionOutbox(later) }, later.now(), (error) => world.failures.push(error)),
      ]);

      expect([200, 409]).toContain(undone.status);
      expect(world.mails).toHaveLength(undone.status === 200 ? 0 : 1);
      expect(await standing()).toBe(undone.status === 200 ? 0 : 1);
      expect(world.failures).toEqual([]);
    });
  });

  describe('hiding, and asking for a change', () => {
    test('a post that its author is to change comes back to the moderators as soon as it is', async () => {
      const linus = await world.person('linus');
      const post = await ada.post('Votre maire habite au 12.');
      await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 4, note: '' });
      await decide({ verdict: 'ask_edit', rule: 4, note: 'Sans l’adresse.' });
      await world.tell();
      world.pass(86_400_000);
      expect((await world.readThread()).posts).toEqual([]);
      expect(await own()).toMatchObject({ state: 'held', own: { statement: { kind: 'edit_asked', note: 'Sans l’adresse.' } } });

      const { status } = await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Votre maire habite ici.', revision: 1 });

      expect(status).toBe(200);
      const found = await openCase();
      expect(found).toMatchObject({ state: 'open', post: { revision: 2 } });
      await decide({ verdict: 'approve' }, found);
      expect((await world.readThread()).posts).toMatchObject([{ html: '<p>Votre maire habite ici.</p>' }]);
      expect(await standing()).toBe(0);
    });

    test('what is hidden is given back later, and its author is told', async () => {
      const linus = await world.person('linus');
      const post = await ada.post('Un avis.');
      await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });
      const hidden = await decide({ verdict: 'hide', rule: 1 });
      await world.tell();
      const { body: found } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${hidden.id}`);
      expect(found.can).toContain('restore');

      await decide({ verdict: 'restore' }, found);
      await world.tell();

      expect((await world.readThread()).posts).toHaveLength(1);
      expect(await standing()).toBe(0);
      const { notifications } = world.db.read.t;
      const told = await world.db.read
        .select({ kind: notifications.kind })
        .from(notifications)
        .where(and(eq(notifications.memberId, ada.member.id), eq(notifications.kind, 'decision')));
      expect(told).toHaveLength(2);
    });
  });

  test('nobody decides about themselves, nor about somebody above them', async () => {
    const [rose, linus] = [await world.person('rose', 'admin'), await world.person('linus')];
    for (const author of [camille, rose]) {
      const post = await author.post('Un avis.');
      await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });
      const found = await openCase();
      expect(found.can.filter((act) => act !== 'feature')).toEqual([]);
      const input = { version: found.version, revision: 1, verdict: 'reject', rule: 1 };
      expect((await camille.desk('POST', `/api/v1/cases/${found.id}/decisions`, input)).status).toBe(403);
      await author.send('DELETE', `/api/v1/posts/${post.id}`);
    }
  });
});
