import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { sayTag } from '../threads/tags.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { FollowKind, Level } from './levels.ts';

const FOLLOWS_PAGE = 50;

/** What a member chose of one thing; null where they chose nothing. */
export async function followOf(reader: Reader, memberId: number, { kind, target }: { kind: FollowKind; target: string }) {
  const { follows } = reader.t;
  const [row] = await reader
    .select({ id: follows.id, level: follows.level, chosen: follows.chosen })
    .from(follows)
    .where(and(eq(follows.memberId, memberId), eq(follows.kind, kind), eq(follows.target, target)));
  return row ?? null;
}

export type FollowRow = {
  id: number;
  kind: FollowKind;
  level: Level;
  chosen: boolean;
  name: string;
  path: string | null;
  edit: string | null;
};

/** Latest first; `before` is the id of the last of the page before. Index: follows_latest. */
export async function followsPage(
  reader: Reader,
  memberId: number,
  before: number | null,
): Promise<{ rows: FollowRow[]; next: number | null }> {
  const { follows } = reader.t;
  const found = await reader
    .select()
    .from(follows)
    .where(and(eq(follows.memberId, memberId), before === null ? undefined : lt(follows.id, before)))
    .orderBy(desc(follows.id))
    .limit(FOLLOWS_PAGE + 1);
  const page = found.slice(0, FOLLOWS_PAGE);
  const named = await namesOf(reader, page);
  const rows = page.map(({ id, kind, target, level, chosen, name }) => ({
    id,
    kind,
    level,
    chosen,
    name: name ?? target,
    path: null,
    edit: kind === 'byline' || kind === 'section' ? `/follow/${kind}/${encodeURIComponent(target)}` : null,
    ...named.get(`${kind} ${target}`),
  }));
  return { rows, next: found.length > FOLLOWS_PAGE ? page.at(-1)!.id : null };
}

type Named = { name: string; path: string; edit: string };

/** By what they are called now, and where they lie; what is not there any more has neither. */
async function namesOf(reader: Reader, rows: { kind: FollowKind; target: string }[]): Promise<Map<string, Named>> {
  const { threads, tags, spaces, members } = reader.t;
  const ids = (of: FollowKind) => [0, ...rows.flatMap(({ kind, target }) => (kind === of ? Number(target) : []))];
  const [opened, tagged, inSpaces, people] = await Promise.all([
    reader
      .select({ id: threads.id, uid: threads.uid, title: threads.title })
      .from(threads)
      .where(inArray(threads.id, ids('thread'))),
    reader
      .select()
      .from(tags)
      .where(inArray(tags.id, ids('tag'))),
    reader
      .select({ id: spaces.id, slug: spaces.slug, name: spaces.name })
      .from(spaces)
      .where(inArray(spaces.id, ids('space'))),
    reader
      .select({ id: members.id, uid: members.uid, name: members.name })
      .from(members)
      .where(inArray(members.id, ids('author'))),
  ]);
  const articles = rows.flatMap(({ kind, target }) => (kind === 'article' ? target : []));
  return new Map<string, Named>(
    [
      ...opened.map(({ id, uid, title }) => named('thread', id, { name: title ?? '', path: threadPath({ uid, title }), by: uid })),
      ...tagged.map((tag) => named('tag', tag.id, { name: sayTag(tag), path: `/tag/${tag.slug}`, by: tag.slug })),
      ...inSpaces.map(({ id, slug, name }) => named('space', id, { name, path: `/s/${slug}`, by: slug })),
      ...people.map(({ id, uid, name }) => named('author', id, { name, path: `/members/${uid}`, by: uid })),
    ].concat(await articlesOf(reader, articles)),
  );
}

const named = (
  kind: FollowKind,
  target: number | string,
  { name, path, by }: { name: string; path: string; by: string },
): [string, Named] => [`${kind} ${target}`, { name, path, edit: `/follow/${kind}/${encodeURIComponent(by)}` }];

async function articlesOf(reader: Reader, keys: string[]): Promise<[string, Named][]> {
  if (keys.length === 0) return [];
  const { articles } = reader.t;
  const rows = await reader.select({ key: articles.key, title: articles.title }).from(articles).where(inArray(articles.key, keys));
  return rows.map(({ key, title }) => named('article', key, { name: title ?? key, path: `/a/${encodeURIComponent(key)}`, by: key }));
}
