import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../support/until.ts';

const POSTS = 300;
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

test.skipIf(!canTrace)('no post is acknowledged before the disk has it: in groups, an fsync each (needs strace)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-fsync-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, trace] = [join(folder, 'posts.db'), join(folder, 'trace')];
  const poster = [process.execPath, '--import', 'tsx', 'test/long/poster.ts', file, '0'];
  const child = spawn('strace', ['-f', '-y', '-e', 'trace=write,pwrite64,fsync,fdatasync', '-o', trace, ...poster], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  await until('the posts', () => said.split('\n').length > POSTS, 120_000);
  process.kill(-child.pid!, 'SIGKILL');
  await gone;

  const { acknowledged, unsynced, groups } = readTrace(readFileSync(trace, 'utf8'));

  expect(acknowledged).toBeGreaterThanOrEqual(POSTS);
  expect(unsynced).toEqual([]);
  expect(groups).toBeLessThan(acknowledged);
});

/** `unsynced`: lines of the trace that acknowledge while the log has pages of which the disk has not said that it keeps them. */
function readTrace(trace: string) {
  const unsynced: string[] = [];
  const waiting = new Set<string>();
  let [acknowledged, groups, pages] = [0, 0, 0];
  for (const line of trace.split('\n')) {
    const [thread = '', call = ''] = line.split(/ +(.*)/);
    // A call that another thread's came between is written in two parts: it is done when it comes back.
    if (/^f(?:data)?sync\(\d+<.*-wal> <unfinished/.test(call)) waiting.add(thread);
    const isSynced =
      /^f(?:data)?sync\(\d+<.*-wal>\) += 0/.test(call) || (/^<\.\.\. f(?:data)?sync resumed>\) += 0/.test(call) && waiting.delete(thread));
    if (/^pwrite64\(\d+<.*-wal>/.test(call)) pages++;
    else if (isSynced) [groups, pages] = [groups + Number(pages > 0), 0];
    else if (/^write\(1<.*>, "[\da-f]{8}-/.test(call)) {
      acknowledged++;
      if (pages > 0) unsynced.push(line);
    }
  }
  return { acknowledged, unsynced, groups };
}
