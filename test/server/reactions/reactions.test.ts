import { beforeEach, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { reactionOutbox } from '#server/reactions/tell-reactions.ts';
import type { ReactionsWire } from '#server/reactions/wire.ts';
import type { ChangesPage } from '#server/threads/wire.ts';
import type { PostWire } from '#server/posts/wire.ts';
import type { SettingsWire } from '#server/sites/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  let post: PostWire;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
    post = await linus.post('Les platanes tomberont.');
  });

  const react = (who: Person, kind: string, method = 'PUT', to = post) =>
    who.send<ReactionsWire>(method, `/api/v1/posts/${to.id}/reactions/${kind}`);
  const tell = () => runOutbox(world.db, reactionOutbox(world.deps), world.now(), (error) => world.failures.push(error));
  const seen = async (headers: Record<string, string> = {}) => (await world.readThread('pont', '', headers)).posts[0]!;
  const open = (path: string, who?: Person) => world.request('GET', path, undefined, { ...who?.asPage, accept: 'text/html' });
  const submit = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
    world.app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: { host: HOST, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });

  test('given twice it counts once, taken back twice too; several kinds stand side by side', async () => {
    expect((await react(ada, 'merci')).body).toEqual({ reactions: { merci: 1 }, reacted: ['merci'] });
    expect((await react(ada, 'merci')).body).toEqual({ reactions: { merci: 1 }, reacted: ['merci'] });
    await react(ada, 'desaccord');

    expect(await seen()).toMatchObject({ reactions: { merci: 1, desaccord: 1 } });
    expect(await seen(ada.asEmbed)).toMatchObject({ reacted: expect.arrayContaining(['merci', 'desaccord']) });
    expect((await seen(linus.asEmbed)).reacted).toBeUndefined();
    await react(ada, 'desaccord', 'DELETE');
    expect((await react(ada, 'merci', 'DELETE')).body).toEqual({ reactions: {}, reacted: [] });
    expect((await react(ada, 'merci', 'DELETE')).status).toBe(200);
    expect((await seen()).reactions).toBeUndefined();
  });

  test('a disagreement is no report: nothing comes before the moderators', async () => {
    await react(ada, 'desaccord');

    const { cases } = world.db.read.t;
    expect(await world.db.read.$count(cases)).toBe(0);
  });

  test('many at once: each counts, and the thread tells them as one change', async () => {
    const crowd = await Promise.all(Array.from({ length: 12 }, (_, i) => world.person(`reader${i}`)));
    const { thread } = await world.readThread();

    await Promise.all(crowd.flatMap((who) => [react(who, 'merci'), react(who, 'merci')]));
    await tell();

    const { body } = await world.request<ChangesPage>('GET', `/api/v1/threads/${thread.id}/changes?after=${thread.seq}`);
    expect(body.changes).toMatchObject([{ seq: thread.seq + 1, kind: 'post.edited', post: { id: post.id, reactions: { merci: 12 } } }]);
    await react(ada, 'merci');
    await tell();
    expect((await world.readThread()).thread.seq).toBe(thread.seq + 2);
  });

  test('nobody reacts to their own, to what is gone or never was offered, nor while suspended', async () => {
    expect((await react(linus, 'merci')).status).toBe(403);
    expect((await react(ada, 'bravo')).status).toBe(404);
    expect((await react(ada, 'Merci !')).status).toBe(422);
    expect((await world.request('PUT', `/api/v1/posts/${post.id}/reactions/merci`)).status).toBe(401);

    await react(ada, 'merci');
    await linus.send('DELETE', `/api/v1/posts/${post.id}`);

    expect((await react(ada, 'eclairant')).status).toBe(404);
    await tell();
    expect(world.failures).toEqual([]);
  });

  test('a site offers its own, which keep what was counted when their words change', async () => {
    const grace = await world.person('grace', 'manager');
    await react(ada, 'merci');
    const { body } = await grace.desk<SettingsWire>('GET', '/api/v1/settings');
    const reactions = [
      { key: 'merci', glyph: 'star', fr: 'Bravo', en: 'Well done' },
      { key: 'idee', glyph: 'bulb', fr: 'Bonne idée', en: 'Good idea' },
    ];

    const saved = await grace.desk('PUT', '/api/v1/settings', { ...body, settings: { ...body.settings, reactions } });

    expect(saved.status).toBe(200);
    const { site, posts } = await world.readThread();
    expect(site.reactions.map(({ key, fr }) => [key, fr])).toEqual([
      ['merci', 'Bravo'],
      ['idee', 'Bonne idée'],
    ]);
    expect(posts[0]!.reactions).toEqual({ merci: 1 });
    expect((await react(ada, 'eclairant')).status).toBe(404);
    const twice = { ...body, version: body.version + 1, settings: { ...body.settings, reactions: [reactions[0], reactions[0]] } };
    expect((await grace.desk('PUT', '/api/v1/settings', twice)).status).toBe(422);
  });

  test('with forms alone: from the thread, and back to it', async () => {
    const answer = await submit(`/p/${post.id}/reactions`, { kind: 'merci' }, ada.asPage);

    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/p/${post.id}`]);
    expect((await open('/a/pont', ada)).text).toMatch(/name="undo" value="merci"[^>]*aria-pressed="true"/);
    await submit(`/p/${post.id}/reactions`, { undo: 'merci' }, ada.asPage);
    expect((await open('/a/pont', ada)).text).toMatch(/name="kind" value="merci"[^>]*aria-pressed="false"/);
  });

  test('a form of another site reacts in nobody’s name: it leads to a form of ours', async () => {
    const foreign = { ...ada.asPage, origin: 'https://www.courrier.test', 'sec-fetch-site': 'cross-site' };

    const answer = await submit(`/p/${post.id}/reactions`, { kind: 'merci' }, foreign);

    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/p/${post.id}/reactions`]);
    expect((await seen()).reactions).toBeUndefined();
    expect((await open(`/p/${post.id}/reactions`, ada)).text).toContain('Les platanes tomberont.');
  });

  test('one finds one’s own again, latest first, and takes them back there', async () => {
    const later = await linus.post('On en replantera.');
    await react(ada, 'merci');
    world.pass(1000);
    await react(ada, 'eclairant', 'PUT', later);

    const { text } = await open('/account/reactions', ada);

    expect(text.indexOf('On en replantera.')).toBeGreaterThan(0);
    expect(text.indexOf('On en replantera.')).toBeLessThan(text.indexOf('Les platanes tomberont.'));
    expect(text).toContain('name="undo" value="eclairant"');
    expect((await open('/account/reactions', linus)).text).not.toContain('name="undo"');
  });
});
