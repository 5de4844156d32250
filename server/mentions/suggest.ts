import { and, desc, eq, gt, inArray, isNotNull, isNull, like, ne } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { translate, type Locale } from '../i18n/translate.ts';
import type { Place } from '../threads/queries.ts';
import { expertsIn } from './called-by.ts';
import type { HandleWire } from './wire.ts';

const MOST = 8;
/** Rows looked at: of a common prefix, or of the latest posts of a thread. */
const LOOKED_AT = 50;

/** How groups are called in a language; the other's name for them works as well. */
const GROUP_HANDLES = { fr: { newsroom: 'redaction', experts: 'experts' }, en: { newsroom: 'newsroom', experts: 'experts' } } as const;

/**
 * Whom somebody may mean who has typed `begun`: first those who write in the conversation, last the groups, where anybody is
 * in them. Nobody who never wrote: their name is nowhere.
 */
export async function suggest(
  reader: Reader,
  place: Place,
  { begun, locale, now }: { begun: string; locale: Locale; now: Date },
): Promise<HandleWire[]> {
  const here = place.thread ? await writersIn(reader, place.thread.id) : [];
  const beginning = (row: Row) => begun === '' || row.handle.startsWith(begun);
  const others = begun === '' ? [] : await writersBy(reader, place.site.id, begun);
  const all = new Map([...here.filter(beginning), ...others].map((row) => [row.id, row]));
  const people = [...all.values()].slice(0, MOST).map(({ handle, name }) => ({ handle, name }));
  return [...people, ...(await groupsBy(reader, place, { begun, locale, now }))].slice(0, MOST);
}

async function groupsBy(reader: Reader, { thread }: Place, { begun, locale, now }: { begun: string; locale: Locale; now: Date }) {
  const { newsroom, experts } = GROUP_HANDLES[locale];
  const asked = thread !== null && begun !== '' && experts.startsWith(begun) && (await expertsIn(reader, thread.id, now)).length > 0;
  return [
    ...(begun !== '' && newsroom.startsWith(begun) ? [{ handle: newsroom, name: translate(locale, 'mentions.newsroom') }] : []),
    ...(asked ? [{ handle: experts, name: translate(locale, 'mentions.experts') }] : []),
  ];
}

type Row = { id: number; handle: string; name: string };

async function writersIn(reader: Reader, threadId: number): Promise<Row[]> {
  const { posts, members } = reader.t;
  const latest = await reader
    .select({ authorId: posts.authorId })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), eq(posts.listed, true), eq(posts.state, 'published')))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(LOOKED_AT);
  const ids = [...new Set(latest.map(({ authorId }) => authorId))];
  if (ids.length === 0) return [];
  const rows = await reader
    .select({ id: members.id, handle: members.handle, name: members.name })
    .from(members)
    .where(and(inArray(members.id, ids), isNotNull(members.handle), isNull(members.goneAt)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []) as Row[];
}

async function writersBy(reader: Reader, siteId: number, begun: string): Promise<Row[]> {
  const { members } = reader.t;
  const rows = await reader
    .select({ id: members.id, handle: members.handle, name: members.name })
    .from(members)
    .where(
      and(
        eq(members.siteId, siteId),
        like(members.handle, `${begun}%`),
        gt(members.postCount, 0),
        isNull(members.goneAt),
        ne(members.role, 'guest'),
      ),
    )
    .orderBy(desc(members.postCount))
    .limit(LOOKED_AT);
  return rows as Row[];
}
