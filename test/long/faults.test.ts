import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '#server/db/sqlite.ts';
import { expectThreadTrue } from '../support/invariants.ts';
import { until } from '../support/until.ts';

const ROUNDS = 8;

test(`killed ${ROUNDS} times in the middle of posting: every acknowledged post is there, the counts are true`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'faults.db');
  const acknowledged: string[] = [];

  for (let round = 0; round < ROUNDS; round++) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/long/poster.ts', file, String(round)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    await until('some posts', () => said.split('\n').length > 40 + round * 7, 60_000);
    child.kill('SIGKILL');
    await gone;
    // The last line may be cut: its post was told to nobody.
    acknowledged.push(...said.split('\n').slice(0, -1));
  }

  const db = openSqlite(file, 'migrations/sqlite');
  onTestFinished(() => db.close());
  const { posts, threads } = db.read.t;
  const kept = new Set((await db.read.select({ uid: posts.uid }).from(posts)).map(({ uid }) => uid));
  expect(acknowledged.filter((uid) => !kept.has(uid))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(ROUNDS * 40);
  const [thread] = await db.read.select({ uid: threads.uid }).from(threads);
  await expectThreadTrue(db, thread!.uid);
});
