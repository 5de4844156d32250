import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { publishCharter } from '#server/charter/publish-charter.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    linus = await world.person('linus');
    camille = await world.person('camille', 'moderator');
  });

  const queue = async (lane = 'all') => (await camille.desk<CasesPage>('GET', `/api/v1/cases?lane=${lane}`)).body;
  const openCase = async () => {
    const [row] = (await queue()).cases;
    return (await camille.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`)).body;
  };
  const decide = (found: CaseDetail, decision: object, by = camille) =>
    by.desk<{ case: CaseDetail } & ErrorBody>('POST', `/api/v1/cases/${found.id}/decisions`, {
      version: found.version,
      revision: found.revision,
      ...decision,
    });

  describe('a held post', () => {
    test('is seen by nobody but its author, with the reason, and opens a case', async () => {
      const post = await ada.post('Quel GUIGNOL, ce maire.');

      expect(post).toMatchObject({ state: 'held', own: { heldFor: ['banned_word'] } });
      expect(await world.readThread()).toMatchObject({ posts: [], thread: { count: 0, seq: 0 } });
      expect((await world.readThread('pont', '', linus.asEmbed)).viewer!.posts).toEqual([]);
      expect((await world.readThread('pont', '', ada.asEmbed)).viewer!.posts.map(({ id }) => id)).toEqual([post.id]);
      expect(await queue()).toMatchObject({
        counts: { all: 1, held: 1, reported: 0 },
        cases: [{ kind: 'held', reasons: ['banned_word'], number: 1 }],
      });
    });

    test('shows the moderator the very passage, as it was written', async () => {
      await ada.post('Ce gui\u200bgnól de maire.');

      expect((await openCase()).findings).toMatchObject([{ number: 1, phase: 'banned_word', effect: 'hold', evidence: ['gui\u200bgnól'] }]);
    });

    test('approved, becomes public, with the next number', async () => {
      const post = await ada.post('Guignol !');

      const answer = await decide(await openCase(), { verdict: 'approve' });

      expect(answer).toMatchObject({
        status: 200,
        body: { case: { state: 'decided', decision: { verdict: 'approve', by: { name: 'camille' } } } },
      });
      const page = await world.readThread();
      expect(page).toMatchObject({ thread: { count: 1, seq: 1 }, posts: [{ id: post.id, state: 'published' }] });
      await expectThreadTrue(world.db, page.thread.id!);
    });

    test('refused, tells its author which rule, which words, and what the moderator said', async () => {
      await ada.post('Guignol !');

      await decide(await openCase(), { verdict: 'reject', rule: 1, note: 'Sans ce mot, le reste va.' });
      await world.tell();

      const [own] = (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts;
      expect(own).toMatchObject({
        state: 'rejected',
        own: {
          statement: {
            rule: { number: 1, title: 'Courtoisie' },
            passages: ['Guignol'],
            note: 'Sans ce mot, le reste va.',
            automatedDetection: true,
          },
        },
      });
      expect((await world.readThread()).posts).toEqual([]);
    });
  });

  test('decision, restriction and statement are one: there is never one without the others', async () => {
    await ada.post('Guignol !');
    await decide(await openCase(), { verdict: 'reject', rule: 2 });

    const { restrictions, statements, decisions, caseLog, outbox } = world.db.read.t;
    const rows = await world.db.read
      .select({ statement: statements.uid, decision: decisions.uid })
      .from(restrictions)
      .innerJoin(statements, eq(statements.restrictionId, restrictions.id))
      .innerJoin(decisions, eq(decisions.id, restrictions.decisionId));
    expect(rows).toHaveLength(1);
    const told = await world.db.read.select({ kind: outbox.kind }).from(outbox).orderBy(outbox.id);
    expect(told).toEqual([{ kind: 'statement.mail' }, { kind: 'decision.told' }]);
    expect(await world.db.read.$count(caseLog)).toBe(2);
  });

  test('CM-10: a refusal names a rule of the charter in force', async () => {
    await ada.post('Guignol !');
    const found = await openCase();

    expect(await decide(found, { verdict: 'reject' })).toMatchObject({
      status: 422,
      body: { error: { fields: { rule: expect.any(String) } } },
    });
    expect(await decide(found, { verdict: 'reject', rule: 12 })).toMatchObject({ status: 422 });
    expect((await queue()).counts.all).toBe(1);
  });

  test('CM-10: a new version of the charter is said to who accepted another, and accepted by their next post', async () => {
    const viewer = async () => (await world.readThread('pont', '', ada.asEmbed)).viewer!;
    await ada.post('Bonjour à tous.');
    expect((await viewer()).acceptsByPosting).toBe(false);

    await publishCharter(world.deps, world.site, { version: 1, rules: [{ title: 'Courtoisie', body: 'Restons courtois.' }] });
    expect(await viewer()).toMatchObject({ acceptsByPosting: true, rulesChanged: true });
    await ada.post('Et bonsoir à tous.');

    expect(await viewer()).toMatchObject({ acceptsByPosting: false });
    expect((await viewer()).rulesChanged).toBeUndefined();
    const [member] = await world.db.read.select().from(world.db.read.t.members).where(eq(world.db.read.t.members.id, ada.member.id));
    expect(member).toMatchObject({ charterVersion: 2 });
  });

  test('nobody approves a text that was edited since: the answer says what it is now', async () => {
    const post = await ada.post('Guignol, poliment.');
    const seen = await openCase();
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Guignol, et bien pire.', revision: 1 });

    const answer = await decide(seen, { verdict: 'approve' });

    expect(answer.status).toBe(409);
    expect(answer.body.error).toMatchObject({
      code: 'case_changed',
      details: { current: { version: 2, post: { revision: 2, source: 'Guignol, et bien pire.' } } },
    });
    expect((await world.readThread()).posts).toEqual([]);
  });

  test('of two moderators at once, one decides and the other is told who did', async () => {
    const theo = await world.person('theo', 'moderator');
    await ada.post('Guignol !');
    const found = await openCase();

    const answers = await Promise.all([decide(found, { verdict: 'approve' }), decide(found, { verdict: 'reject', rule: 1 }, theo)]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(lost.body.error.details).toMatchObject({
      current: { state: 'decided', decision: { by: { name: expect.stringMatching(/camille|theo/) } } },
    });
    expect(await world.db.read.$count(world.db.read.t.decisions)).toBe(1);
  });

  test('a report opens a case, a second adds to it, a repeat is one, and none hides the post', async () => {
    const grace = await world.person('grace');
    const post = await ada.post('Un avis tranché.');
    const report = (by: Person) => by.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 3, note: 'Faux.' });

    expect([(await report(linus)).status, (await report(linus)).status, (await report(grace)).status]).toEqual([204, 204, 204]);

    expect(await openCase()).toMatchObject({
      kind: 'reported',
      reports: 2,
      version: 2,
      reported: [{ reporter: { name: 'linus' }, rule: 3, note: 'Faux.' }, { reporter: { name: 'grace' } }],
    });
    expect((await world.readThread()).posts).toHaveLength(1);
  });

  test('a public post that is refused vanishes; its replies keep their place under the rule', async () => {
    const post = await ada.post('À retirer.');
    await linus.post('Je réponds.', { parent: post.id });
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });

    await decide(await openCase(), { verdict: 'reject', rule: 1 });

    const { posts, thread } = await world.readThread();
    expect(posts).toMatchObject([
      { state: 'removed', html: '', author: null, rule: { number: 1, title: 'Courtoisie' } },
      { state: 'published', html: '<p>Je réponds.</p>' },
    ]);
    await expectThreadTrue(world.db, thread.id!);
  });

  test('a reader never gets the text of what was taken away, by any address', async () => {
    const post = await ada.post('Le secret de la place.');
    await linus.post('Réponse.', { parent: post.id });
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });
    const { thread } = await world.readThread();
    await decide(await openCase(), { verdict: 'reject', rule: 1 });

    const addresses = [
      '/api/v1/thread?site=courrier&article=pont',
      `/api/v1/threads/${thread.id}/posts`,
      `/api/v1/threads/${thread.id}/posts?root=${post.id}`,
      `/api/v1/threads/${thread.id}/posts?around=${post.id}`,
      `/api/v1/threads/${thread.id}/changes?after=0`,
    ];
    for (const address of addresses) {
      const { status, text } = await world.request('GET', address);
      expect(status, address).toBe(200);
      expect(text, address).not.toContain('Le secret');
    }
  });

  test('an edit that brings in what the phases hold takes a public post away until it is read', async () => {
    const post = await ada.post('Très convenable.');

    const edited = await ada.send<PostAnswer>('PATCH', `/api/v1/posts/${post.id}`, { source: 'Guignol, en fait.', revision: 1 });

    expect(edited.body.post.state).toBe('held');
    const page = await world.readThread();
    expect(page).toMatchObject({ posts: [], thread: { count: 0, seq: 2 } });
    await expectThreadTrue(world.db, page.thread.id!);
  });

  test('what an edit brings stands for what was there before: reasons and weight of the text as it is, and its reports', async () => {
    const post = await ada.post('Guignol ! Lisez https://a.test https://b.test https://c.test');
    const before = await openCase();

    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Lisez https://a.test https://b.test https://c.test', revision: 1 });
    const after = await openCase();
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Je retire mes liens.', revision: 2 });

    expect(before.reasons).toEqual(['banned_word', 'links']);
    expect(after.reasons).toEqual(['links']);
    expect(after.weight).toBeLessThan(before.weight);
    expect(await openCase()).toMatchObject({ reasons: ['links'], weight: 0 });
  });

  test('nobody reports what they wrote themselves', async () => {
    const post = await ada.post('Un avis.');

    const { status } = await ada.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });

    expect(status).toBe(403);
    expect((await queue()).counts.all).toBe(0);
  });

  test('what was taken away is not there to be reported', async () => {
    const post = await ada.post('Un avis.');
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' });
    await decide(await openCase(), { verdict: 'reject', rule: 1 });
    const grace = await world.person('grace');
    expect((await grace.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: '' })).status).toBe(404);

    expect((await world.readThread()).posts).toEqual([]);
  });

  test('the author takes a held post back: the case closes by itself', async () => {
    const post = await ada.post('Guignol !');
    await ada.send('DELETE', `/api/v1/posts/${post.id}`);

    expect((await queue()).counts.all).toBe(0);
  });

  test('one post at once of a member with an unproved address waits without a case', async () => {
    const grace = await world.person('grace', 'member', { confirmed: false });

    const post = await grace.post('Bonjour.');

    expect(post).toMatchObject({ state: 'held', own: { heldFor: ['email_unconfirmed'] } });
    expect((await queue()).counts.all).toBe(0);
  });

  test('what is approved from an unproved address still waits for its proof', async () => {
    const grace = await world.person('grace', 'member', { confirmed: false });
    await grace.post('Guignol !');

    await decide(await openCase(), { verdict: 'approve' });

    expect((await world.readThread()).posts).toEqual([]);
  });

  test('the queue is for staff, by their own cookie: never from an embed, never for another site’s', async () => {
    await ada.post('Guignol !');
    const found = await openCase();
    const other = await world.addSite('ailleurs', 'ailleurs.test');
    const stranger = await world.person('stranger', 'admin', { at: other });

    expect((await world.request('GET', '/api/v1/cases')).status).toBe(401);
    expect((await ada.desk('GET', '/api/v1/cases')).status).toBe(404);
    expect((await camille.send('GET', '/api/v1/cases')).status).toBe(404);
    expect((await stranger.desk('GET', `/api/v1/cases/${found.id}`)).status).toBe(404);
    expect(
      (await camille.send('POST', `/api/v1/cases/${found.id}/decisions`, { version: 1, revision: 1, verdict: 'approve' })).status,
    ).toBe(404);
    expect(
      (await stranger.desk('POST', `/api/v1/cases/${found.id}/decisions`, { version: 1, revision: 1, verdict: 'approve' })).status,
    ).toBe(404);
  });

  test('the case’s log is a chain over salted commitments: a payload can go, nothing can be slipped in', async () => {
    await ada.post('Guignol !');
    await decide(await openCase(), { verdict: 'reject', rule: 1 });

    const { caseLog, caseLogPayloads } = world.db.read.t;
    const [links, payloads] = [
      await world.db.read.select().from(caseLog).orderBy(caseLog.n),
      await world.db.read.select().from(caseLogPayloads).orderBy(caseLogPayloads.n),
    ];
    const { createHash } = await import('node:crypto');
    const sha = (text: string) => createHash('sha256').update(text).digest('base64url');
    let head = '';
    for (const [i, { commitment, hash }] of links.entries()) {
      expect(commitment).toBe(sha(payloads[i]!.salt + payloads[i]!.payload));
      expect(hash).toBe((head = sha(head + commitment)));
    }
    expect(payloads.map(({ payload }) => JSON.parse(payload).act)).toEqual(['opened', 'decided']);
  });

  describe('before publication', () => {
    test('a section asks to be read first, another is closed: by the site’s settings', async () => {
      const strict = await createWorld(engine, {
        settings: {
          sections: [
            { name: 'Justice', moderation: 'before', audience: null, closeAfterDays: null },
            { name: 'Carnet', moderation: null, audience: 'nobody', closeAfterDays: null },
          ],
        },
      });
      const reader = await strict.person('ada');
      const { makeToken } = await import('#server/sites/tokens.ts');
      const { token } = await makeToken(strict.deps, strict.site.id, { name: 'CMS' });
      const put = (id: string, section: string) =>
        strict.request(
          'PUT',
          `/api/v1/articles/${id}`,
          { title: id, url: `https://www.courrier.test/${id}`, section },
          { authorization: `Bearer ${token}` },
        );
      expect([(await put('proces', 'Justice')).status, (await put('deces', 'Carnet')).status]).toEqual([201, 201]);

      const held = await reader.post('Un avis.', { article: 'proces' });
      const refused = await reader.send<ErrorBody>('POST', '/api/v1/posts', {
        site: 'courrier',
        article: 'deces',
        clientId: 'client-id-1',
        source: 'Condoléances.',
      });

      expect(held).toMatchObject({ state: 'held', own: { heldFor: ['before_publication'] } });
      expect(refused).toMatchObject({ status: 409, body: { error: { code: 'thread_closed' } } });
    });

    test('the newsroom speaks without waiting', async () => {
      const strict = await createWorld(engine, { settings: { moderation: 'before' } });
      const maelle = await strict.person('maelle', 'journalist');

      expect((await maelle.post('Je réponds.')).state).toBe('published');
    });
  });
});
