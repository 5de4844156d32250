import { and, asc, desc, eq, gte, isNull, lt, lte, type SQL } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';

/** More without a day is a heap, not a plan. */
const MOST_UNDATED = 100;
/** Of one look. */
const MOST = 500;
/** Who has more than these to read begins with them. */
const MOST_TO_REVIEW = 20;
/** The latest of a history. */
const MOST_CHANGES = 100;

export type ItemRecord = Awaited<ReturnType<typeof itemsWhere>>[number];

export async function findItem(reader: Reader, siteId: number, uid: string): Promise<ItemRecord | null> {
  const { calendarItems } = reader.t;
  const [row] = await itemsWhere(reader, and(eq(calendarItems.siteId, siteId), eq(calendarItems.uid, uid)));
  return row ?? null;
}

/** Index: calendar_items_site. */
export function itemsBetween(reader: Reader, siteId: number, { from, until }: { from: Date; until: Date }) {
  const { calendarItems } = reader.t;
  return itemsWhere(reader, and(eq(calendarItems.siteId, siteId), gte(calendarItems.at, from), lt(calendarItems.at, until)), MOST);
}

export function undatedItems(reader: Reader, siteId: number) {
  const { calendarItems } = reader.t;
  return itemsWhere(reader, and(eq(calendarItems.siteId, siteId), isNull(calendarItems.at)), MOST_UNDATED);
}

/** Written, and waiting for somebody else's eyes; those that are for the earliest moment first. */
export function itemsToReview(reader: Reader, siteId: number) {
  const { calendarItems } = reader.t;
  return itemsWhere(reader, and(eq(calendarItems.siteId, siteId), eq(calendarItems.state, 'review')), MOST_TO_REVIEW);
}

/** Index: calendar_items_due. */
export function dueItems(reader: Reader, now: Date, most: number) {
  const { calendarItems } = reader.t;
  return itemsWhere(reader, and(eq(calendarItems.state, 'scheduled'), lte(calendarItems.at, now)), most);
}

function itemsWhere(reader: Reader, condition: SQL | undefined, most = 1) {
  const { calendarItems, calendarSeries, members, partners, spaces, threads, posts } = reader.t;
  const voice = alias(members, 'voice');
  return reader
    .select({
      item: calendarItems,
      author: { uid: members.uid, name: members.name, role: members.role, accountId: members.accountId },
      voice: { uid: voice.uid, name: voice.name },
      partner: { uid: partners.uid, name: partners.name, label: partners.label },
      space: spaces.slug,
      thread: { uid: threads.uid, title: threads.title },
      post: { uid: posts.uid, state: posts.state },
      series: calendarSeries.uid,
    })
    .from(calendarItems)
    .innerJoin(members, eq(members.id, calendarItems.authorId))
    .leftJoin(voice, eq(voice.id, calendarItems.voiceId))
    .leftJoin(partners, eq(partners.id, calendarItems.partnerId))
    .leftJoin(spaces, eq(spaces.id, calendarItems.spaceId))
    .leftJoin(threads, eq(threads.id, calendarItems.threadId))
    .leftJoin(posts, eq(posts.id, calendarItems.postId))
    .leftJoin(calendarSeries, eq(calendarSeries.id, calendarItems.seriesId))
    .where(condition)
    .orderBy(asc(calendarItems.at), asc(calendarItems.id))
    .limit(most);
}

export function changesOf(reader: Reader, itemId: number) {
  const { calendarChanges, members } = reader.t;
  return reader
    .select({ version: calendarChanges.version, by: members.name, at: calendarChanges.at, before: calendarChanges.before })
    .from(calendarChanges)
    .leftJoin(members, eq(members.id, calendarChanges.byId))
    .where(eq(calendarChanges.itemId, itemId))
    .orderBy(desc(calendarChanges.version))
    .limit(MOST_CHANGES);
}

export function notesOf(reader: Reader, itemId: number) {
  const { calendarNotes, members } = reader.t;
  return reader
    .select({ id: calendarNotes.uid, by: members.name, text: calendarNotes.text, at: calendarNotes.at })
    .from(calendarNotes)
    .innerJoin(members, eq(members.id, calendarNotes.authorId))
    .where(eq(calendarNotes.itemId, itemId))
    .orderBy(asc(calendarNotes.id));
}
