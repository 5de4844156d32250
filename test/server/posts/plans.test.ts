import type Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { addThreads } from '../../support/threads.ts';
import { createWorld, type World } from '../../support/world.ts';

test.each([
  ['newest', 'posts_roots_at'],
  ['oldest', 'posts_roots_at'],
  ['replies', 'posts_roots_replies'],
  ['flat', 'posts_flat'],
])('a page of a thread, %s first, is found by its own index, however many replies lie between: %s', async (sort, index) => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  const root = await ada.post('Une question.');
  await ada.post('Une réponse.', { parent: root.id });
  const asked = listenTo(world);

  await world.readThread('pont', `&sort=${sort}`);

  const page = asked.find((sql) => /^(?:with "page"|select "posts"\."id").* limit \?$/.test(sql) || sql.startsWith('with "page"'))!;
  const plan = planOf(world, page);
  expect(plan.find((step) => step.includes('thread_id='))).toContain(index);
  expect(plan.join()).not.toContain('TEMP B-TREE');
});

test('what stands beside a thread is read by its ids, however many others the site has', async () => {
  const world = await createWorld('sqlite');
  await addThreads(world, ...['de relevage', 'qui fuit', 'du puits', 'de la piscine', 'à bras'].map((which) => `Pompe ${which}`));
  await world.index();
  const asked = listenTo(world);

  await world.request('GET', `/api/v1/threads/similar?site=courrier&title=pompes`);

  const near = asked.find((sql) => sql.startsWith('select "threads"."id", "threads"."uid"'))!;
  expect(planOf(world, near)[0]).toBe('SEARCH threads USING INTEGER PRIMARY KEY (rowid=?)');
});

const clientOf = (world: World) => (world.db.read as unknown as { $client: Sqlite.Database }).$client;

/** What is prepared from now on. */
function listenTo(world: World): string[] {
  const client = clientOf(world);
  const asked: string[] = [];
  const prepare = client.prepare.bind(client);
  client.prepare = ((sql: string) => (asked.push(sql), prepare(sql))) as typeof client.prepare;
  return asked;
}

const planOf = (world: World, sql: string) =>
  clientOf(world)
    .prepare<unknown[], { detail: string }>(`explain query plan ${sql.replaceAll('?', '1').replaceAll(/:\w+|@\w+|\$\w+/g, '1')}`)
    .all()
    .map(({ detail }) => detail);
