import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { UNDO_MS } from '#server/cases/decide.ts';
import type { CaseDetail, CasesPage, MeasureInput } from '#server/cases/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { MeasuresAnswer } from '#server/sanctions/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createBrowser } from '../accounts/browser.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const DAY_MS = 86_400_000;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, camille] = [await world.person('ada'), await world.person('camille', 'moderator')];
  });

  const inDays = (days: number) => new Date(world.now().getTime() + days * DAY_MS).toISOString();
  const measure = (measures: MeasureInput[], { of = ada, by = camille, ground = { rule: 1 } as { rule?: number } } = {}) =>
    by.desk<MeasuresAnswer & ErrorBody>('POST', `/api/v1/members/${of.member.uid}/measures`, {
      ...ground,
      note: 'Restons courtois entre nous.',
      measures,
    });
  const write = (who: Person) =>
    who.send<ErrorBody>('POST', '/api/v1/posts', {
      site: 'courrier',
      article: 'pont',
      parent: null,
      source: 'Un avis.',
      clientId: uuidv7(),
    });
  const viewer = async (who: Person) => (await world.readThread('pont', '', who.asEmbed)).viewer!;

  describe('a suspension', () => {
    test('begins when it is told, says why and until when, and ends by itself', async () => {
      expect((await measure([{ kind: 'suspension', until: inDays(3) }])).status).toBe(201);
      expect((await write(ada)).status).toBe(201);
      await world.tell();

      const refused = await write(ada);

      expect(refused).toMatchObject({
        status: 403,
        body: {
          error: {
            code: 'suspended',
            details: { restricted: [{ kind: 'suspension', note: 'Restons courtois entre nous.', rule: { number: 1 } }] },
          },
        },
      });
      expect(await viewer(ada)).toMatchObject({ canPost: false, refusal: 'suspended', restricted: [{ kind: 'suspension' }] });
      world.pass(3 * DAY_MS);
      expect((await write(ada)).status).toBe(201);
    });

    test('lets nobody report, nor change what they wrote', async () => {
      const linus = await world.person('linus');
      const [mine, theirs] = [await ada.post('Un avis.'), await linus.post('Un autre.')];
      await measure([{ kind: 'suspension', until: inDays(3) }]);
      await world.tell();

      expect((await ada.send('PATCH', `/api/v1/posts/${mine.id}`, { source: 'Autrement.', revision: 1 })).status).toBe(403);
      expect((await ada.send('POST', `/api/v1/posts/${theirs.id}/reports`, { rule: 1, note: '' })).status).toBe(403);
    });

    test('needs an end, and a ground', async () => {
      expect((await measure([{ kind: 'suspension', until: null }])).status).toBe(422);
      expect((await measure([{ kind: 'suspension', until: inDays(1) }], { ground: {} })).status).toBe(422);
    });

    test('needs words that state its facts', async () => {
      const input = { rule: 1, measures: [{ kind: 'warning', until: null }] };
      const path = `/api/v1/members/${ada.member.uid}/measures`;

      const without = await camille.desk<ErrorBody>('POST', path, input);
      const short = await camille.desk<ErrorBody>('POST', path, { ...input, note: 'Restons courtois.' });

      expect(without).toMatchObject({ status: 422, body: { error: { fields: { note: 'Ce champ est nécessaire.' } } } });
      expect(short).toMatchObject({ status: 422, body: { error: { fields: { note: '20 caractères au moins.' } } } });
    });

    test('undone in time, was never there', async () => {
      const { body } = await measure([{ kind: 'suspension', until: inDays(3) }]);
      expect((await camille.desk('POST', `/api/v1/decisions/${body.decision}/undo`, {})).status).toBe(200);
      await world.tell();

      expect(await world.db.read.$count(world.db.read.t.outbox)).toBe(0);
      expect((await write(ada)).status).toBe(201);
    });

    test('lifted with a reason, is over, and they are told', async () => {
      await measure([{ kind: 'suspension', until: inDays(3) }]);
      await world.tell();
      const { id } = (await viewer(ada)).restricted![0]!;

      expect((await camille.desk('POST', `/api/v1/measures/${id}/lift`, { reason: '' })).status).toBe(422);
      expect((await camille.desk('POST', `/api/v1/measures/${id}/lift`, { reason: 'Malentendu.' })).status).toBe(204);

      expect((await write(ada)).status).toBe(201);
      const { outbox } = world.db.read.t;
      expect(await world.db.read.select({ kind: outbox.kind }).from(outbox).where(eq(outbox.kind, 'lifted.mail'))).toHaveLength(1);
    });
  });

  test('a ban has no end, and lets its member read', async () => {
    await measure([{ kind: 'ban', until: null }]);
    await world.tell();
    world.pass(400 * DAY_MS);

    expect((await write(ada)).body.error.code).toBe('banned');
    expect(await viewer(ada)).toMatchObject({ refusal: 'banned' });
  });

  test('slowed, one waits between two posts, and is told how long', async () => {
    await ada.post('Un premier.');
    await measure([{ kind: 'slow', until: inDays(1), seconds: 600 }]);
    await world.tell();

    const refused = await write(ada);

    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too_fast', retryAfter: 600 - UNDO_MS / 1000 } } });
    expect(refused.headers.get('retry-after')).toBe(String(600 - UNDO_MS / 1000));
    world.pass(600_000);
    expect((await write(ada)).status).toBe(201);
  });

  test('under approval, each post is read first', async () => {
    await measure([{ kind: 'approval', until: inDays(7) }]);
    await world.tell();

    expect(await ada.post('Un avis.')).toMatchObject({ state: 'held', own: { heldFor: ['approval_required'] } });
  });

  test('a warning is read before the next post, once, and by nobody else', async () => {
    const linus = await world.person('linus');
    await measure([{ kind: 'warning', until: null }]);
    await world.tell();
    const refused = await write(ada);
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'warning_unread', details: { restricted: [{ kind: 'warning' }] } } },
    });
    const [{ id }] = (refused.body.error.details as { restricted: [{ id: string }] }).restricted;

    expect((await linus.send('POST', `/api/v1/warnings/${id}/acknowledgement`)).status).toBe(404);
    expect((await write(ada)).status).toBe(409);
    expect((await ada.send('POST', `/api/v1/warnings/${id}/acknowledgement`)).status).toBe(204);
    expect((await ada.send('POST', `/api/v1/warnings/${id}/acknowledgement`)).status).toBe(204);

    expect((await write(ada)).status).toBe(201);
  });

  test('without JavaScript it is read where one writes, and the text stays; or in the thread, and one comes back to it', async () => {
    await ada.post('Un avis.');
    await measure([{ kind: 'warning', until: null }]);
    await world.tell();
    const browser = createBrowser(world);
    const [name, value] = ada.asPage.cookie.split('=') as [string, string];
    browser.cookies.set(name, value);
    const fields = { site: 'courrier', article: 'pont', body: 'Un mot gardé.', clientId: 'by-form-1' };

    const refused = await browser.submit('/write', { ...fields, publish: '1' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Restons courtois entre nous.');
    expect(refused.text).toContain('Un mot gardé.');
    expect(refused.text).not.toContain('name="publish"');
    const [, warning] = /name="warning" value="([^"]+)"/.exec(refused.text)!;
    const read = await browser.submit('/write', { ...fields, warning: warning! });

    expect(read.text).toContain('Un mot gardé.');
    expect(read.text).toContain('name="publish"');
    expect((await browser.submit('/write', { ...fields, publish: '1' })).status).toBe(303);
    const back = await browser.submit('/account/standing', { warning: warning!, next: '/a/pont' });
    expect(back).toMatchObject({ status: 303, location: '/a/pont' });
    const away = await browser.submit('/account/standing', { warning: warning!, next: '//evil.test/' });
    expect(away).toMatchObject({ status: 303, location: '/' });
  });

  test('nobody acts upon an equal, somebody above, or themselves', async () => {
    const [theo, rose] = [await world.person('theo', 'moderator'), await world.person('rose', 'manager')];

    for (const of of [theo, rose, camille]) expect((await measure([{ kind: 'warning', until: null }], { of })).status).toBe(403);
    expect((await measure([{ kind: 'warning', until: null }], { of: theo, by: rose })).status).toBe(201);
    expect((await measure([{ kind: 'warning', until: null }], { of: theo, by: ada })).status).toBe(404);
  });

  test('every measure has its statement, with its ground, in the same transaction', async () => {
    await measure([
      { kind: 'warning', until: null },
      { kind: 'slow', until: inDays(1), seconds: 60, note: 'Une minute entre deux messages.' },
    ]);

    const { restrictions, statements } = world.db.read.t;
    const rows = await world.db.read
      .select({
        kind: restrictions.kind,
        said: statements.kind,
        rule: statements.ruleId,
        note: statements.note,
        points: restrictions.points,
      })
      .from(restrictions)
      .innerJoin(statements, eq(statements.restrictionId, restrictions.id))
      .orderBy(restrictions.id);
    expect(rows).toMatchObject([
      { kind: 'warning', said: 'warning', note: 'Restons courtois entre nous.', points: 1 },
      { kind: 'slow', said: 'slow', note: 'Restons courtois entre nous.\n\nUne minute entre deux messages.', points: 1 },
    ]);
    expect(rows.every(({ rule }) => rule !== null)).toBe(true);
  });

  test('beside a refusal, what is asked of its author is one decision with it', async () => {
    await ada.post('Guignol !');
    const { body: page } = await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
    const { body: found } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${page.cases[0]!.id}`);
    expect(found.can).toContain('suspension');

    const { status } = await camille.desk('POST', `/api/v1/cases/${found.id}/decisions`, {
      version: found.version,
      revision: 1,
      verdict: 'reject',
      rule: 1,
      measures: [{ kind: 'warning', until: null }],
    });

    expect(status).toBe(200);
    expect(await world.db.read.$count(world.db.read.t.decisions)).toBe(1);
    expect(await world.db.read.$count(world.db.read.t.statements)).toBe(2);
  });

  test('without JavaScript, a member reads what is asked of them, says they read a warning, and sees what trust rests on', async () => {
    await measure([{ kind: 'warning', until: null }]);
    await world.tell();
    const open = async () => (await world.request('GET', '/account/standing', undefined, { ...ada.asPage, accept: 'text/html' })).text;
    const page = await open();
    expect(page).toContain('Restons courtois entre nous.');
    const id = /name="warning" value="([\da-f-]{36})"/.exec(page)![1]!;

    const { status, headers } = await world.app.request(`${OWN}/account/standing`, {
      method: 'POST',
      headers: { host: new URL(OWN).host, 'content-type': 'application/x-www-form-urlencoded', ...ada.asPage },
      body: `warning=${id}`,
    });

    expect(status).toBe(303);
    const after = await world.request('GET', headers.get('location')!, undefined, { ...ada.asPage, accept: 'text/html' });
    expect(after.text).toContain('<a href="/">C’est noté. Revenir à la discussion</a>');
    expect(await open()).not.toContain('name="warning"');
    expect(await open()).toContain('3 messages publiés');
    expect((await write(ada)).status).toBe(201);
  });
});
