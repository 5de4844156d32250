import { and, count, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { tellingWords } from './thread-words.ts';
import type { Language } from './words.ts';

/** What stands in the side column, or under a title that is typed. */
const MOST = 5;
/** A title has fewer; of a longer text its rarest words say enough. */
const WORDS = 12;
/** In more threads than one of so many, a word says nothing; as long as there are few threads, in any. */
const TOO_COMMON = 20;
const FEW = 200;
const TITLE = 2;
/** Of what all the words together weigh, the least that is near. */
const NEAR = 0.3;

export type NearAsked = { site: { id: number; locale: Language } } & ({ title: string } | { threadId: number });

/** The ids of the threads nearest to one, or to a title, by the rarer words they share; whether they may be read is not asked here. */
export async function nearThreads(reader: Reader, asked: NearAsked): Promise<number[]> {
  const { site } = asked;
  const words = 'title' in asked ? [...tellingWords(asked.title, site.locale)] : await wordsOf(reader, asked.threadId);
  const weights = await weigh(reader, site.id, words);
  if (weights.size === 0) return [];
  const { threadWords } = reader.t;
  const rows = await reader
    .select({ threadId: threadWords.threadId, word: threadWords.word, inTitle: threadWords.inTitle })
    .from(threadWords)
    .where(and(eq(threadWords.siteId, site.id), inArray(threadWords.word, [...weights.keys()])));
  const least = NEAR * [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const scores = new Map<number, number>();
  for (const { threadId, word, inTitle } of rows)
    scores.set(threadId, (scores.get(threadId) ?? 0) + weights.get(word)! * (inTitle ? TITLE : 1));
  if ('threadId' in asked) scores.delete(asked.threadId);
  return [...scores]
    .filter(([, score]) => score >= least)
    .toSorted(([a, one], [b, other]) => other - one || b - a)
    .slice(0, MOST)
    .map(([id]) => id);
}

async function wordsOf(reader: Reader, threadId: number): Promise<string[]> {
  const { threadWords } = reader.t;
  const rows = await reader.select({ word: threadWords.word }).from(threadWords).where(eq(threadWords.threadId, threadId));
  return rows.map(({ word }) => word);
}

/** The rarest of them, each the more the rarer it is. */
async function weigh(reader: Reader, siteId: number, words: string[]): Promise<Map<string, number>> {
  if (words.length === 0) return new Map();
  const { threadWords, threads } = reader.t;
  const all = await reader.$count(threads, eq(threads.siteId, siteId));
  const rows = await reader
    .select({ word: threadWords.word, n: count() })
    .from(threadWords)
    .where(and(eq(threadWords.siteId, siteId), inArray(threadWords.word, words)))
    .groupBy(threadWords.word);
  const rarest = rows.filter(({ n }) => n <= Math.max(FEW / TOO_COMMON, all / TOO_COMMON)).toSorted((a, b) => a.n - b.n);
  return new Map(rarest.slice(0, WORDS).map(({ word, n }) => [word, Math.log(1 + all / n)]));
}
