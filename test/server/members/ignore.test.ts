import { beforeEach, expect, test } from 'vitest';
import type { ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });

  const open = (path: string, who?: Person) => world.request('GET', path, undefined, { ...who?.asPage, accept: 'text/html' });
  const submit = (who: Person, path: string, fields: Record<string, string>) =>
    world.app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: { host: HOST, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...who.asPage },
      body: new URLSearchParams(fields).toString(),
    });
  const ignoredBy = async (who: Person) =>
    (await who.send<ThreadPage>('GET', '/api/v1/thread?site=courrier&article=pont')).body.viewer!.ignored ?? [];
  const ignore = (who: Person, whom: Person, method = 'PUT') => who.send(method, `/api/v1/ignores/${whom.member.uid}`);

  test('from the embed: for oneself alone, twice is once, and back', async () => {
    expect((await ignore(ada, linus)).status).toBe(204);
    expect((await ignore(ada, linus)).status).toBe(204);

    expect(await ignoredBy(ada)).toEqual([linus.member.uid]);
    expect(await ignoredBy(linus)).toEqual([]);
    expect((await ignore(ada, linus, 'DELETE')).status).toBe(204);
    expect(await ignoredBy(ada)).toEqual([]);
  });

  test('nobody ignores themselves, nor somebody who is not there; signed out, nobody at all', async () => {
    const other = await world.addSite('ailleurs', 'ailleurs.test');
    const grace = await world.person('grace', 'member', { at: other });

    expect((await ignore(ada, ada)).status).toBe(404);
    expect((await ada.send('PUT', '/api/v1/ignores/01a20000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await ignore(ada, grace)).status).toBe(403);
    expect((await world.request('PUT', `/api/v1/ignores/${linus.member.uid}`)).status).toBe(401);
  });

  test('on our pages: their posts are folded, complete without JavaScript; the list leads back', async () => {
    await linus.post('Les platanes tomberont.');
    await submit(ada, `/members/${linus.member.uid}/ignored`, { ignored: 'yes' });

    const thread = (await open('/a/pont', ada)).text.replaceAll('\u00a0', ' ');
    expect(thread).toMatch(/<details class="ignored"><summary[^]*?Vous ignorez linus\.[^]*?Les platanes tomberont\.[^]*?<\/details>/);
    expect((await open('/a/pont')).text).not.toContain('class="ignored"');
    expect((await open(`/members/${linus.member.uid}`, ada)).text).toContain('value="no"');
    expect((await open('/account/ignored', ada)).text).toContain('linus');

    await submit(ada, '/account/ignored', { id: linus.member.uid });

    expect((await open('/a/pont', ada)).text).not.toContain('class="ignored"');
  });
});
