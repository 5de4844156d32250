import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { ErrorBody } from '#server/wire.ts';
import type { NudgeWire, PostAnswer } from '#server/posts/wire.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const words = [
  { id: 'incapable', text: 'incapable*', match: 'pattern' as const, lang: null, effect: 'nudge' as const },
  { id: 'immonde', text: 'immonde', match: 'word' as const, lang: null, effect: 'refuse' as const },
];

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  beforeEach(async () => {
    world = await createWorld(engine, { settings: { screening: { newcomerPosts: 0, words, nudgeRule: 1 } } });
    ada = await world.person('ada');
  });
  const send = (person: Person, source: string) =>
    person.send<PostAnswer & ErrorBody>('POST', '/api/v1/posts', { site: 'courrier', article: 'pont', clientId: uuidv7(), source });
  const posts = () => world.db.read.$count(world.db.read.t.posts);

  test('a heated text is answered by a word, with its passages and the rule, and nothing is kept of it', async () => {
    const { status, body } = await send(ada, 'Tous des INCAPABLES, ces élus.');

    expect(status).toBe(422);
    expect(body.error.code).toBe('nudged');
    const details = body.error.details as NudgeWire;
    expect(details.passages).toEqual(['INCAPABLES']);
    expect(details.rule).toMatchObject({ number: 1, title: 'Courtoisie' });
    expect(await posts()).toBe(0);
    const keys = await world.db.read.select().from(world.db.read.t.oneTimeKeys);
    expect(JSON.stringify(keys)).not.toContain('INCAPABLES');
  });

  test('sent again unchanged, it is taken in and held, with that finding', async () => {
    const moderator = await world.person('marie', 'moderator');
    await send(ada, 'Tous des incapables.');

    const { status, body } = await send(ada, 'Tous des incapables.');

    expect(status).toBe(201);
    expect(body.post).toMatchObject({ state: 'held', own: { heldFor: ['heated'] } });
    const { cases } = (await moderator.desk<CasesPage>('GET', '/api/v1/cases?lane=held')).body;
    const detail = (await moderator.desk<CaseDetail>('GET', `/api/v1/cases/${cases[0]!.id}`)).body;
    expect(detail.findings[0]).toMatchObject({ phase: 'heated', effect: 'nudge', evidence: ['incapables'] });
  });

  test('changed, it is screened anew: calm it appears, heated it is answered again', async () => {
    await send(ada, 'Tous des incapables.');

    expect((await send(ada, 'Je ne suis pas de leur avis.')).body.post.state).toBe('published');
    expect((await send(ada, 'Vraiment tous des incapables.')).body.error.code).toBe('nudged');
  });

  test('the word is for one person, one place, one hour', async () => {
    const linus = await world.person('linus');
    await send(ada, 'Tous des incapables.');

    expect((await send(linus, 'Tous des incapables.')).body.error.code).toBe('nudged');
    world.pass(61 * 60_000);
    expect((await send(ada, 'Tous des incapables.')).body.error.code).toBe('nudged');
  });

  test('an edit is answered alike', async () => {
    const post = await ada.post('Je ne suis pas de leur avis.');
    const edit = () => ada.send<PostAnswer & ErrorBody>('PATCH', `/api/v1/posts/${post.id}`, { source: 'Des incapables.', revision: 1 });

    expect((await edit()).body.error.code).toBe('nudged');
    expect((await edit()).body.post.state).toBe('held');
  });

  test('some words are not taken at all', async () => {
    const first = await send(ada, 'C’est immonde.');
    const second = await send(ada, 'C’est immonde.');

    expect([first.status, second.status]).toEqual([422, 422]);
    expect(second.body.error).toMatchObject({ code: 'text_refused', details: { passages: ['immonde'] } });
    expect(await posts()).toBe(0);
  });

  test('what only flags is told to nobody but the team', async () => {
    await world.db.write(async (tx) => void (await tx.update(tx.t.members).set({ watchedAt: world.now() })));

    const post = await ada.post('Bonjour.');

    expect(post.state).toBe('published');
    expect(JSON.stringify(post)).not.toContain('watched');
    expect(await world.db.read.select().from(world.db.read.t.findings)).toMatchObject([{ phase: 'watched', effect: 'flag' }]);
  });
});
