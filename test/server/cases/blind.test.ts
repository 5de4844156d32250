import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { rights } from '#server/rights.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

/** Asked for by a person's own id or name, which no case that waits gives; who can be mentioned. */
const ABOUT_PEOPLE = /\/(?:members|handles)/;

onBothDatabases((engine) => {
  let world: World;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    camille = await world.person('camille', 'moderator');
    const [zelda, yasmine, xavier] = [
      await world.person('zelda'),
      await world.person('yasmine', 'journalist'),
      await world.person('xavier'),
    ];
    const parent = await yasmine.post('Le pont ?');
    const post = await zelda.post('Toi, tais-toi donc.', { parent: parent.id });
    await xavier.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1, note: 'Il l’insulte.' });
    await camille.desk('PUT', '/api/v1/desk/preferences', { blind: true });
  });
  const queue = () => camille.desk<CasesPage>('GET', '/api/v1/cases');
  const read = async () => camille.desk<CaseDetail>('GET', `/api/v1/cases/${(await queue()).body.cases[0]!.id}`);

  test('no name, picture or badge leaves the server before the decision; who answers whom stays clear', async () => {
    const [list, { text, body }] = [await queue(), await read()];

    for (const name of ['zelda', 'yasmine', 'xavier']) {
      expect(list.text).not.toContain(name);
      expect(text).not.toContain(name);
    }
    for (const { member } of [await found('zelda'), await found('yasmine'), await found('xavier')]) expect(text).not.toContain(member);
    expect([body.author.name, body.parent!.author!.name, body.reported[0]!.reporter.name]).toEqual(['A', 'B', 'C']);
    expect(body.parent!.author!.badge).toBeNull();
    expect(body.can).toContain('reject');
    expect(body.can).not.toContain('ban');
  });

  test('whoever gave notice is not named either', async () => {
    const { post } = (await read()).body;
    await world.request('POST', '/api/v1/notices', {
      post: post!.id,
      ground: 'defamation',
      explanation: 'Elle impute un fait faux.',
      name: 'Walburga',
      email: 'walburga@example.test',
      goodFaith: true,
    });

    const { text, body } = await read();

    expect(body.law!.notices).toMatchObject([{ name: null, email: null, ground: 'defamation' }]);
    expect(text).not.toMatch(/walburga/i);
  });

  test('the pages of the thread say no more than the desk, as long as it waits', async () => {
    const { post, id, version } = (await read()).body;
    const pages = [`/p/${post!.id}`, '/a/pont', '/api/v1/thread?site=courrier&article=pont'];
    const texts = async () => Promise.all(pages.map(async (path) => (await follow(path)).text));
    for (const text of await texts()) expect(text).not.toContain('zelda');

    await camille.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision: 1, verdict: 'approve' });

    for (const text of await texts()) expect(text).toContain('zelda');
  });

  test('no answer that the desk can read names who wrote what waits', async () => {
    const { post, thread, id } = (await read()).body;
    const zelda = await found('zelda');
    const seen: string[] = [];
    for (const route of Object.keys(rights).filter((one) => one.startsWith('GET /api/v1/') && !ABOUT_PEOPLE.test(one))) {
      for (const object of route.includes(':id') ? [id, post!.id, thread!.id] : ['']) {
        const path = route.slice('GET '.length).replace(':id', object);
        const { status, text } = await camille.desk('GET', `${path}?cases=${id},${id}&site=courrier&article=pont&lane=all`);
        if (status !== 200) continue;
        seen.push(route);
        expect(text, path).not.toContain('zelda');
        expect(text, path).not.toContain(zelda.member);
      }
    }
    expect(seen).toEqual(expect.arrayContaining(['GET /api/v1/cases', 'GET /api/v1/cases/:id', 'GET /api/v1/desk', 'GET /api/v1/thread']));
  });

  test('a colleague sees them, and so does whoever has decided', async () => {
    const theo = await world.person('theo', 'moderator');
    const { id, version } = (await read()).body;

    expect((await theo.desk('GET', `/api/v1/cases/${id}`)).text).toContain('zelda');
    const { body } = await camille.desk<{ case: CaseDetail }>('POST', `/api/v1/cases/${id}/decisions`, {
      version,
      revision: 1,
      verdict: 'approve',
    });

    expect(body.case.author.name).toBe('zelda');
  });

  /** As a browser does. */
  async function follow(path: string): ReturnType<Person['desk']> {
    const answer = await world.request('GET', path, undefined, { ...camille.asPage, accept: 'text/html, */*' });
    const next = answer.headers.get('location');
    return next ? follow(next.replace(OWN, '').replace(/#.*/, '')) : answer;
  }

  async function found(name: string) {
    const { members } = world.db.read.t;
    const rows = await world.db.read.select({ name: members.name, member: members.uid }).from(members);
    return rows.find((row) => row.name === name)!;
  }
});
