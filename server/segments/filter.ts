import { and, eq, exists, gt, gte, inArray, isNotNull, isNull, lt, lte, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { isNotBanned } from '../notifications/may-tell.ts';
import { findSpace } from '../threads/queries.ts';
import { dateIn, daysAfter, momentAt } from '../time/wall-time.ts';
import type { SegmentFilter } from './wire.ts';

export const READERS = ['member', 'subscriber', 'expert'] as const;

type Place = { id: number; timeZone: string };

/** Who a filter is about now, as a condition on members: readers of this site with an account who may take part. */
export async function membersWho(reader: Reader, site: Place, filter: SegmentFilter, now: Date): Promise<SQL> {
  const { members } = reader.t;
  const today = dateIn(now, site.timeZone);
  const firstOf = (days: number) => daysAfter(today, 1 - days);
  const beginOf = (days: number) => momentAt(`${firstOf(days)}T00:00`, site.timeZone);
  const { roles, joinedWithin, joinedBefore, postsFrom, postsTo, activeWithin, silentFor, spaces, firstPostWithin, levels, labels } =
    filter;
  return and(
    eq(members.siteId, site.id),
    isNull(members.goneAt),
    isNotNull(members.accountId),
    inArray(members.role, roles?.length ? roles : [...READERS]),
    isNotBanned(reader, members.id, now),
    joinedWithin ? gte(members.createdAt, beginOf(joinedWithin)) : undefined,
    joinedBefore ? lt(members.createdAt, beginOf(joinedBefore)) : undefined,
    postsFrom === undefined ? undefined : gte(members.postCount, postsFrom),
    postsTo === undefined ? undefined : lte(members.postCount, postsTo),
    activeWithin ? gte(members.lastActiveOn, firstOf(activeWithin)) : undefined,
    silentFor ? lt(members.lastActiveOn, firstOf(silentFor)) : undefined,
    firstPostWithin ? wroteFirst(reader, beginOf(firstPostWithin)) : undefined,
    levels?.length ? isAtLevel(reader, levels) : undefined,
    labels?.length ? isLabelled(reader, labels) : undefined,
    spaces?.length ? await wroteIn(reader, site.id, spaces) : undefined,
  )!;
}

/** Something since then, and nothing before. Index: posts_author. */
function wroteFirst(reader: Reader, since: Date): SQL {
  const { posts, members } = reader.t;
  const written = (when: SQL) =>
    reader
      .select({ one: sql`1` })
      .from(posts)
      .where(and(eq(posts.authorId, members.id), eq(posts.state, 'published'), when));
  return and(gt(members.postCount, 0), exists(written(gte(posts.createdAt, since))), notExists(written(lt(posts.createdAt, since))))!;
}

function isAtLevel(reader: Reader, levels: NonNullable<SegmentFilter['levels']>): SQL {
  const { engagements, members } = reader.t;
  const counted = (where?: SQL) =>
    reader
      .select({ one: sql`1` })
      .from(engagements)
      .where(and(eq(engagements.memberId, members.id), where));
  return or(exists(counted(inArray(engagements.level, levels))), levels.includes(1) ? notExists(counted()) : undefined)!;
}

function isLabelled(reader: Reader, labels: string[]): SQL {
  const { memberLabels, members } = reader.t;
  return exists(
    reader
      .select({ one: sql`1` })
      .from(memberLabels)
      .where(and(eq(memberLabels.memberId, members.id), inArray(memberLabels.label, labels))),
  );
}

/** A space's own spaces count as it; one that went into another, as that one. */
async function wroteIn(reader: Reader, siteId: number, slugs: string[]): Promise<SQL> {
  const { posts, threads, spaces, members } = reader.t;
  const found = await Promise.all(slugs.map((slug) => findSpace(reader, siteId, slug)));
  const ids = [0, ...found.flatMap((space) => space?.id ?? [])];
  const within = reader
    .select({ id: spaces.id })
    .from(spaces)
    .where(or(inArray(spaces.id, ids), inArray(spaces.parentId, ids)));
  const written = reader
    .select({ one: sql`1` })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.authorId, members.id), eq(posts.state, 'published'), inArray(threads.spaceId, within)));
  return and(gt(members.postCount, 0), exists(written))!;
}
