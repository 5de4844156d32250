import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeCrowd } from '#bench/crowd.ts';
import { openSqlite } from '#server/db/sqlite.ts';
import { renderBody } from '#server/markdown/render.ts';
import { expectThreadTrue } from '#test/support/invariants.ts';

const folder = mkdtempSync(join(tmpdir(), 'terrasse-crowd-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a community made in one piece is one that its members could have written', async () => {
  const file = join(folder, 'crowd.db');
  await makeCrowd(file, { posts: 400, threads: 6, members: 20 });

  const db = openSqlite(file, 'migrations/sqlite');
  const threads = await db.read.select().from(db.read.t.threads);
  const posts = await db.read.select().from(db.read.t.posts);
  for (const { uid } of threads) await expectThreadTrue(db, uid);
  await db.close();
  expect(posts).toHaveLength(401);
  expect(posts.map(({ html }) => html)).toEqual(await Promise.all(posts.map(({ source }) => renderBody(source, 'markdown'))));
});
