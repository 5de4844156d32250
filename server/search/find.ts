import { and, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Match } from '../db/word-index.ts';
import { writeCursor, type Cursor } from '../http/cursor.ts';
import type { State } from '../posts/schema.ts';
import { inSpaces } from '../threads/queries.ts';
import { facet } from './entry.ts';
import type { Clause, Filters } from './parse-query.ts';
import { beginOf, marksOf, type Period } from './period.ts';
import { scoreOf } from './rank.ts';
import { anyOf, facetsFor } from './resolve.ts';
import { isVisibleThread } from '../threads/visible.ts';
import type { SearchPage } from './wire.ts';

const PAGE = 20;
/** As many are counted and put in order; where a word is more common than that, the latest are what one wants. */
const MOST = 1000;

export type Asked = {
  site: { id: number; timeZone: string };
  now: Date;
  clauses: Clause[];
  filters: Filters;
  /** What staff see of their spaces (null: of all) beside what is public. */
  hidden: { state: Exclude<State, 'published'>; spaces: number[] | null } | null;
  sort: SearchPage['sort'];
  cursor: Cursor | null;
};

/** The posts of a page, in their order. */
export type Found = Pick<SearchPage, 'total' | 'sort' | 'cursor' | 'unknown'> & { ids: number[] };

const NOTHING: Found = { total: 0, sort: 'relevance', cursor: null, unknown: [], ids: [] };

/**
 * What somebody finds: what is there, by the words and facets of the index; what of it they may read, by the rows as they
 * are now.
 */
export async function findPosts(reader: Reader, asked: Asked): Promise<Found> {
  const { facets, unknown } = await resolve(reader, asked);
  if (unknown.length > 0) return { ...NOTHING, unknown };
  const matches = [...asked.clauses.map(matchOf), ...facets];
  if (asked.cursor?.value === BY_DATE_ALONE) return latest(await candidates(reader, asked, matches));
  const rows = await candidates(reader, { ...asked, cursor: null }, matches);
  if (rows.length > MOST) return latest(rows);
  const sort = asked.clauses.length > 0 ? asked.sort : 'date';
  return pageOf(sort === 'relevance' ? await scored(reader, asked, rows) : dated(rows), { ...asked, sort });
}

/** Newer ids first: what a cursor of too many to be counted goes by. */
const BY_DATE_ALONE = -1;

function matchOf(clause: Clause): Match {
  if ('phrase' in clause) return clause;
  const words: Match[] = [clause.form, ...clause.stems].map((word) => ({ word }));
  return { any: clause.prefix ? [...words, { prefix: clause.form }] : words };
}

const NAMED = ['author', 'space', 'tag', 'kind', 'article'] as const;

async function resolve(reader: Reader, { site, filters, now }: Asked): Promise<{ facets: Match[]; unknown: Found['unknown'] }> {
  const facets: Match[] = [];
  const unknown: Found['unknown'] = [];
  for (const name of NAMED) {
    const value = filters[name];
    if (value === undefined) continue;
    const found = await facetsFor[name](reader, site.id, value);
    if (found.length > 0) facets.push(anyOf(found));
    else unknown.push(name);
  }
  const { from, until } = periodOf(filters, site.timeZone);
  if (filters.after && !from) unknown.push('after');
  if (filters.before && !until) unknown.push('before');
  if (from ?? until) facets.push(anyOf(marksOf({ from, until }, now)));
  // All posts of an installation with one site have its mark: to look at it would only cost.
  if (facets.length === 0 || (await reader.$count(reader.t.sites)) > 1) facets.push({ facet: facet.site(site.id) });
  return { facets, unknown };
}

const periodOf = ({ after, before }: Filters, timeZone: string): Period => ({
  from: after ? beginOf(after, timeZone) : null,
  until: before ? beginOf(before, timeZone) : null,
});

type Row = { id: number; at: Date };

/** The latest that match and may be read; one more than MOST says that there are more. The index is read first, in the order of its ids. */
function candidates(reader: Reader, asked: Asked, matches: Match[]): Promise<Row[]> {
  const { posts, threads } = reader.t;
  const { words } = reader.engine;
  const { from, until } = periodOf(asked.filters, asked.site.timeZone);
  // What is hidden is rare: it is looked up in the index, where what is public is looked up from it.
  const [first, second, id] = asked.hidden ? [posts, words.table, posts.id] : [words.table, posts, words.postId];
  return reader
    .select({ id: posts.id, at: posts.createdAt })
    .from(first as SQL)
    .crossJoin(second as SQL)
    .crossJoin(threads)
    .where(
      and(
        words.matches({ all: matches }),
        sql`${posts.id} = ${words.postId}`,
        eq(threads.id, posts.threadId),
        eq(posts.siteId, asked.site.id),
        mayRead(reader, asked),
        from ? gte(posts.createdAt, from) : undefined,
        until ? lt(posts.createdAt, until) : undefined,
        asked.cursor ? sql`${id} < ${asked.cursor.id}` : undefined,
      ),
    )
    .orderBy(desc(id))
    .limit(asked.cursor ? PAGE + 1 : MOST + 1);
}

function mayRead(reader: Reader, { hidden, now }: Asked): SQL | undefined {
  const { posts } = reader.t;
  if (hidden) return and(sql`${posts.state} <> 'published'`, eq(posts.state, hidden.state), inSpaces(reader, hidden.spaces)); // the first names its index
  return and(eq(posts.state, 'published'), isVisibleThread(reader, now));
}

function latest(rows: Row[]): Found {
  const page = rows.slice(0, PAGE);
  const cursor = rows.length > PAGE ? writeCursor({ value: BY_DATE_ALONE, id: page.at(-1)!.id }) : null;
  return { total: null, sort: 'date', cursor, unknown: [], ids: page.map(({ id }) => id) };
}

type Placed = { id: number; value: number };

const dated = (rows: Row[]): Placed[] => rows.map(({ id, at }) => ({ id, value: at.getTime() }));

async function scored(reader: Reader, { clauses }: Asked, rows: Row[]): Promise<Placed[]> {
  const { posts, threads } = reader.t;
  const texts = await reader
    .select({ id: posts.id, html: posts.html, openingId: threads.openingId, title: threads.title })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      inArray(
        posts.id,
        rows.map(({ id }) => id),
      ),
    );
  return texts.map(({ id, html, openingId, title }) => ({ id, value: scoreOf({ html, title: openingId === id ? title : null }, clauses) }));
}

function pageOf(placed: Placed[], { sort, cursor }: Asked): Found {
  const order = placed.toSorted((a, b) => b.value - a.value || b.id - a.id);
  const rest = cursor ? order.filter(({ value, id }) => value < cursor.value || (value === cursor.value && id < cursor.id)) : order;
  const page = rest.slice(0, PAGE);
  return {
    total: placed.length,
    sort,
    cursor: rest.length > PAGE ? writeCursor(page.at(-1)!) : null,
    unknown: [],
    ids: page.map(({ id }) => id),
  };
}
