// What the newsroom says of a thread: which answer is its own, and what stands first.
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import { MAX_PINNED } from '#server/threads/marks.ts';
import type { ChangesPage, OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { expectThreadTrue } from '../../support/invariants.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  let world: World;
  let [ada, grace, camille]: Person[] = [];
  let thread: string;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    grace = await world.person('grace', 'journalist');
    camille = await world.person('camille', 'moderator');
    await world.db.write(async (tx) => {
      const { id: siteId } = world.site;
      await tx.insert(tx.t.spaces).values([
        { siteId, slug: 'velo', name: 'Vélo', position: 1 },
        { siteId, slug: 'livres', name: 'Livres', position: 2 },
      ]);
    });
    thread = (await open('Où va la piste ?')).thread;
  });

  const open = async (title: string) => {
    world.pass(1000);
    const given = { site: 'courrier', space: 'velo', kind: 'discussion', title, source: `${title} Dites.`, clientId: uuidv7() };
    return (await grace!.send<OpenedWire>('POST', '/api/v1/threads', given)).body;
  };
  const answer = async (who: Person, source: string, parent: string | null = null) => {
    world.pass(1000);
    return (await who.send<PostAnswer>('POST', '/api/v1/posts', { thread, parent, source, clientId: uuidv7() })).body.post.id;
  };
  const read = async (sort = 'oldest') => (await world.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}&sort=${sort}`)).body;
  const mark = (id: string, method = 'PUT', by = camille!) => by.desk<ErrorBody>(method, `/api/v1/official-answers/${id}`);
  const official = async () => (await read()).posts.filter((post) => post.official).map(({ id }) => id);

  describe('the newsroom’s answer', () => {
    test('stands in its place, also where that is on another page; others hear of it', async () => {
      for (let i = 0; i < 22; i++) await answer(grace!, `Message ${i}`);
      const id = await answer(grace!, 'La piste passe rue Haute.');
      const { seq } = (await read()).thread;

      expect((await mark(id)).status).toBe(204);
      expect((await mark(id)).status).toBe(204);

      expect(await official()).toEqual([id]);
      expect((await read()).posts.at(-1)!.id).toBe(id);
      const { body } = await world.request<ChangesPage>('GET', `/api/v1/threads/${thread}/changes?after=${seq}`);
      expect(body.changes.map(({ kind, post }) => [kind, post!.official])).toEqual([['post.edited', true]]);
      expect((await world.request('GET', `/t/${thread}/ou-va-la-piste`)).text).toContain('La réponse de la rédaction');
      await expectThreadTrue(world.db, thread);
    });

    test('is the newsroom’s own words, chosen by who moderates', async () => {
      const [theirs, ours] = [await answer(ada!, 'Je crois que non.'), await answer(grace!, 'La piste passe rue Haute.')];

      expect((await mark(theirs)).status).toBe(422);
      expect((await mark((await read()).thread.opening!)).status).toBe(404);
      expect((await mark(ours, 'PUT', ada!)).status).toBe(404);
      expect((await mark(ours, 'PUT', grace!)).status).toBe(404);
      expect(await official()).toEqual([]);
    });

    test('goes with its post in the same moment: taken back, moved; or when it is ended', async () => {
      const [one, two] = [await answer(grace!, 'Rue Haute.'), await answer(grace!, 'Rue Basse.')];
      await mark(one);
      await mark(two);
      expect(await official()).toEqual([two]);
      await mark(one, 'DELETE');
      expect(await official()).toEqual([two]);

      await grace!.send('DELETE', `/api/v1/posts/${two}`);
      expect(await official()).toEqual([]);
      await mark(one);
      const other = await open('Ailleurs');
      await camille!.desk('PUT', `/api/v1/posts/${one}/place`, { thread: other.thread });

      expect(await official()).toEqual([]);
    });

    test('two chosen at once leave one; a form alone does it, and the log says who', async () => {
      const [one, two] = [await answer(grace!, 'Rue Haute.'), await answer(grace!, 'Rue Basse.')];
      await Promise.all([mark(one), mark(two), mark(one)]);
      expect(await official()).toHaveLength(1);
      const [now] = await official();

      const headers = { ...camille!.asPage, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
      expect((await world.request('GET', `/official-answers/${now}`, undefined, headers)).text).toContain('Ne plus la montrer en tête');
      const done = await world.request('POST', `/official-answers/${now}`, 'act=end', headers);

      expect(done.headers.get('location')).toBe(`/p/${now}`);
      expect(await official()).toEqual([]);
      const { securityLog } = world.db.read.t;
      expect(await world.db.read.$count(securityLog, eq(securityLog.event, 'answer.official_ended'))).toBe(1);
    });
  });

  describe('what stands first', () => {
    const pin = (id: string, method = 'PUT', by = camille!) => by.desk<ErrorBody>(method, `/api/v1/threads/${id}/pin`);
    const titles = async (path: string) =>
      [...(await world.request('GET', path)).text.matchAll(/<h3 class="small"><a[^>]*>([^<]*)/g)].map(([, title]) => title);

    test('comes first in its space and on the front page, once, and says so', async () => {
      await open('La plus récente');
      await pin(thread);
      await pin(thread);

      for (const path of ['/', '/s/velo']) expect(await titles(path)).toEqual(['Où va la piste ?', 'La plus récente']);
      expect(await titles('/top')).toEqual([]);
      expect((await world.request('GET', '/')).text).toContain('épinglée');
      await pin(thread, 'DELETE');
      expect(await titles('/')).toEqual(['La plus récente', 'Où va la piste ?']);
    });

    test('there is room for a few, also for two who pin at once', async () => {
      const others = [];
      for (let i = 0; i < MAX_PINNED; i++) others.push((await open(`Numéro ${i} ici`)).thread);

      const answers = await Promise.all([thread, ...others].map((id) => pin(id)));

      expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 204, 204, 422]);
      expect(answers.find(({ status }) => status === 422)!.body.error.fields!.pin).toContain('retirez-en une');
      expect((await pin(thread, 'PUT', ada!)).status).toBe(404);
    });

    test('what is in no space is not pinned; what goes to another space, or from its readers, no longer is', async () => {
      await ada!.post('Sous un article.');
      expect((await pin((await world.readThread()).thread.id!)).status).toBe(422);
      const headers = { ...camille!.asPage, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
      const form = (path: string, body: string) => world.request('POST', `/manage/${thread}/${path}`, body, headers);
      const isPinned = async () => {
        const { threads } = world.db.read.t;
        const [row] = await world.db.read.select({ at: threads.pinnedAt }).from(threads).where(eq(threads.uid, thread));
        return row!.at !== null;
      };

      await form('pin', 'act=pin');
      expect(await isPinned()).toBe(true);
      await form('thread', 'title=O%C3%B9+va+la+piste&space=livres');
      expect(await isPinned()).toBe(false);
      await form('pin', 'act=pin');
      await grace!.send('DELETE', `/api/v1/posts/${(await read()).thread.opening}`);
      expect(await isPinned()).toBe(false);
    });
  });
});
