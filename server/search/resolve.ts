import { and, desc, eq, inArray, isNull, like, or, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Match } from '../db/word-index.ts';
import { fold } from '../disguises/fold.ts';
import { skeletonOf } from '../members/skeleton.ts';
import type { Kind } from '../threads/wire.ts';
import { facet } from './entry.ts';
import type { Filters } from './parse-query.ts';

/** A name that more people share says too little. */
const MOST_AUTHORS = 20;

type Named = Exclude<keyof Filters, 'after' | 'before' | 'state'>;

/** What posts have of which a filter speaks: any of these; none where its value names nothing here. */
export const facetsFor: Record<Named, (reader: Reader, siteId: number, value: string) => Promise<string[]>> = {
  author: async (reader, siteId, value) => (await authorsNamed(reader, siteId, value)).map(({ id }) => facet.author(id)),
  space: async (reader, siteId, value) => (await spacesNamed(reader, siteId, value)).map(facet.space),
  tag: async (reader, siteId, value) => (await tagsNamed(reader, siteId, value)).map(({ id }) => facet.tag(id)),
  kind: async (_, __, value) => kindsNamed(value).map(facet.kind),
  article: async (reader, siteId, value) => (await threadsUnder(reader, siteId, value)).map(({ id }) => facet.thread(id)),
};

export const anyOf = (facets: string[]): Match => ({ any: facets.map((one) => ({ facet: one })) });

/** Part of a name, however it is written. Those who write most come first. */
function authorsNamed(reader: Reader, siteId: number, value: string) {
  const { members } = reader.t;
  const skeleton = skeletonOf(value);
  if (!skeleton) return [];
  return reader
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.siteId, siteId), isNull(members.goneAt), like(members.skeleton, `%${skeleton}%`))) // letters and figures alone: nothing to escape
    .orderBy(desc(members.postCount), desc(members.id))
    .limit(MOST_AUTHORS);
}

/** By its name or its address, with what lies under it. */
async function spacesNamed(reader: Reader, siteId: number, value: string): Promise<number[]> {
  const { spaces } = reader.t;
  const { id, slug, name, parentId, mergedIntoId } = spaces;
  const all = await reader.select({ id, slug, name, parentId, mergedIntoId }).from(spaces).where(eq(spaces.siteId, siteId));
  const named = all.filter((one) => one.slug === value || fold(one.name) === fold(value)).map((one) => one.mergedIntoId ?? one.id);
  return all.filter((one) => named.includes(one.id) || (one.parentId !== null && named.includes(one.parentId))).map((one) => one.id);
}

/** `travaux`, `commune:Lyon`, or the tag's address. */
function tagsNamed(reader: Reader, siteId: number, value: string) {
  const { tags } = reader.t;
  const [key, ...rest] = value.split(':');
  const written = rest.length > 0 ? and(eq(tags.key, key!), eq(tags.value, rest.join(':'))) : eq(tags.key, value);
  const named = reader
    .select({ id: sql`coalesce(${tags.mergedIntoId}, ${tags.id})` })
    .from(tags)
    .where(and(eq(tags.siteId, siteId), or(eq(tags.slug, value.toLowerCase()), written)));
  // With all other ways of writing it: what was indexed under one of them is found under it.
  return reader
    .select({ id: tags.id })
    .from(tags)
    .where(or(inArray(tags.id, named), inArray(tags.mergedIntoId, named)));
}

function threadsUnder(reader: Reader, siteId: number, key: string) {
  const { threads, articles } = reader.t;
  return reader
    .select({ id: threads.id })
    .from(threads)
    .innerJoin(articles, eq(articles.id, threads.articleId))
    .where(and(eq(articles.siteId, siteId), eq(articles.key, key)));
}

const KINDS: Record<string, Kind> = {
  article: 'article',
  discussion: 'discussion',
  question: 'question',
  expert: 'expert',
  invite: 'expert',
  invitee: 'expert',
  live: 'live',
  direct: 'live',
  event: 'event',
  evenement: 'event',
  poll: 'poll',
  sondage: 'poll',
  gallery: 'gallery',
  galerie: 'gallery',
  testimony: 'testimony',
  temoignage: 'testimony',
  idea: 'idea',
  idee: 'idea',
};

const kindsNamed = (value: string): Kind[] => [KINDS[fold(value).replace(/s$/, '')] ?? []].flat();
