import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { appealOutbox } from '#server/appeals/mails.ts';
import { statementOutbox } from '#server/cases/mails.ts';
import { decisionOutbox } from '#server/cases/tell-decision.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { legalNoticeOutbox } from '#server/notices/mails.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const VISITOR = { origin: OWN, 'sec-fetch-site': 'same-origin', accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
const UNDO = 12_000;
const DAY = 86_400_000;
const answer = 'La phrase citée est une opinion, pas un fait imputé.';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  let ines: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    camille = await world.person('camille', 'moderator');
    ines = await world.person('inès', 'moderator');
  });

  const page = (path: string) => world.request('GET', path, undefined, { accept: 'text/html' });
  const form = (path: string, fields: Record<string, string>) =>
    world.request('POST', path, new URLSearchParams(fields).toString(), VISITOR);
  const openCase = async (by = camille, lane = 'all') => {
    const { body } = await by.desk<CasesPage>('GET', `/api/v1/cases?lane=${lane}`);
    // The law comes first: what has just been reported or held is the last.
    return (await by.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases.at(-1)!.id}`)).body;
  };
  const decide = async (decision: object, by = camille) => {
    const found = await openCase(by);
    return by.desk(`POST`, `/api/v1/cases/${found.id}/decisions`, { version: found.version, revision: found.post!.revision, ...decision });
  };
  const settle = async (input: object, by = ines) => {
    const found = await openCase(by, 'appeals');
    return by.desk<{ case: CaseDetail } & ErrorBody>('POST', `/api/v1/appeals/${found.law!.appeals[0]!.id}/decision`, {
      version: found.version,
      answer,
      ...input,
    });
  };
  const send = () =>
    runOutbox(
      world.db,
      { ...appealOutbox(world.deps), ...statementOutbox(world.deps), ...legalNoticeOutbox(world.deps), ...decisionOutbox(world.deps) },
      world.now(),
      (error) => world.failures.push(error),
    );
  /** Refused, and told: resolves with the statement's address. */
  const refused = async (source = 'Il a détourné la caisse.', reporter = 'linus') => {
    const post = await ada.post(source);
    const linus = await world.person(reporter);
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
    await decide({ verdict: 'reject', rule: 3 });
    world.pass(UNDO);
    await send();
    const own = (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts.find(({ id }) => id === post.id);
    return { post, linus, at: own!.own!.statement!.url.replace(OWN, '') };
  };
  const contest = (at: string) => form(`${at}/appeal`, { text: 'Je n’ai imputé aucun fait à personne.' });

  describe('a statement', () => {
    test('has the six elements of article 17, by their letters', async () => {
      const { at } = await refused();

      const { text } = await page(at);

      expect(text.match(/<li><h2 class="small">/g)).toHaveLength(6);
      expect(text).toContain('3. Faits');
      expect(text).toContain('<h1>Pourquoi ce message a été retiré</h1>');
      expect(text).toContain('Il a détourné la caisse.</p></blockquote>');
      expect(text).toContain('après un signalement de lecteurs');
    });

    test('is nothing to anybody before its author is told', async () => {
      await ada.post('Guignol !');
      await decide({ verdict: 'reject', rule: 3 });
      const [statement] = await world.db.read.select().from(world.db.read.t.statements);

      expect((await page(`/statements/${statement!.uid}`)).status).toBe(404);
    });
  });

  test('an author contests without an account, once; it is a case before all others', async () => {
    const { at } = await refused();

    expect((await contest(at)).status).toBe(303);
    expect((await contest(at)).status).toBe(409);

    expect((await page(at)).text).toContain('Je n’ai imputé aucun fait à personne.');
    expect(await openCase()).toMatchObject({ reasons: ['appeal'], legal: true, appeal: true, state: 'open' });
  });

  test('six months, less a day: taken; and a day: too late', async () => {
    const { at } = await refused();
    world.pass(Date.parse('2027-05-22T13:00:12Z') - world.now().getTime() - DAY);

    expect((await contest(at)).status).toBe(303);

    const late = await refused('Un autre message.', 'denis');
    world.pass(Date.parse('2027-11-21T13:00:24Z') - world.now().getTime() + DAY);
    expect((await contest(late.at)).status).toBe(409);
    expect((await page(late.at)).text).toContain('Le délai pour contester ici a pris fin');
  });

  test('reversed: the post is back at its date, its points are gone, its reporter was not right, who decided is told', async () => {
    const { post, linus, at } = await refused();
    await contest(at);
    world.mails.length = 0;

    expect(await settle({ outcome: 'reversed' })).toMatchObject({ status: 200, body: { case: { state: 'decided' } } });
    await send();

    const thread = await world.readThread();
    expect(thread.posts).toMatchObject([{ id: post.id, state: 'published', at: post.at }]);
    await expectThreadTrue(world.db, thread.thread.id!);
    expect((await page(at)).text).toContain('la décision a été annulée');
    expect((await page(at)).text).toContain(answer);
    const { members, restrictions, notifications, caseLogPayloads } = world.db.read.t;
    const people = await world.db.read.select().from(members);
    expect(people.find(({ id }) => id === linus.member.id)).toMatchObject({ reportsUpheld: 0, reportsRefused: 1 });
    expect(people.find(({ id }) => id === ada.member.id)).toMatchObject({ rejectedCount: 0, postCount: 1 });
    expect((await world.db.read.select().from(restrictions)).map(({ liftedAt, points }) => [liftedAt !== null, points])).toEqual([
      [true, 0],
    ]);
    const told = await world.db.read.select().from(notifications);
    expect(told.filter(({ kind }) => kind === 'overturned').map(({ memberId }) => memberId)).toEqual([camille.member.id]);
    expect(world.mails).toMatchObject([{ to: 'ada@example.test', subject: 'Le Courrier : la réponse à votre contestation' }]);
    expect((await world.db.read.select().from(caseLogPayloads)).map(({ payload }) => JSON.parse(payload).act)).toContain('overturned');
  });

  test('reversed after a notice: it is read beside the appeal; the first action stays, its notifier is told what became of it', async () => {
    const post = await ada.post('Il a détourné la caisse.');
    const notice = {
      post: post.id,
      ground: 'defamation',
      explanation: 'Cette phrase est fausse.',
      name: 'Claire',
      email: 'claire@example.test',
      goodFaith: 'true',
    };
    const receipt = (await form('/notices', notice)).headers.get('location')!;
    await decide({ verdict: 'reject', legalGround: 'defamation', note: 'Le fait imputé est faux.' });
    const acted = world.now();
    world.pass(UNDO);
    const [own] = (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts;
    await contest(own!.own!.statement!.url.replace(OWN, ''));
    const { law } = await openCase(ines, 'appeals');
    expect(law).toMatchObject({
      notices: [{ ground: 'defamation', explanation: notice.explanation, outcome: 'acted' }],
      evidence: [{ source: 'Il a détourné la caisse.' }],
    });
    await send();
    world.mails.length = 0;

    const { body } = await settle({ outcome: 'reversed' });
    await send();

    expect(body.case.law!.clocks.actedAt).toBe(acted.toISOString());
    for (const text of [(await page(receipt)).text, world.mails.find(({ to }) => to === 'claire@example.test')!.text]) {
      expect(text).toContain('Le message n’était plus visible. Son auteur a contesté la décision');
      expect(text).toContain(answer);
      expect(text).toContain('le message est rétabli');
    }

    const linus = await world.person('linus');
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
    await decide({ verdict: 'reject', rule: 1 });

    expect((await page(receipt)).text).toContain('Il n’est plus visible depuis, pour une autre raison.');
    expect((await page(receipt)).text).not.toContain('le message est rétabli');
  });

  test('upheld: it stays away, with the reasons', async () => {
    const { at } = await refused();
    await contest(at);

    await settle({ outcome: 'upheld' });

    expect((await world.readThread()).posts).toEqual([]);
    expect((await page(at)).text).toContain('la décision a été confirmée');
  });

  test('partly: the post stays away, its author is rid of the rest', async () => {
    const post = await ada.post('Il a détourné la caisse.');
    const linus = await world.person('linus');
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
    await decide({ verdict: 'reject', rule: 3, measures: [{ kind: 'approval', until: null }] });
    world.pass(UNDO);
    const [own] = (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts;
    await contest(own!.own!.statement!.url.replace(OWN, ''));

    await settle({ outcome: 'partly' });

    expect((await world.readThread()).posts).toEqual([]);
    const { restrictions } = world.db.read.t;
    const rows = await world.db.read.select().from(restrictions);
    expect(Object.fromEntries(rows.map(({ kind, liftedAt, points }) => [kind, [liftedAt !== null, points]]))).toEqual({
      removal: [false, 0],
      approval: [true, 0],
    });
  });

  test('is not for whoever decided, as long as there is somebody else', async () => {
    const { at } = await refused();
    await contest(at);

    expect((await openCase(camille, 'appeals')).law!.mayDecide).toBe('no');
    expect((await settle({ outcome: 'upheld' }, camille)).status).toBe(403);
    expect((await settle({ outcome: 'upheld', alone: true }, camille)).status).toBe(403);
    expect((await settle({ outcome: 'upheld' })).status).toBe(200);
  });

  test('where there is nobody else, by the same person, who says so; it is kept and told', async () => {
    const { at } = await refused();
    await contest(at);
    const { members } = world.db.read.t;
    await world.db.write(async (tx) => void (await tx.update(members).set({ goneAt: world.now() }).where(eq(members.id, ines.member.id))));

    expect((await openCase(camille, 'appeals')).law!.mayDecide).toBe('alone');
    expect((await settle({ outcome: 'upheld' }, camille)).status).toBe(403);
    expect((await settle({ outcome: 'upheld', alone: true }, camille)).status).toBe(200);

    expect((await page(at)).text).toContain('la même personne a décidé deux fois');
    const { caseLogPayloads } = world.db.read.t;
    const log = (await world.db.read.select().from(caseLogPayloads)).map(({ payload }) => JSON.parse(payload));
    expect(log).toContainEqual(expect.objectContaining({ act: 'appeal_decided', alone: true }));
  });

  test('two who answer at once: one does', async () => {
    const { at } = await refused();
    await contest(at);
    const hugo = await world.person('hugo', 'manager');
    const found = await openCase(ines, 'appeals');
    const input = { version: found.version, answer, outcome: 'reversed' };
    const path = `/api/v1/appeals/${found.law!.appeals[0]!.id}/decision`;

    const answers = await Promise.all([ines.desk('POST', path, input), hugo.desk('POST', path, input)]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('whoever gave notice contests that nothing was done: the post goes, its author gets a statement', async () => {
    const post = await ada.post('Il a détourné la caisse.');
    const notice = {
      post: post.id,
      ground: 'defamation',
      explanation: answer,
      name: 'Claire',
      email: 'claire@example.test',
      goodFaith: 'true',
    };
    const at = (await form('/notices', notice)).headers.get('location')!;
    await decide({ verdict: 'approve' });
    world.pass(UNDO);

    expect((await contest(at)).status).toBe(303);
    expect((await settle({ outcome: 'reversed', legalGround: 'defamation' })).status).toBe(200);
    await send();

    expect((await world.readThread()).posts).toEqual([]);
    expect((await page(at)).text).toContain('Le message n’est plus visible.');
    const [own] = (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts;
    expect(own!.own!.statement).toMatchObject({ law: expect.stringContaining('Diffamation'), note: answer });
    expect(world.failures).toEqual([]);
    const told = world.mails.map(({ to, subject }) => `${to} ${subject}`);
    expect(told).toContain('claire@example.test Le Courrier : la réponse à votre contestation');
    expect(told).toContain('ada@example.test Le Courrier : une décision sur un de vos commentaires');
  });
});
