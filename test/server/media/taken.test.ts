import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { statementOutbox } from '#server/cases/mails.ts';
import { decisionOutbox } from '#server/cases/tell-decision.ts';
import { verifyLog } from '#server/cases/verify-log.ts';
import type { CaseDetail, CasesPage, DecisionInput } from '#server/cases/wire.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { redrawPost } from '#server/media/redraw.ts';
import type { UploadedWire } from '#server/media/wire.ts';
import type { PostWire } from '#server/posts/wire.ts';
import type { SecondReadings } from '#server/second-readings/wire.ts';
import { lawOf } from '#server/sites/law.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;
const UNDO = 12_000;
const ALTS = ['Le pont vu du quai', 'La gare sous la neige'] as const;
const TAKEN = '<figcaption>Image retirée : règle 2</figcaption>';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  let ines: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { pictures: 'members' } });
    ada = await world.person('ada');
    [camille, ines] = [await world.person('camille', 'moderator'), await world.person('inès', 'moderator')];
  });

  const uploaded = async (who = ada) => {
    const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#c63' } })
      .jpeg()
      .toBuffer();
    const answer = await world.app.request(`${OWN}/api/v1/media?site=courrier`, {
      method: 'POST',
      headers: { host: HOST, ...who.asEmbed },
      body: new Uint8Array(bytes),
    });
    return ((await answer.json()) as UploadedWire).id;
  };
  const shows = (...ids: string[]) => `Voyez :\n\n${ids.map((id, i) => `![${ALTS[i]}](media:${id})`).join('\n\n')}\n\nEt voilà.`;
  const statusOf = async (id: string, query = '') =>
    (await world.app.request(`${OWN}/media/${id}/300${query}`, { headers: { host: HOST } })).status;
  const own = async () => (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts[0];
  const readers = async () => (await world.readThread()).posts[0];
  const openCase = async (by = camille, lane = 'all') => {
    const { body } = await by.desk<CasesPage>('GET', `/api/v1/cases?lane=${lane}`);
    return (await by.desk<CaseDetail>('GET', `/api/v1/cases/${body.cases[0]!.id}`)).body;
  };
  const decideOn = (found: CaseDetail, decision: Partial<DecisionInput>, by = camille) =>
    by.desk<{ case: CaseDetail } & ErrorBody>('POST', `/api/v1/cases/${found.id}/decisions`, {
      version: found.version,
      revision: found.post!.revision,
      ...decision,
    });
  const takeOut = async (...media: string[]) => {
    const { status, body, text } = await decideOn(await openCase(), { verdict: 'take_out', rule: 2, media });
    expect(status, text).toBe(200);
    return body.case;
  };
  const undo = (id: string) => camille.desk<{ case: CaseDetail }>('POST', `/api/v1/decisions/${id}/undo`, {});
  const report = async (post: PostWire, name = 'linus') =>
    (await world.person(name)).send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 2 });
  const edit = ({ id }: PostWire, source: string, revision: number) =>
    ada.send<{ post: PostWire }>('PATCH', `/api/v1/posts/${id}`, { source, revision });
  const send = () =>
    runOutbox(world.db, { ...statementOutbox(world.deps), ...decisionOutbox(world.deps) }, world.now(), (error) =>
      world.failures.push(error),
    );
  const statement = async () => (await world.db.read.select().from(world.db.read.t.statements)).at(-1)!;
  const page = (path: string, as: Record<string, string> = {}) => world.request('GET', path, undefined, { accept: 'text/html', ...as });
  /** Published, reported. */
  const reported = async () => {
    const id = await uploaded();
    const post = await ada.post(shows(id));
    await report(post);
    return { id, post };
  };
  const contest = (uid: string) =>
    world.request(
      'POST',
      `/statements/${uid}/appeal`,
      new URLSearchParams({ text: 'C’est ma photo, et elle ne montre rien.' }).toString(),
      {
        origin: OWN,
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      },
    );
  const settle = async (outcome: string) => {
    const found = await openCase(ines, 'appeals');
    const input = { version: found.version, answer: 'La photo ne montre personne.', outcome };
    return ines.desk<{ case: CaseDetail }>('POST', `/api/v1/appeals/${found.law!.appeals[0]!.id}/decision`, input);
  };

  test('the words stay, in its place stands by what it was taken; its address answers nobody', async () => {
    const [bad, good] = [await uploaded(), await uploaded()];
    const post = await ada.post(shows(bad, good));
    await report(post);

    const decided = await takeOut(bad);

    const { html, state } = (await readers())!;
    expect(state).toBe('published');
    expect(html).toContain(TAKEN);
    expect(html).toContain('Et voilà.');
    expect(html).not.toContain(ALTS[0]);
    expect([await statusOf(bad), await statusOf(good)]).toEqual([404, 200]);
    expect(decided.state).toBe('decided');
    expect(decided.decision).toMatchObject({ verdict: 'take_out', rule: { number: 2 } });
    expect(world.events.map(({ name, event }) => [name, 'kind' in event ? event.kind : ''])).toContainEqual([
      'thread.changed',
      'post.edited',
    ]);
    await expectThreadTrue(world.db, (await world.readThread()).thread.id!);
  });

  test('of a post that waits, the rest is published', async () => {
    const id = await uploaded();
    await ada.post(`Guignol !\n\n${shows(id)}`);
    const found = await openCase();
    expect(found.can).toContain('take_out');

    await takeOut(id);

    expect((await readers())!.html).toContain(TAKEN);
    expect((await openCase(camille, 'done')).can).not.toContain('take_out');
    await expectThreadTrue(world.db, (await world.readThread()).thread.id!);
  });

  test('several go by one decision; a moderator still sees what was taken', async () => {
    const ids = [await uploaded(), await uploaded()];
    await report(await ada.post(shows(...ids)));

    const { media } = await takeOut(...ids);

    expect(media.map(({ id, taken }) => [id, taken])).toEqual(ids.map((id) => [id, true]));
    expect(await statusOf(ids[0]!, new URL(media[0]!.url).search)).toBe(200);
    expect((await readers())!.html.split(TAKEN)).toHaveLength(3);
  });

  test('its author is told by mail and by the bell, with the statement, and not before twelve seconds', async () => {
    const { id } = await reported();
    await takeOut(id);
    const { uid } = await statement();
    expect((await page(`/statements/${uid}`)).status).toBe(404);

    world.pass(UNDO);
    await send();

    const { text } = await page(`/statements/${uid}`);
    expect(text).toContain('<h1>Pourquoi une image, un son ou un film a été retiré</h1>');
    expect(text).toContain('n’est plus visible dans votre message');
    expect(text).toContain(`<mark>${ALTS[0]}</mark>`);
    expect(text).toContain('2. Haine');
    const [mail] = world.mails.filter(({ to }) => to === 'ada@example.test');
    expect(mail!.text).toContain('de retirer une image, un son ou un film qui accompagnait le message');
    expect(mail!.text).toContain(`/statements/${uid}`);
    expect((await page('/notifications', ada.asPage)).text).toContain('Une image, un son ou un film a été retiré de votre message.');
  });

  describe('is refused', () => {
    test('without a ground, without a picture, of another post, twice', async () => {
      const { id } = await reported();
      const other = await uploaded();
      await ada.post(`Ailleurs.\n\n${shows(other)}`, { article: 'gare' });
      const found = await openCase();
      const attempts = [
        { verdict: 'take_out', media: [id] },
        { verdict: 'take_out', rule: 2 },
        { verdict: 'take_out', rule: 2, media: [] },
        { verdict: 'take_out', rule: 2, media: [other] },
        { verdict: 'take_out', rule: 2, media: [id, other] },
        { verdict: 'reject', rule: 2, media: [id] },
      ] as const;
      for (const attempt of attempts) expect((await decideOn(found, attempt as never)).status, JSON.stringify(attempt)).toBe(422);
      expect(await statusOf(id)).toBe(200);
      expect(await world.db.read.$count(world.db.read.t.restrictions)).toBe(0);

      await takeOut(id);
      await report((await readers())!, 'denis');
      expect((await decideOn(await openCase(), { verdict: 'take_out', rule: 2, media: [id] })).status).toBe(422);
    });

    test('to the second of two moderators at once', async () => {
      const { id } = await reported();
      const found = await openCase();
      const decision: Partial<DecisionInput> = { verdict: 'take_out', rule: 2, media: [id] };

      const answers = await Promise.all([decideOn(found, decision), decideOn(found, decision, ines)]);

      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      expect(await world.db.read.$count(world.db.read.t.statements)).toBe(1);
    });

    test('on several cases at once: each has its own pictures', async () => {
      const { id } = await reported();
      const { id: uid, version } = await openCase();
      const cases = [{ id: uid, version, revision: 1 }];
      expect((await camille.desk('POST', '/api/v1/decisions', { cases, verdict: 'take_out', rule: 2, media: [id] })).status).toBe(422);
    });
  });

  describe('stays out', () => {
    test('when its author edits, takes the line away, puts it back, or tries another post', async () => {
      const { id, post } = await reported();
      await takeOut(id);

      await edit(post, `${shows(id)}\n\nUn mot de plus.`, 1);
      expect((await own())!.html).toContain(TAKEN);
      await edit(post, 'Rien que des mots.', 2);
      expect((await own())!.html).toBe('<p>Rien que des mots.</p>');
      await edit(post, shows(id), 3);
      expect((await own())!.html).toContain(TAKEN);
      expect((await decideOn(await openCase(), { verdict: 'approve' })).status).toBe(200);
      expect((await readers())!.html).toContain(TAKEN);
      expect(await statusOf(id)).toBe(404);
      const again = { site: 'courrier', article: 'pont', source: shows(id), clientId: crypto.randomUUID() };
      expect((await ada.send('POST', '/api/v1/posts', again)).status).toBe(422);
    });

    test('what its author makes of the post is read before it is seen: the same file may come back under another name', async () => {
      const { id, post } = await reported();
      await takeOut(id);

      await edit(post, shows(await uploaded()), 1);

      expect(await readers()).toBeUndefined();
      expect(await openCase()).toMatchObject({ reasons: expect.arrayContaining(['late_edit']), media: [{ taken: false }] });
    });

    test('when anybody sends the same file again: it is held, and says why; not once it was given back', async () => {
      const { id } = await reported();
      const { decision } = await takeOut(id);
      const eve = await world.person('eve');

      const again = await eve.post(shows(await uploaded(eve)));
      expect([again.state, again.own!.heldFor]).toEqual(['held', ['media_returned']]);
      const { findings } = await openCase();
      expect(findings.find(({ phase }) => phase === 'media_returned')!.evidence).toEqual([ALTS[0]]);

      await undo(decision!.id);
      expect((await eve.post(`Encore.\n\n${shows(await uploaded(eve))}`)).state).toBe('published');
    });

    test('when the post is drawn again, or its rights end', async () => {
      const { id, post } = await reported();
      await takeOut(id);
      const { posts, media } = world.db.read.t;
      const [row] = await world.db.read.select({ id: posts.id }).from(posts).where(eq(posts.uid, post.id));

      await world.db.write(async (tx) => void (await tx.update(media).set({ rightsUntil: world.now() }).where(eq(media.uid, id))));
      await redrawPost(world.deps, row!.id);

      expect((await readers())!.html).toContain(TAKEN);
    });

    test('when the post is hidden, and given back', async () => {
      const { id, post } = await reported();
      await takeOut(id);
      await report(post, 'denis');
      await decideOn(await openCase(), { verdict: 'hide', rule: 1 });
      expect(await readers()).toBeUndefined();

      const done = await openCase(camille, 'done');
      expect((await decideOn(done, { verdict: 'restore' })).status).toBe(200);

      expect((await readers())!.html).toContain(TAKEN);
      expect((await openCase(camille, 'done')).can).not.toContain('restore');
    });
  });

  test('of a decided case, and of a post that has none: who moderates reports it, and decides on the case that opens', async () => {
    const { id } = await reported();
    expect((await decideOn(await openCase(), { verdict: 'approve' })).status).toBe(200);
    const post = (await readers())!;

    expect((await camille.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 2 })).status).toBeLessThan(300);
    await takeOut(id);

    expect((await readers())!.html).toContain(TAKEN);
  });

  test('somebody else reads it again as it was: with what was taken out of it', async () => {
    const settings = { ...world.site.settings, secondReadings: 100 };
    await world.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ settings })));
    const { id } = await reported();
    await takeOut(id);
    await world.tell();

    const { body } = await ines.desk<SecondReadings>('GET', '/api/v1/second-readings');

    expect(body.next!.html).not.toContain(TAKEN);
    const [, key] = new RegExp(`/media/${id}/300\\?(key=[^"\\s]+)`).exec(body.next!.html)!;
    expect(await statusOf(id, `?${key}`)).toBe(200);
  });

  test('undone within twelve seconds it is back, nobody was told, the case is open', async () => {
    const { id } = await reported();
    const decided = await takeOut(id);

    const { status, body } = await undo(decided.decision!.id);

    expect(status).toBe(200);
    expect(body.case).toMatchObject({ state: 'open', decision: null, can: expect.arrayContaining(['take_out']) });
    expect((await readers())!.html).toContain(ALTS[0]);
    expect(await statusOf(id)).toBe(200);
    world.pass(UNDO);
    await send();
    expect(world.mails).toEqual([]);
    await takeOut(id);
    expect(await statusOf(id)).toBe(404);
  });

  test('undone on a post that had waited, it waits again, with its picture', async () => {
    const id = await uploaded();
    await ada.post(`Guignol !\n\n${shows(id)}`);
    const decided = await takeOut(id);

    const { body } = await undo(decided.decision!.id);

    expect(await readers()).toBeUndefined();
    expect(body.case.post).toMatchObject({ state: 'held', html: expect.stringContaining(ALTS[0]) });
    await expectThreadTrue(world.db, (await world.readThread()).thread.id!);
  });

  describe('on appeal', () => {
    test('reversed, it is back in its place, for all', async () => {
      const { id } = await reported();
      await takeOut(id);
      world.pass(UNDO);
      await send();
      const { uid } = await statement();
      expect((await contest(uid)).status).toBe(303);
      const waiting = await openCase(ines, 'appeals');
      expect(waiting.media).toMatchObject([{ id, taken: true }]);

      expect((await settle('reversed')).status).toBe(200);

      expect((await readers())!.html).toContain(ALTS[0]);
      expect(await statusOf(id)).toBe(200);
      expect((await page(`/statements/${uid}`)).text).toContain('la décision a été annulée');
    });

    test('reversed of a post that was hidden since: the picture is given back to it, the post is not', async () => {
      const { id, post } = await reported();
      await takeOut(id);
      world.pass(UNDO);
      await send();
      const { uid } = await statement();
      await report(post, 'denis');
      await decideOn(await openCase(), { verdict: 'hide', rule: 1 });
      world.pass(UNDO);
      await send();
      expect((await contest(uid)).status).toBe(303);

      await settle('reversed');

      expect(await readers()).toBeUndefined();
      expect(await statusOf(id)).toBe(404);
      expect((await openCase(camille, 'done')).media).toMatchObject([{ id, taken: false }]);
    });

    test('upheld, it stays out', async () => {
      const { id } = await reported();
      await takeOut(id);
      world.pass(UNDO);
      await send();
      await contest((await statement()).uid);

      await settle('upheld');

      expect((await readers())!.html).toContain(TAKEN);
    });
  });

  test('the public log counts it, the case’s log holds together, the file is kept', async () => {
    const { id } = await reported();
    await takeOut(id);
    world.pass(90_000_000);
    const { sites } = world.db.read.t;
    const settings = { ...world.site.settings, law: { ...lawOf(world.site), publicLog: true } };
    await world.db.write(async (tx) => void (await tx.update(sites).set({ settings })));

    expect((await page('/moderation')).text).toContain('Image, son ou film retiré');
    expect((await verifyLog(world.db.read, new Map())).faults).toEqual([]);
    const [kept] = (await openCase(camille, 'done')).media;
    expect(await statusOf(id, new URL(kept!.url).search)).toBe(200);
  });
});
