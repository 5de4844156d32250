import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { handleOf } from '#server/mentions/handle.ts';
import type { HandlesWire } from '#server/mentions/wire.ts';
import { rerender } from '#server/markdown/rerender.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

test('a handle is made of the words of a name, whatever letters they are in', () => {
  expect(handleOf('Maëlle Kerbrat')).toBe('maelle.kerbrat');
  expect(handleOf('Jean-Noël  d’Œuvre')).toBe('jean.noel.d.oeuvre');
  expect(handleOf('\u0410da')).toBe('ada'); // a Cyrillic А
  expect(handleOf('Rédaction')).toBe('membre.redaction');
  expect(handleOf('★')).toBe('membre.1');
});

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });

  const linkTo = ({ member: { uid } }: Person) => `<a href="${OWN}/members/${uid}"`;
  const toldOf = async (who: Person) => {
    const { notifications } = world.db.read.t;
    const rows = await world.db.read
      .select({ kind: notifications.kind })
      .from(notifications)
      .where(eq(notifications.memberId, who.member.id));
    return rows.map(({ kind }) => kind);
  };
  const suggested = async (begun: string, who = ada) =>
    (await who.send<HandlesWire>('GET', `/api/v1/handles?site=courrier&article=pont&begun=${begun}`)).body.handles.map(
      ({ handle }) => handle,
    );

  test('whoever is called is told once, and the call leads to their page', async () => {
    const post = await ada.post('Qu’en dis-tu, @Linus. Et toi, @linus\u00a0?');

    expect(post.html).toContain(`Qu’en dis-tu, ${linkTo(linus)}`);
    expect(post.html).toContain('>@Linus</a>. Et toi');
    expect(await toldOf(linus)).toEqual(['mention']);
    const page = await world.request('GET', '/notifications', undefined, { ...linus.asPage, accept: 'text/html' });
    expect(page.text).toContain('vous mentionne');
  });

  test('an address, a word of code, a quote, somebody unknown: nobody is called', async () => {
    const post = await ada.post('ecrire@linus.test ou `@linus`, dit @personne.\n\n> @linus avait raison, selon moi.');

    expect(post.html).not.toContain('/members/');
    expect(await toldOf(linus)).toEqual([]);
  });

  test('one event is one notice: whom one answers is told of the answer alone', async () => {
    const post = await linus.post('Bonjour.');

    await ada.post('Bonsoir, @linus.', { parent: post.id });

    expect(await toldOf(linus)).toEqual(['reply']);
  });

  test('not oneself, not whoever ignores the one who calls, not before it is public', async () => {
    await linus.send('PUT', `/api/v1/ignores/${ada.member.uid}`);
    const grace = await world.person('grace');

    await ada.post('Moi, @ada, et toi, @linus.');
    const held = await ada.post('Quel guignol, @grace.');

    expect(held.state).toBe('held');
    expect([await toldOf(ada), await toldOf(linus), await toldOf(grace)]).toEqual([[], [], []]);
    await ada.send('PATCH', `/api/v1/posts/${held.id}`, { source: 'Quel homme, @grace.', revision: 1 });
    expect(await toldOf(grace)).toEqual([]);
  });

  test('a change of a public post tells whom it calls anew', async () => {
    const post = await ada.post('Bonjour.');

    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Bonjour, @linus.', revision: 1 });
    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Bonsoir, @linus.', revision: 2 });

    expect(await toldOf(linus)).toEqual(['mention']);
  });

  test('a newcomer calls three at most; the rest is only text', async () => {
    const crowd = await Promise.all(['a1', 'b2', 'c3', 'd4'].map((name) => world.person(name)));

    const { html } = await ada.post('@a1 @b2 @c3 @d4');

    expect(crowd.map((one) => html.includes(linkTo(one)))).toEqual([true, true, true, false]);
  });

  test('the newsroom is asked, twice a day by one member and no more', async () => {
    const camille = await world.person('camille', 'moderator');
    for (let i = 0; i < 3; i++) await ada.post(`@redaction, question ${i} ?`);

    expect(await toldOf(camille)).toEqual(['called', 'called']);
    expect(await toldOf(linus)).toEqual([]);
    world.pass(86_400_001);
    await ada.post('Une autre, @newsroom ?');
    expect(await toldOf(camille)).toHaveLength(3);
  });

  test('two of one name have two handles; another name, another handle', async () => {
    const other = await world.person('linus ');

    expect(other.member.id).not.toBe(linus.member.id);
    const { members } = world.db.read.t;
    const rows = await world.db.read.select({ handle: members.handle }).from(members);
    expect(rows.map(({ handle }) => handle).toSorted()).toEqual(['ada', 'linus', 'linus-2']);
  });

  test('suggested: who writes here first, then who ever wrote; a guest calls nobody', async () => {
    const [lina, line] = [await world.person('lina'), await world.person('line')];
    await lina.post('Ailleurs.', { article: 'gare' });
    await linus.post('Ici.');

    expect(await suggested('lin')).toEqual(['linus', 'lina']);
    expect(await suggested('')).toEqual(['linus']);
    expect(await suggested('LINU')).toEqual(['linus']);
    expect(await suggested('lin', line)).toEqual(['linus', 'lina']);
    expect(await suggested('lin', await world.person('hote', 'guest'))).toEqual([]);
    expect(await suggested('red')).toEqual(['redaction']);
    expect(await suggested('exp')).toEqual([]);
    expect((await world.request('GET', '/api/v1/handles?site=courrier&article=pont')).status).toBe(401);
  });

  test('rendered anew, a call still leads where it led', async () => {
    const post = await ada.post('Bonjour, @linus.');
    const { posts } = world.db.read.t;
    await world.db.write(async (tx) => void (await tx.update(tx.t.posts).set({ renderer: 0 })));

    await rerender(world);

    const [row] = await world.db.read.select({ html: posts.html }).from(posts).where(eq(posts.uid, post.id));
    expect(row!.html).toBe(post.html);
  });
});
