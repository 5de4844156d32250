import type { SQL } from 'drizzle-orm';
import type { Writer } from './database.ts';

/** What a post is found by. All are letters and digits alone, in small letters without accents: nothing in them is an operator. */
export type Entry = {
  /** Its words in their order, as written. */
  forms: string[];
  stems: string[];
  /** Whose it is, where, when: marks that nobody can type. */
  facets: string[];
};

export type Match = { all: Match[] } | { any: Match[] } | { word: string } | { prefix: string } | { phrase: string[] } | { facet: string };

/** Where the two engines differ about words. Both are given them ready made (search/words.ts), so that both find the same. */
export interface WordIndex {
  /** In the place of what was known of this post. */
  put(tx: Writer, postId: number, entry: Entry): Promise<void>;
  /** The table, to be read before the posts, and its column that names them. */
  readonly table: SQL;
  readonly postId: SQL;
  matches(match: Match): SQL;
}
