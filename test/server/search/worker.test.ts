import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { openSearch, searchBy, type Search } from '#server/search/open-search.ts';
import type { Asked } from '#server/search/find.ts';
import { createWorld, type World } from '../../support/world.ts';

const many = (world: World): Asked => ({
  site: { id: world.site.id, timeZone: 'UTC' },
  now: world.now(),
  clauses: [{ form: 'crue', stems: [], prefix: true }],
  filters: {},
  hidden: null,
  sort: 'relevance',
  cursor: null,
});

test('a search on SQLite is found by a thread of its own, and what else goes on goes on', async () => {
  const world = await createWorld('sqlite');
  const ada = await world.person('ada');
  await ada.post('La crue.');
  await fill(world, 20_000);
  const { search, close } = await openSearch({ kind: 'sqlite', file: (world.db as unknown as { location: string }).location });
  onTestFinished(close);
  await search.find(many(world)); // the thread is there

  const here = await turnsDuring(() => askSeveral(searchBy(world.db.read), many(world)));
  const apart = await turnsDuring(() => askSeveral(search, many(world)));

  expect(apart.found).toEqual(here.found);
  expect(apart.turns).toBeGreaterThan(20 * here.turns);
});

test('more searches than anybody would wait for are refused, not kept', async () => {
  const world = await createWorld('sqlite');
  const { search, close } = await openSearch({ kind: 'sqlite', file: (world.db as unknown as { location: string }).location });
  onTestFinished(close);

  const answers = await Promise.allSettled(Array.from({ length: 60 }, () => search.find(many(world))));

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
  expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({ code: 'too_fast', facts: { retryAfter: 3 } });
});

const askSeveral = (search: Search, asked: Asked) => Promise.all(Array.from({ length: 8 }, () => search.find(asked)));

async function turnsDuring<T>(work: () => Promise<T>): Promise<{ turns: number; found: T }> {
  let [turns, done] = [0, false];
  const counting = (async () => {
    for (; !done; turns++) await setImmediate();
  })();
  const found = await work().finally(() => (done = true));
  await counting;
  return { turns, found };
}

/** Entries of the index alone, of posts that are not there: they are looked through, and nothing is found by them. */
async function fill(world: World, count: number) {
  await world.index();
  await world.db.write(async (tx) => {
    const run = (query: ReturnType<typeof sql>) => (tx as unknown as { run(query: unknown): unknown }).run(query);
    for (let id = 10; id < count; id++)
      run(sql`insert into post_words (rowid, stems, forms, facets) values (${id}, '', ${`crue${id % 500}`}, ${`s${world.site.id}`})`);
  });
}
