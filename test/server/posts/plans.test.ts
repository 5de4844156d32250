import type Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';

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
  const { $client: client } = world.db.read as unknown as { $client: Sqlite.Database };
  const asked: string[] = [];
  const prepare = client.prepare.bind(client);
  client.prepare = ((sql: string) => (asked.push(sql), prepare(sql))) as typeof client.prepare;

  await world.readThread('pont', `&sort=${sort}`);

  const page = asked.find((sql) => /^(?:with "page"|select "posts"\."id").* limit \?$/.test(sql) || sql.startsWith('with "page"'))!;
  const plan = client
    .prepare<unknown[], { detail: string }>(`explain query plan ${page.replaceAll('?', '1').replaceAll(/:\w+|@\w+|\$\w+/g, '1')}`)
    .all()
    .map(({ detail }) => detail);
  expect(plan.find((step) => step.includes('thread_id='))).toContain(index);
  expect(plan.join()).not.toContain('TEMP B-TREE');
});
