import { createSessions } from '#server/accounts/sessions.ts';
import { openSqlite } from '#server/db/sqlite.ts';

const CHECKS = 5000;

/** What each request of somebody signed in asks first, their session with its account, each time another one's; in milliseconds. */
export async function measureSessionCheck(file: string): Promise<{ p50: number; p99: number }> {
  const db = openSqlite(file, 'migrations/sqlite');
  const sessions = createSessions(db);
  const ids = await db.read.select({ id: db.read.t.sessions.id }).from(db.read.t.sessions).limit(CHECKS);
  for (const { id } of ids) await sessions.find(id);
  const took: number[] = [];
  for (const { id } of ids) {
    const began = performance.now();
    await sessions.find(id);
    took.push(performance.now() - began);
  }
  await db.close();
  took.sort((a, b) => a - b);
  return { p50: took[ids.length * 0.5]!, p99: took[ids.length * 0.99]! };
}
