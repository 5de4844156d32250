import { and, desc, eq, gt, inArray, isNotNull, isNull, like, ne } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Place } from '../threads/queries.ts';
import type { HandleWire } from './wire.ts';

const MOST = 8;
/** Rows looked at: of a common prefix, or of the latest posts of a thread. */
const LOOKED_AT = 50;

/** Whom somebody may mean who has typed `begun`: first those who write in the conversation. Nobody who never wrote: their name is nowhere. */
export async function suggest(reader: Reader, place: Place, begun: string): Promise<HandleWire[]> {
  const here = place.thread ? await writersIn(reader, place.thread.id) : [];
  const beginning = (row: Row) => begun === '' || row.handle.startsWith(begun);
  const others = begun === '' ? [] : await writersBy(reader, place.site.id, begun);
  const all = new Map([...here.filter(beginning), ...others].map((row) => [row.id, row]));
  return [...all.values()].slice(0, MOST).map(({ handle, name }) => ({ handle, name }));
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
