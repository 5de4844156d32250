import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gt, gte, isNotNull, lt, or, sql } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import { dateIn, daysAfter, momentAt } from '../time/wall-time.ts';
import { isVisibleThread } from '../threads/visible.ts';
import { WINDOW_DAYS, type Tally } from './formula.ts';
import type { Deed } from './wire.ts';

/** Posts read at a time: others come in between. */
const BATCH = 1000;

type Site = { id: number; timeZone: string };
export type Counted = Tally & { lastOn: string | null };

/** What each member of a site did that counts, in the days before `day`, by what stands there now. */
export async function tally(reader: Reader, site: Site, { day, now }: { day: string; now: Date }): Promise<Map<number, Counted>> {
  const beginOf = (date: string) => momentAt(`${date}T00:00`, site.timeZone);
  const span = { from: beginOf(daysAfter(day, -WINDOW_DAYS)), until: beginOf(day) };
  const days = new Map<number, Map<Deed, Set<string>>>();
  const others = new Map<number, Set<number>>();
  const note = (memberId: number, deed: Deed, at: Date) => {
    const theirs = days.get(memberId) ?? new Map<Deed, Set<string>>();
    days.set(memberId, theirs.set(deed, (theirs.get(deed) ?? new Set()).add(dateIn(at, site.timeZone))));
  };
  for await (const post of postsIn(reader, site, { ...span, now })) {
    for (const deed of ['kept', 'answered', 'chosen', 'thanked', 'idea'] as const) if (post[deed]) note(post.authorId, deed, post.at);
    const answered = post.parentAuthorId ?? (post.opens ? null : post.openerId);
    if (answered === null || answered === post.authorId) continue;
    note(answered, 'heard', post.at);
    others.set(answered, (others.get(answered) ?? new Set()).add(post.authorId));
  }
  for (const { memberId, at } of await arrivals(reader, site, span)) note(memberId!, 'came', at!);
  for (const { memberId, at } of await upheld(reader, site, span)) note(memberId, 'report', at);
  return new Map(
    [...days].map(([memberId, theirs]) => [
      memberId,
      {
        days: Object.fromEntries([...theirs].map(([deed, on]) => [deed, on.size])),
        others: others.get(memberId)?.size ?? 0,
        lastOn:
          [...theirs.values()]
            .flatMap((on) => [...on])
            .toSorted()
            .at(-1) ?? null,
      },
    ]),
  );
}

type Span = { from: Date; until: Date };

/** What everybody may read, with whom it answers. Index: posts_day. */
async function* postsIn(reader: Reader, { id: siteId }: Site, { from, until, now }: Span & { now: Date }) {
  const { posts, threads } = reader.t;
  const parents = alias(posts, 'parents');
  for (let last = { at: from, id: 0 }; ;) {
    const rows = await reader
      .select({
        id: posts.id,
        at: posts.createdAt,
        authorId: posts.authorId,
        parentAuthorId: parents.authorId,
        openerId: threads.authorId,
        opens: sql<boolean>`${threads.openingId} = ${posts.id}`,
        // By whoever asked, or by the newsroom: one's own is kept by nobody else.
        kept: sql<boolean>`${threads.acceptedId} = ${posts.id} and coalesce(${threads.acceptedById}, ${threads.authorId}) <> ${posts.authorId}`,
        answered: isNotNull(posts.answerRank).mapWith(Boolean),
        chosen: isNotNull(posts.featuredAt).mapWith(Boolean),
        thanked: isNotNull(posts.thanks).mapWith(Boolean),
        idea: sql<boolean>`${threads.openingId} = ${posts.id} and ${threads.kind} = 'idea' and ${threads.state} = 'done'`,
      })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .leftJoin(parents, eq(parents.id, posts.parentId))
      .where(
        and(
          eq(posts.siteId, siteId),
          or(gt(posts.createdAt, last.at), and(eq(posts.createdAt, last.at), gt(posts.id, last.id))),
          lt(posts.createdAt, until),
          eq(posts.state, 'published'),
          isVisibleThread(reader, now),
        ),
      )
      .orderBy(asc(posts.createdAt), asc(posts.id))
      .limit(BATCH);
    yield* rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!;
    await setImmediate();
  }
}

/** Ticked at the door. */
function arrivals(reader: Reader, { id: siteId }: Site, { from, until }: Span) {
  const { attendances } = reader.t;
  const { memberId, cameAt: at } = attendances;
  return reader
    .select({ memberId, at })
    .from(attendances)
    .where(and(eq(attendances.siteId, siteId), isNotNull(memberId), gte(at, from), lt(at, until)));
}

function upheld(reader: Reader, { id: siteId }: Site, { from, until }: Span) {
  const { reports } = reader.t;
  const { reporterId: memberId, at } = reports;
  return reader
    .select({ memberId, at })
    .from(reports)
    .where(and(eq(reports.siteId, siteId), eq(reports.upheld, true), gte(at, from), lt(at, until)));
}
