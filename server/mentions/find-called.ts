import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { calledIn } from './called-in.ts';

/** Members one post calls; more is a shout. Fewer while somebody is new: a machine's first act is to call everybody. */
const MOST = 10;
const MOST_OF_NEWCOMER = 3;
/** Posts after which nobody is new. */
const NEW_UNTIL = 5;

/** Whom a text calls, by their handles in small letters. */
export type Called = Map<string, { id: number; url: string }>;

/** Of the site, who are still there; nobody whom a guest calls. What comes after the most it may call is only text. */
export async function findCalled(
  { config, db }: Pick<Deps, 'config' | 'db'>,
  { site, member }: { site: Site; member: Pick<Member, 'role' | 'postCount'> },
  source: string,
): Promise<Called> {
  const handles = member.role === 'guest' ? [] : calledIn(source);
  if (handles.length === 0) return new Map();
  const rows = await membersCalled(db.read, site.id, handles);
  const byHandle = new Map(rows.map((row) => [row.handle!, row]));
  const most = member.postCount < NEW_UNTIL ? MOST_OF_NEWCOMER : MOST;
  const found = handles.flatMap((handle) => byHandle.get(handle) ?? []).slice(0, most);
  return new Map(found.map(({ id, uid, handle }) => [handle!, { id, url: `${siteUrl(config, site)}/members/${uid}` }]));
}

function membersCalled(reader: Reader, siteId: number, handles: string[]) {
  const { members } = reader.t;
  return reader
    .select({ id: members.id, uid: members.uid, handle: members.handle })
    .from(members)
    .where(and(eq(members.siteId, siteId), inArray(members.handle, handles), isNull(members.goneAt), ne(members.role, 'guest')));
}

/** In the place of whom it called before. */
export async function saveCalled(tx: Writer, { id: postId, siteId }: { id: number; siteId: number }, called: Called) {
  const { mentions } = tx.t;
  await tx.delete(mentions).where(eq(mentions.postId, postId));
  const rows = [...called.values()].map(({ id: memberId }) => ({ siteId, postId, memberId }));
  if (rows.length > 0) await tx.insert(mentions).values(rows);
}
