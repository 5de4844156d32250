import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { planningOutbox } from '#server/planning/tell-author.ts';
import { publishDue } from '#server/planning/publish-due.ts';
import type { CalendarWire, ItemTaken, ItemWire } from '#server/planning/wire.ts';
import { makeToken } from '#server/sites/tokens.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { VoicesWire } from '#server/voices/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { makePartner } from '../../support/partners.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import type { Person } from '../../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DEBATE = { kind: 'discussion', title: 'Un marché le dimanche ?', source: 'Pour ou contre, et pourquoi.', space: 'velo' };

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let alix: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    alix = await forum.person('alix', 'admin');
  });

  const soon = (ms = MINUTE) => new Date(forum.now().getTime() + ms).toISOString();
  const plan = async (more: object = {}, who = maud) => {
    const { status, body, text } = await who.desk<ItemWire>('POST', '/api/v1/calendar', { ...DEBATE, clientId: uuidv7(), ...more });
    expect([status, text.slice(0, 200)]).toEqual([201, expect.anything()]);
    return body;
  };
  const put = <T = ItemWire>({ id, version }: Pick<ItemWire, 'id' | 'version'>, what: string, body: object, who = maud) =>
    who.desk<T>('PUT', `/api/v1/calendar/${id}${what}`, { version, ...body });
  const schedule = async (more: object = {}) => {
    const { status, body, text } = await put(await plan({ at: soon(), ...more }), '/state', { state: 'scheduled' });
    expect([status, text.slice(0, 300)]).toEqual([200, expect.anything()]);
    return body;
  };
  const read = async ({ id }: Pick<ItemWire, 'id'>, who = maud) => (await who.desk<ItemWire>('GET', `/api/v1/calendar/${id}`)).body;
  const voice = async (more: object = {}) => {
    const given = { name: 'La rédaction', title: '', secondEyes: false, retired: false, hands: [], ...more };
    return (await maud.desk<VoicesWire>('POST', '/api/v1/voices', given)).body.voices.at(-1)!;
  };
  const confirm = async (id: string) => {
    const { token } = await makeToken(forum.deps, forum.site.id, { name: 'CMS' });
    const headers = { authorization: `Bearer ${token}` };
    await forum.request('PUT', `/api/v1/articles/${id}`, { title: 'Le pont', url: 'https://www.courrier.test/pont' }, headers);
  };
  const front = async () => (await forum.request('GET', '/s/velo')).text;
  const feed = async () => (await forum.request('GET', '/s/velo/feed.atom')).text;
  const pass = async (ms: number) => {
    forum.pass(ms);
    await publishDue(forum.deps);
  };

  describe('CM-02: a discussion is planned, and is there at its hour', () => {
    test('absent before its minute, live after it in the forum, its feed and the sockets', async () => {
      const { connect } = await listen(forum);
      const { socket, heard, ask } = await connect();
      await ask('forum');
      const { id: speaker } = await voice();
      const item = await schedule({ voice: speaker, pinned: true, tags: ['travaux'] });

      await pass(MINUTE - 1);
      expect(await front()).not.toContain('Un marché');
      expect(await feed()).not.toContain('Un marché');
      await pass(1);

      expect(await front()).toContain('Un marché le dimanche');
      expect(await feed()).toContain('Un marché le dimanche');
      await until('the lists to be told', () => heard.some(({ name }) => name === 'opened'));
      socket.disconnect();
      const now = await read(item);
      expect(now).toMatchObject({ state: 'published', held: false, problem: null, speaker: { name: 'La rédaction' } });
      const page = await forum.request('GET', new URL(now.url!).pathname);
      expect(page.text).toContain('Pour ou contre');
      expect(page.text).toContain('La rédaction');
      expect(page.text).not.toContain('maud');
    });

    test('under an article it is in the embed, told to who reads it', async () => {
      await confirm('pont');
      const { connect } = await listen(forum);
      const { heard, ask } = await connect();
      await ask('join', { site: 'courrier', article: 'pont' });
      await schedule({ kind: 'article', article: 'pont', space: null, source: 'Et vous, comment passez-vous la rivière ?' });

      await pass(MINUTE - 1);
      expect((await forum.readThread()).posts).toEqual([]);
      await pass(1);

      expect((await forum.readThread()).posts).toMatchObject([{ author: { name: 'maud' } }]);
      expect((await forum.request('GET', '/embed/thread?site=courrier&article=pont')).text).toContain('passez-vous la rivière');
      await until('its readers to be told', () => heard.some(({ name }) => name === 'changes'));
    });

    test('once, whatever runs at once', async () => {
      await schedule();
      forum.pass(MINUTE);

      await Promise.all([publishDue(forum.deps), publishDue(forum.deps), publishDue(forum.deps)]);
      await publishDue(forum.deps);

      expect(await threadsOf(forum)).toBe(1);
    });

    test('one that fails as nobody expected keeps no other from its hour', async () => {
      const [first, second] = [await schedule(), await schedule({ title: 'Celle d’après', at: soon(2 * MINUTE) })];
      const { deps } = forum;
      const fails = { ...deps, newId: () => (broken ? fail() : deps.newId()) };
      let broken = true;
      const fail = () => {
        broken = false;
        throw new Error('no more ids');
      };
      forum.pass(2 * MINUTE);

      await publishDue(fails);
      expect([(await read(first)).state, (await read(second)).state]).toEqual(['scheduled', 'published']);
      await publishDue(fails);
      expect((await read(first)).state).toBe('published');
    });

    test('it closes by itself, by the timers of any thread', async () => {
      const item = await schedule({ dates: { answersFrom: null, answersUntil: null, closesAt: soon(HOUR), remindsAt: null } });
      await pass(MINUTE);

      const { threadTimers } = forum.db.read.t;
      expect(await forum.db.read.select({ act: threadTimers.act }).from(threadTimers)).toEqual([{ act: 'close' }]);
      expect((await read(item)).state).toBe('published');
    });
  });

  describe('what is tried when it is scheduled', () => {
    const refused = async (more: object) => {
      const { status, body } = await put<ErrorBody>(await plan({ at: soon(), ...more }), '/state', { state: 'scheduled' });
      return [status, Object.keys(body.error.fields ?? {})];
    };

    test('all that opening it will ask is asked then', async () => {
      expect(await refused({ at: null })).toEqual([422, ['at']]);
      expect(await refused({ at: '2026-11-01T08:00:00Z' })).toEqual([422, ['at']]);
      expect(await refused({ source: ' ' })).toEqual([422, ['source']]);
      expect(await refused({ space: null })).toEqual([422, ['space']]);
      expect(await refused({ kind: 'poll', details: { options: ['Oui'] } })).toEqual([422, ['options']]);
      expect(await refused({ kind: 'article', article: 'inconnu', space: null })).toEqual([422, ['article']]);
      expect(await refused({ article: 'inconnu' })).toEqual([422, ['article']]);
      expect(
        await refused({ dates: { answersFrom: null, answersUntil: null, closesAt: forum.now().toISOString(), remindsAt: null } }),
      ).toEqual([422, ['closesAt']]);
    });

    test('a poll says its options, an event its hours, at the moment it is to be opened', async () => {
      await schedule({ kind: 'poll', title: 'Un nom pour la passerelle', details: { options: ['Vézelle', 'Tanneurs'] } });
      await pass(MINUTE);

      expect(await front()).toContain('Un nom pour la passerelle');
    });
  });

  describe('what has gone meanwhile', () => {
    test('its author: nothing is published in their name, and a colleague takes it over', async () => {
      const item = await schedule();
      const { members } = forum.db.read.t;
      await forum.db.write(async (tx) => void (await tx.update(members).set({ role: 'member' }).where(eq(members.id, maud.member.id))));

      await pass(MINUTE);
      const gone = await read(item, alix);
      const taken = (await put(gone, '/author', {}, alix)).body;
      const moved = (await put(taken, '/moment', { at: soon() }, alix)).body;
      await put(moved, '/state', { state: 'scheduled' }, alix);
      await pass(MINUTE);

      expect(gone).toMatchObject({ state: 'approved', author: { name: 'maud', here: false }, problem: { code: 'invalid' } });
      expect(gone.problem!.fields!.author).toContain('rédaction');
      expect(await read(item, alix)).toMatchObject({ state: 'published', author: { name: 'alix', here: true } });
    });

    test('its voice, its space: it goes back, and says so in words', async () => {
      const { id } = await voice();
      const spoken = await schedule({ voice: id });
      const placed = await schedule({ title: 'Une autre question' });
      await maud.desk('PUT', `/api/v1/voices/${id}`, { name: 'La rédaction', title: '', secondEyes: false, retired: true, hands: [] });
      await forum.db.write(async (tx) => void (await tx.update(tx.t.spaces).set({ archivedAt: forum.now() })));

      await pass(MINUTE);

      expect(await read(spoken)).toMatchObject({ state: 'approved', problem: { code: 'invalid', fields: { space: expect.anything() } } });
      expect((await read(placed)).problem!.fields!.space).toContain('archiv');
      expect(await threadsOf(forum)).toBe(0);
    });

    test('CM-06: its partner: it is not opened, goes back and says why; with another, or with none, it is', async () => {
      const [lumen, radio] = [await makePartner(maud, 'lumen'), await makePartner(maud, 'radio')];
      const [late, other] = [await schedule({ partner: lumen }), await schedule({ partner: radio, title: 'Et la radio ?' })];
      await maud.desk('PUT', `/api/v1/partners/${lumen}/end`);

      await pass(MINUTE);
      const gone = await read(late);
      expect(gone).toMatchObject({
        state: 'approved',
        problem: { code: 'invalid', fields: { partner: expect.stringContaining('a pris fin') } },
      });
      expect((await put<ErrorBody>(gone, '/moment', { at: soon() })).status).toBe(200);
      const again = await put<ErrorBody>(await read(late), '/state', { state: 'scheduled' });
      expect([again.status, Object.keys(again.body.error.fields!)]).toEqual([422, ['partner']]);
      expect(await read(other)).toMatchObject({ state: 'published' });
      expect(await front()).toContain('Sponsorisé par Maison radio · Et la radio');
      expect(await front()).not.toContain('Maison lumen');

      const { version } = await read(late);
      const without = await put({ id: late.id, version }, '', { ...DEBATE, at: soon() });
      await put(without.body, '/state', { state: 'scheduled' });
      await pass(MINUTE);
      expect(await read(late)).toMatchObject({ state: 'published', problem: null });
      expect(await front()).toContain('Un marché le dimanche');
    });

    test('the thread that it became: the item stays, and leads to what there is', async () => {
      const item = await schedule();
      await pass(MINUTE);
      const { url } = await read(item);

      expect((await forum.request('GET', new URL(url!).pathname)).status).toBe(200);
      await forum.db.write(async (tx) => void (await tx.update(tx.t.calendarItems).set({ threadId: null, postId: null })));
      expect(await read(item)).toMatchObject({ state: 'published', url: null });
    });

    test('its author is told by mail, once, with the reason; not of what was mended meanwhile', async () => {
      const tell = () => runOutbox(forum.db, planningOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));
      await schedule();
      const mended = await schedule({ title: 'Les quais, et après ?' });
      await pass(12 * HOUR);
      await put(await read(mended), '/state', { state: 'draft' });

      await tell();
      await pass(HOUR);
      await tell();

      expect(forum.failures).toEqual([]);
      expect(forum.mails.map(({ to, subject }) => [to, subject])).toEqual([
        ['maud@example.test', 'Pas ouvert\u00a0: Un marché le dimanche ?'],
      ]);
      expect(forum.mails[0]!.text).toContain('plus de six heures après');
    });

    test('the moment itself: half a day late it is opened no more, an hour late it is', async () => {
      const [first, second] = [await schedule(), await schedule({ title: 'Celle de ce soir', at: soon(6 * HOUR) })];
      await pass(7 * HOUR);

      expect(await read(first)).toMatchObject({ state: 'approved', problem: { code: 'late' } });
      expect(await read(second)).toMatchObject({ state: 'published' });
    });
  });

  describe('CM-32: a second pair of eyes', () => {
    beforeEach(() => forum.change({ calendarReview: true }));

    test('nobody approves what they wrote; other words ask for another approval, another hour does not', async () => {
      const item = await plan({ at: soon(HOUR) });
      const review = (await put(item, '/state', { state: 'review' })).body;

      expect((await put(review, '/state', { state: 'approved' })).status).toBe(403);
      expect((await put(review, '/state', { state: 'scheduled' }, alix)).status).toBe(403);
      const approved = (await put(review, '/state', { state: 'approved' }, alix)).body;
      const scheduled = (await put(approved, '/state', { state: 'scheduled' })).body;
      const moved = (await put(scheduled, '/moment', { at: soon(2 * HOUR) })).body;
      const rewritten = (await put(moved, '', { ...DEBATE, at: moved.at, source: 'Tout autre chose.' })).body;

      expect([approved.state, scheduled.state, moved.state, rewritten.state]).toEqual(['approved', 'scheduled', 'scheduled', 'draft']);
      expect(rewritten.changes[0]).toMatchObject({ by: 'maud', before: { source: DEBATE.source, state: 'scheduled' } });
    });

    test('CM-32: of three who wrote it, none approves it: neither who opened it, nor the last, nor the one between', async () => {
      const [nina, omar] = [await forum.person('nina', 'manager'), await forum.person('omar', 'manager')];
      const review = (await put(await plan({ at: soon(HOUR) }), '/state', { state: 'review' })).body;
      const { kind, title, space, at } = review;
      const between = (await put(review, '', { kind, title, space, at, source: 'Les mots d’Alix.' }, alix)).body;
      const last = (await put(between, '', { kind, title, space, at, source: 'Les mots de Nina.' }, nina)).body;

      for (const writer of [undefined, alix, nina]) expect((await put(last, '/state', { state: 'approved' }, writer)).status).toBe(403);
      expect((await put(last, '/state', { state: 'approved' }, omar)).body.state).toBe('approved');
    });

    test('what is written stays as French printers set it: saved, compared, published', async () => {
      const [title, source] = ['Un marché «\u00a0le dimanche\u00a0»\u202f?', 'L’élu a dit\u00a0: «\u00a0Jamais\u00a0»\u202f!'];
      await forum.change({ calendarReview: false });
      const item = await plan({ title, source, at: soon() });
      const changed = await put(item, '', { ...DEBATE, title, source: source.replace('Jamais', 'Toujours'), at: item.at });
      await put(changed.body, '/state', { state: 'scheduled' });
      await pass(MINUTE);

      expect([item.title, item.source]).toEqual([title, source]);
      expect(changed.body.changes).toMatchObject([{ before: { source } }]);
      const { thread } = (await forum.request<ThreadPage>('GET', `/api/v1/thread?thread=${await onlyThread(forum)}`)).body;
      expect(thread.title).toBe(title);
    });

    test('who rewrote it does not approve it either; what was approved needs no second pair of eyes of its voice', async () => {
      const { id } = await voice({ secondEyes: true });
      const item = await plan({ at: soon(), voice: id });
      const review = (await put(item, '/state', { state: 'review' })).body;
      const { kind, title, space, at } = review;
      const rewritten = (await put(review, '', { kind, title, space, at, voice: id, source: 'Les mots d’Alix.' }, alix)).body;

      expect((await put(rewritten, '/state', { state: 'approved' }, alix)).status).toBe(403);
      const nina = await forum.person('nina', 'manager');
      const approved = (await put(rewritten, '/state', { state: 'approved' }, nina)).body;
      await put(approved, '/state', { state: 'scheduled' });
      await pass(MINUTE);

      expect(await read(item)).toMatchObject({ state: 'published', held: false });
    });
  });

  test('a voice that asks for a second pair of eyes has it, whoever approved their own words', async () => {
    const { id } = await voice({ secondEyes: true });
    const { kind, title, space } = DEBATE;
    const said = { kind, title, space, voice: id };
    const own = await plan({ at: soon(), voice: id });
    const rewritten = (await put(own, '', { ...said, at: own.at, source: 'Les mots d’Alix.' }, alix)).body;
    const approved = (await put(rewritten, '/state', { state: 'approved' }, alix)).body;
    await put(approved, '/state', { state: 'scheduled' }, alix);
    const changed = await plan({ at: soon(), voice: id, title: 'Et le samedi ?' });
    const agreed = (await put(changed, '/state', { state: 'approved' }, alix)).body;
    const after = (await put(agreed, '', { ...said, title: 'Et le samedi ?', at: agreed.at, source: 'D’autres mots.' })).body;
    await put(after, '/state', { state: 'scheduled' });
    await pass(MINUTE);

    expect(await read(own)).toMatchObject({ state: 'published', held: true });
    expect(await read(changed)).toMatchObject({ state: 'published', held: true });
  });

  test('a space that went into another changes no words: what was scheduled stays so, and its old space is not taken out', async () => {
    await forum.change({ calendarReview: true });
    const review = (await put(await plan({ at: soon(HOUR), space: 'ville' }), '/state', { state: 'review' })).body;
    const approved = (await put(review, '/state', { state: 'approved' }, alix)).body;
    const scheduled = (await put(approved, '/state', { state: 'scheduled' })).body;
    const { spaces } = forum.db.read.t;
    await forum.db.write(async (tx) => {
      const row = { siteId: forum.site.id, position: 3, slug: 'cite', name: 'La cité' };
      const [into] = await tx.insert(spaces).values(row).returning({ id: spaces.id });
      await tx.update(spaces).set({ mergedIntoId: into!.id }).where(eq(spaces.slug, 'ville'));
    });

    const { kind, title, source, at } = scheduled;
    const shown = await read(scheduled);
    const longer = await put(shown, '', { kind, title, source, at, space: shown.space, minutes: 30 });

    expect([shown.space, longer.body.state]).toEqual(['cite', 'scheduled']);
  });

  describe('two at once', () => {
    test('the second is told who moved it, from where, and nothing of theirs is lost', async () => {
      const item = await plan({ at: soon(HOUR) });
      const first = await put(item, '/moment', { at: soon(2 * HOUR) });
      const second = await put<ErrorBody>(item, '/moment', { at: soon(3 * HOUR) }, alix);

      expect([first.status, second.status]).toEqual([200, 409]);
      const { item: now } = second.body.error.details as ItemTaken;
      expect(now).toMatchObject({ at: first.body.at, version: 2, changes: [{ by: 'maud', before: { at: item.at } }] });
    });

    test('of many who move it together, one does', async () => {
      const item = await plan({ at: soon(HOUR) });
      const all = await Promise.all([1, 2, 3, 4].map((n) => put(item, '/moment', { at: soon(n * MINUTE) }, n % 2 ? maud : alix)));

      expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    });

    test('what was moved as it came due is not opened', async () => {
      const item = await schedule();
      forum.pass(MINUTE);
      await Promise.all([publishDue(forum.deps), put(item, '/state', { state: 'draft' })]);

      const { state } = await read(item);
      expect([state, await threadsOf(forum)]).toEqual(state === 'draft' ? ['draft', 0] : ['published', 1]);
    });

    test('a draft sent twice is one', async () => {
      const clientId = uuidv7();
      const { id } = await plan({ clientId });
      const again = await maud.desk<ItemWire>('POST', '/api/v1/calendar', { ...DEBATE, clientId });

      expect([again.status, again.body.id]).toEqual([200, id]);
    });
  });

  describe('the desk', () => {
    test('shows what is planned in a week, and what has no day', async () => {
      await plan({ at: '2026-11-26T17:00:00Z' });
      await plan({ title: 'Un jour peut-être' });
      await plan({ title: 'Le mois prochain', at: '2026-12-26T17:00:00Z' });

      const { body } = await maud.desk<CalendarWire>('GET', '/api/v1/calendar?from=2026-11-22T23:00:00Z&until=2026-11-29T23:00:00Z');

      expect(body.items.map(({ title }) => title)).toEqual(['Un marché le dimanche ?']);
      expect(body.undated.map(({ title }) => title)).toEqual(['Un jour peut-être']);
      expect((await maud.desk('GET', '/api/v1/calendar?from=2026-11-22T23:00:00Z&until=2027-11-29T23:00:00Z')).status).toBe(422);
    });

    test('a moderator writes and comments, and leaves approving to the managers', async () => {
      const item = await plan({ at: soon() }, forum.paul);
      const noted = await forum.paul.desk<ItemWire>('POST', `/api/v1/calendar/${item.id}/notes`, { text: 'La cote d’alerte manque.' });

      expect(item.may).toEqual(['change', 'move', 'review']);
      expect((await put(item, '/state', { state: 'scheduled' }, forum.paul)).status).toBe(403);
      expect(noted.body.notes).toMatchObject([{ by: 'paul', text: 'La cote d’alerte manque.' }]);
      expect((await put(item, '/state', { state: 'scheduled' })).status).toBe(200);
    });

    test('readers know nothing of it', async () => {
      const { id } = await plan();

      expect((await forum.ada.desk('GET', `/api/v1/calendar/${id}`)).status).toBe(404);
      expect((await forum.request('GET', '/')).text).not.toContain('Un marché');
    });

    test('it is reviewed after, and what is published is neither changed nor taken out', async () => {
      const item = await schedule();
      await pass(MINUTE);
      const published = await read(item);

      expect(published.may).toEqual(['done']);
      expect((await put(published, '', { ...DEBATE, source: 'Autre chose.' })).status).toBe(403);
      expect((await maud.desk('DELETE', `/api/v1/calendar/${item.id}?version=${published.version}`)).status).toBe(403);
      expect((await put(published, '/state', { state: 'reviewed' })).body.state).toBe('reviewed');
    });

    test('what is taken out is gone, unless somebody changed it meanwhile', async () => {
      const item = await plan();
      await put(item, '/moment', { at: soon() });

      expect((await maud.desk('DELETE', `/api/v1/calendar/${item.id}?version=1`)).status).toBe(409);
      expect((await maud.desk('DELETE', `/api/v1/calendar/${item.id}?version=2`)).status).toBe(204);
      expect((await maud.desk('GET', `/api/v1/calendar/${item.id}`)).status).toBe(404);
    });
  });
});

const onlyThread = async ({ db }: Forum) => (await db.read.select({ uid: db.read.t.threads.uid }).from(db.read.t.threads))[0]!.uid;
const threadsOf = ({ db }: Forum) => db.read.$count(db.read.t.threads);
