// A call for questions from its form to its invited guest, and conversations that open, close and remind at their hour: forms alone.
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { runTimers } from '#server/threads/timers.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  let world: World;
  let [ada, grace, camille, margot]: Person[] = [];
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    grace = await world.person('grace', 'journalist');
    camille = await world.person('camille', 'moderator');
    margot = await world.person('margot', 'manager');
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'velo', name: 'Vélo', position: 1 })),
    );
  });

  const submit = (path: string, who: Person, fields: Record<string, string>) =>
    world.request('POST', path, new URLSearchParams(fields).toString(), {
      ...who.asPage,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    });
  const page = (path: string, who?: Person) => world.request('GET', path, undefined, { ...who?.asPage, accept: 'text/html' });
  /** 13 h UTC is 14 h in Paris. */
  const open = (who: Person, fields: Record<string, string> = {}) =>
    submit('/new', who, {
      publish: '1',
      clientId: uuidv7(),
      space: 'velo',
      kind: 'discussion',
      title: 'Une piste rue Haute',
      source: 'Qui en veut ?',
      ...fields,
    });
  const idIn = (location: string | null) => /[0-9a-f-]{36}/.exec(location!)![0];
  const readThread = async (thread: string) => (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`)).body;

  describe('a call for questions', () => {
    const call = (fields: Record<string, string> = {}) =>
      open(margot!, { kind: 'expert', answersFrom: '2026-11-23T18:00', answersUntil: '2026-11-23T20:00', ...fields });

    test('is opened by a form, in the site’s time, and leads to whom to invite', async () => {
      expect((await page('/new?kind=expert', margot)).text).toContain('Europe/Paris');
      expect((await page('/new?kind=expert', ada)).text).not.toContain('answersFrom');

      const { status, headers } = await call();

      expect([status, headers.get('location')]).toEqual([303, expect.stringMatching(/^\/manage\/[0-9a-f-]{36}#call$/)]);
      const { asks } = (await readThread(idIn(headers.get('location')))).thread;
      expect(asks).toMatchObject({ from: '2026-11-23T17:00:00.000Z', until: '2026-11-23T19:00:00.000Z' });
    });

    test('what is wrong in it is said beside, and nothing typed is lost', async () => {
      const { status, text } = await call({ answersUntil: '2026-11-22T09:00' });

      expect(status).toBe(422);
      expect(text).toContain('Cette date est passée.');
      expect(text).toContain('value="2026-11-22T09:00"');
      expect((await call({ answersUntil: 'demain' })).status).toBe(422);
      expect((await call({ article: 'inconnu' })).text).toMatch(/inconnu/);
    });

    test('its manager invites there, and begins, prolongs and ends it', async () => {
      const thread = idIn((await call()).headers.get('location'));
      const form = (path: string, fields: Record<string, string>, who = margot!) => submit(`/calls/${thread}/${path}`, who, fields);

      expect((await form('invitation', { name: 'Claire', email: 'non', title: 'Hydrologue' })).status).toBe(422);
      const invited = await form('invitation', { name: 'Claire', email: 'claire@example.test', title: 'Hydrologue' });
      expect(invited.headers.get('location')).toBe(`/manage/${thread}#call`);
      expect((await page(`/manage/${thread}`, margot)).text).toMatch(/Claire<\/strong> n’a pas encore répondu/);
      expect((await form('invitation', { name: 'X' }, camille)).status).toBe(404);

      await form('answers', { act: 'answering' }, camille);
      expect((await readThread(thread)).thread.asks!.state).toBe('answering');
      await form('answers', { act: 'dates', answersFrom: '', answersUntil: '2026-11-25T20:00' });
      expect((await readThread(thread)).thread.asks!.until).toBe('2026-11-25T19:00:00.000Z');
      await form('answers', { act: 'answered' });
      expect((await readThread(thread)).thread.asks!.state).toBe('answered');
    });
  });

  test('an end that moves takes along who was invited until then; a term of its own stays', async () => {
    const dates = { answersFrom: '2026-11-23T18:00', answersUntil: '2026-11-23T20:00' };
    const thread = idIn((await open(margot!, { kind: 'expert', ...dates })).headers.get('location'));
    const form = (path: string, fields: Record<string, string>) => submit(`/calls/${thread}/${path}`, margot!, fields);
    const ends = async () => {
      const { invitations } = world.db.read.t;
      const rows = await world.db.read
        .select({ id: invitations.uid, endsAt: invitations.endsAt })
        .from(invitations)
        .orderBy(invitations.id);
      return rows.map(({ endsAt }) => endsAt!.toISOString());
    };
    for (const name of ['Claire', 'Nour']) await form('invitation', { name, email: `${name}@example.test`, title: 'Hydrologue' });
    const { invitations } = world.db.read.t;
    const [, nour] = await world.db.read.select({ id: invitations.uid }).from(invitations).orderBy(invitations.id);
    const own = { startsAt: '2026-11-23T10:00:00.000Z', endsAt: '2026-12-01T10:00:00.000Z' };
    expect((await margot!.desk('PUT', `/api/v1/invitations/${nour!.id}/dates`, own)).status).toBeLessThan(300);

    await form('answers', { act: 'dates', ...dates, answersUntil: '2026-11-25T20:00' });

    expect(await ends()).toEqual(['2026-11-25T19:00:00.000Z', own.endsAt]);
    await form('answers', { act: 'dates', answersFrom: '', answersUntil: '' });
    expect(await ends()).toEqual(['2026-11-25T19:00:00.000Z', own.endsAt]);
  });

  describe('a conversation of tomorrow', () => {
    const later = () => open(grace!, { opensAt: '2026-11-22T16:00', source: 'Qu’en dit @ada ?' });

    test('is found by nobody but the newsroom, by no way', async () => {
      await page('/account', ada);
      const thread = idIn((await later()).headers.get('location'));
      await world.index();
      const { opening } = (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`, undefined, grace!.asPage)).body.thread;

      for (const path of ['/', '/s/velo', '/unanswered', '/search?q=piste', `/members/${grace!.member.uid}`])
        expect((await page(path)).text, path).not.toContain('piste rue Haute');
      for (const path of [`/t/${thread}`, `/p/${opening}`, `/p/${opening}/history`, `/votes/${opening}`])
        expect((await page(path, ada)).status, path).toBe(404);
      expect((await world.request('GET', `/api/v1/thread?thread=${thread}`, undefined, ada!.asPage)).status).toBe(404);
      expect((await ada!.send('POST', '/api/v1/posts', { thread, parent: null, source: 'Moi !', clientId: uuidv7() })).status).toBe(409);
      expect((await page('/notifications', ada)).text).not.toContain('grace');
      expect((await page(`/t/${thread}/une-piste-rue-haute`, grace)).text).toContain('Seule la rédaction voit');
    });

    test('opens at its hour, once, in whichever process: who is called hears of it then', async () => {
      const thread = idIn((await later()).headers.get('location'));
      await open(grace!, { title: 'Une autre, entre-temps' });
      world.pass(3 * HOUR);

      await Promise.all([runTimers(world.deps), runTimers(world.deps)]);
      await runTimers(world.deps);

      const { thread: opened } = await readThread(thread);
      expect(opened).toMatchObject({ seq: 2, writing: { state: 'open' } });
      const home = (await page('/')).text;
      expect(home.indexOf('Une piste rue Haute')).toBeLessThan(home.indexOf('Une autre, entre-temps'));
      expect((await page('/notifications', ada)).text).toContain('grace');
      expect(world.failures).toEqual([]);
    });

    test('its hour is moved, taken back, or now', async () => {
      const thread = idIn((await later()).headers.get('location'));
      const form = (path: string, fields: Record<string, string>) => submit(`/manage/${thread}/${path}`, camille!, fields);
      await form('timers', { act: 'open', at: '2026-11-22T20:00' });
      world.pass(3 * HOUR);
      await runTimers(world.deps);
      expect((await readThread(thread)).thread).toBeUndefined();
      const [timer] = (await camille!.desk<{ id: string }[]>('GET', `/api/v1/threads/${thread}/timers`)).body;
      await form('timers', { drop: timer!.id });
      world.pass(9 * HOUR);
      await runTimers(world.deps);
      expect((await page(`/manage/${thread}`, camille)).text).toContain('Pas encore ouverte, et sans date');
      expect((await readThread(thread)).thread).toBeUndefined();

      expect((await form('opening', {})).status).toBe(303);
      await form('opening', {});

      expect((await readThread(thread)).thread.seq).toBe(2);
      expect((await page('/notifications', ada)).text).toContain('grace');
    });

    test('it closes and reminds at its dates; whoever opened it hears of it too', async () => {
      const thread = idIn((await open(grace!, { closesAt: '2026-11-22T16:00', remindsAt: '2026-11-22T16:00' })).headers.get('location'));
      await submit(`/manage/${thread}/timers`, camille!, { act: 'remind', at: '2026-11-22T17:00' });
      world.pass(2 * HOUR);
      await runTimers(world.deps);

      expect((await readThread(thread)).thread.writing.state).toBe('closed');
      const bells = async (who: Person) => (await page('/notifications', who)).text.split('Vous vouliez revenir à').length - 1;
      expect([await bells(grace!), await bells(camille!)]).toEqual([1, 0]);
      world.pass(HOUR);
      await runTimers(world.deps);
      expect([await bells(grace!), await bells(camille!)]).toEqual([2, 1]);
    });

    test('members plan nothing', async () => {
      expect((await open(ada!, { opensAt: '2026-11-22T16:00' })).status).toBe(422);
      expect(await world.db.read.$count(world.db.read.t.threads)).toBe(0);
    });
  });
});
