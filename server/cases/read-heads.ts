import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Heads } from './verify-log.ts';

/** The links in a journal of the service (keep-heads.ts), a JSON object a line; other lines are of something else. */
export async function readHeads(file: string): Promise<Heads> {
  const heads: Heads = new Map();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const link = linkIn(line);
    if (link) heads.set(link.case, [...(heads.get(link.case) ?? []), { n: link.n, hash: link.head }]);
  }
  return heads;
}

/** A journal may put its own words before each line. */
function linkIn(line: string): { case: string; n: number; head: string } | null {
  const begins = line.indexOf('{');
  if (begins < 0 || !line.includes('"head"')) return null;
  try {
    const { case: uid, n, head } = JSON.parse(line.slice(begins)) as Record<string, unknown>;
    return typeof uid === 'string' && typeof n === 'number' && typeof head === 'string' ? { case: uid, n, head } : null;
  } catch {
    return null;
  }
}
