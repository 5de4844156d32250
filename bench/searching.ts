import { openSqlite } from '#server/db/sqlite.ts';
import { searchBy } from '#server/search/open-search.ts';
import { readInput } from '#server/search/search.ts';
import { findSiteByKey } from '#server/sites/queries.ts';
import { SITE } from './town.ts';
import { seeded, sentenceOf } from './vocabulary.ts';

const WARM_UP = 50;
const TIMES = 300;

/** What people ask of a search: a word, some, a phrase; of a space, a time, somebody. */
const MIX: ((words: string[]) => string)[] = [
  ([a]) => a!,
  ([a, b]) => `${a} ${b}`,
  ([a, b, c]) => `${a} ${b} ${c}`,
  ([a, b]) => `"${a} ${b}"`,
  ([a]) => `${a} espace:space-1`,
  ([a, b]) => `${a} ${b} après:2025-01`,
  ([a]) => `${a} auteur:"Membre 77"`,
];

/** Milliseconds, of the words that people write most and of those they hardly write, as often as they write them. */
export async function measureSearching(file: string): Promise<{ p50: number; p95: number }> {
  const db = openSqlite(file, 'migrations/sqlite');
  const site = (await findSiteByKey(db.read, SITE))!;
  const { find } = searchBy(db.read);
  const random = seeded(2);
  const took: number[] = [];
  for (let n = 0; n < WARM_UP + TIMES; n++) {
    const { clauses, filters } = readInput({ q: MIX[n % MIX.length]!(sentenceOf('fr', 3, random).split(' ')) }, site);
    const began = performance.now();
    await find({ site, now: new Date(), clauses, filters, hidden: null, sort: 'relevance', cursor: null });
    if (n >= WARM_UP) took.push(performance.now() - began);
  }
  await db.close();
  const sorted = took.toSorted((a, b) => a - b);
  return { p50: sorted[TIMES / 2]!, p95: sorted[TIMES * 0.95]! };
}
