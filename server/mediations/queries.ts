import { and, asc, count, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { roleOf } from '../accounts/queries.ts';
import { alias } from '../db/alias.ts';
import { preparedRows, type Database, type Reader } from '../db/database.ts';
import { canModerate } from '../threads/policy.ts';

export type Room = NonNullable<Awaited<ReturnType<typeof roomBy>>>;
export type SeatRow = Room['seats'][number];

/** A mediation with who sits in it; by its outside id, on one site. */
export async function roomBy(reader: Reader, by: number | { siteId: number; uid: string }) {
  const { mediations } = reader.t;
  const named = typeof by === 'number' ? eq(mediations.id, by) : and(eq(mediations.siteId, by.siteId), eq(mediations.uid, by.uid));
  const [row] = await reader.select().from(mediations).where(named);
  return row ? { ...row, seats: await seatsOf(reader, [row.id]) } : null;
}

/** The mediator first; each by what they may do by now. */
export async function seatsOf(reader: Reader, mediationIds: number[]) {
  const { mediationSeats, members, accounts } = reader.t;
  const rows = await reader
    .select({
      mediationId: mediationSeats.mediationId,
      memberId: mediationSeats.memberId,
      seat: mediationSeats.seat,
      acceptedAt: mediationSeats.acceptedAt,
      unread: mediationSeats.unread,
      uid: members.uid,
      name: members.name,
      role: members.role,
      owner: accounts.owner,
    })
    .from(mediationSeats)
    .innerJoin(members, eq(members.id, mediationSeats.memberId))
    .leftJoin(accounts, eq(accounts.id, members.accountId))
    .where(inArray(mediationSeats.mediationId, [...mediationIds, 0]))
    .orderBy(asc(mediationSeats.mediationId), sql`${mediationSeats.seat} <> 'mediator'`, asc(mediationSeats.seat));
  return rows.map(({ owner, ...row }) => ({ ...row, role: roleOf({ owner: owner ?? false }, row) }));
}

/** Who mediates: with the role, the seat is nobody's. */
export const mediatorOf = (seats: SeatRow[]) => seats.find((one) => one.seat === 'mediator' && canModerate(one)) ?? null;
export const partiesOf = (seats: SeatRow[]) => seats.filter(({ seat }) => seat !== 'mediator');

/** Of what one desk shows. */
const MOST = 200;

/** With `memberId` those where they sit, else all of the site; the latest first. */
export async function roomsOf(reader: Reader, { siteId, memberId, as }: { siteId: number; memberId?: number; as?: 'mediator' | 'party' }) {
  const { mediations, mediationSeats } = reader.t;
  const seat = as === 'mediator' ? eq(mediationSeats.seat, 'mediator') : ne(mediationSeats.seat, 'mediator');
  const theirs =
    memberId === undefined
      ? undefined
      : inArray(
          mediations.id,
          reader
            .select({ id: mediationSeats.mediationId })
            .from(mediationSeats)
            .where(and(eq(mediationSeats.memberId, memberId), seat)),
        );
  const rows = await reader
    .select()
    .from(mediations)
    .where(and(eq(mediations.siteId, siteId), theirs))
    .orderBy(desc(mediations.id))
    .limit(MOST);
  const seats = Map.groupBy(
    await seatsOf(
      reader,
      rows.map(({ id }) => id),
    ),
    ({ mediationId }) => mediationId,
  );
  return rows.map((row) => ({ ...row, seats: seats.get(row.id) ?? [] }));
}

export type WordRow = Awaited<ReturnType<typeof wordsIn>>[number];

/** All that was said there, the first first, each proposal with what was said of it. */
export async function wordsIn(reader: Reader, mediationId: number) {
  const { mediationWords, mediationAnswers, members, posts } = reader.t;
  const publisher = alias(members, 'publisher');
  const answerer = alias(members, 'answerer');
  const rows = await reader
    .select({
      id: mediationWords.id,
      uid: mediationWords.uid,
      kind: mediationWords.kind,
      text: mediationWords.text,
      state: mediationWords.state,
      publishes: mediationWords.publishes,
      publisherId: mediationWords.publisherId,
      publisherName: publisher.name,
      publishedUid: posts.uid,
      authorId: mediationWords.authorId,
      authorUid: members.uid,
      authorName: members.name,
      at: mediationWords.at,
    })
    .from(mediationWords)
    .innerJoin(members, eq(members.id, mediationWords.authorId))
    .leftJoin(publisher, eq(publisher.id, mediationWords.publisherId))
    .leftJoin(posts, eq(posts.id, mediationWords.publishedId))
    .where(eq(mediationWords.mediationId, mediationId))
    .orderBy(asc(mediationWords.id));
  const answers = await reader
    .select({
      wordId: mediationAnswers.wordId,
      memberId: answerer.id,
      name: answerer.name,
      agreed: mediationAnswers.agreed,
      at: mediationAnswers.at,
    })
    .from(mediationAnswers)
    .innerJoin(answerer, eq(answerer.id, mediationAnswers.memberId))
    .innerJoin(mediationWords, eq(mediationWords.id, mediationAnswers.wordId))
    .where(eq(mediationWords.mediationId, mediationId))
    .orderBy(asc(mediationAnswers.at), asc(answerer.id));
  return rows.map((row) => ({ ...row, answers: answers.filter(({ wordId }) => wordId === row.id) }));
}

/** Where something is new to them. Asked for each page of ours: one prepared read on a small partial index. */
export async function countUnreadRooms(reader: Reader, memberId: number): Promise<number> {
  const { mediationSeats } = reader.t;
  const query = preparedRows(reader, 'unread mediations', () =>
    reader
      .select({ n: count() })
      .from(mediationSeats)
      .where(and(eq(mediationSeats.memberId, sql.placeholder('memberId')), sql`${mediationSeats.unread}`)),
  );
  return (await query({ memberId }))[0]!.n;
}

/** That there is one, and how it went: never what was said. */
export function mediationsOfCase(reader: Reader, caseId: number) {
  const { mediations, mediationSeats } = reader.t;
  return reader
    .select({
      uid: mediations.uid,
      state: mediations.state,
      at: mediations.at,
      endedAt: mediations.endedAt,
      mediatorId: mediationSeats.memberId,
    })
    .from(mediations)
    .leftJoin(mediationSeats, and(eq(mediationSeats.mediationId, mediations.id), eq(mediationSeats.seat, 'mediator')))
    .where(eq(mediations.caseId, caseId))
    .orderBy(asc(mediations.id));
}

/** What runs, of which some have had their time. */
export function runningRooms(reader: Reader) {
  const { mediations } = reader.t;
  return reader
    .select({ id: mediations.id, siteId: mediations.siteId, dueAt: mediations.dueAt })
    .from(mediations)
    .where(isNull(mediations.endedAt))
    .orderBy(asc(mediations.id));
}

/** They have it before their eyes. Resolves with whether anything was new. */
export async function markRoomRead({ db }: { db: Database }, { id, seats }: Room, memberId: number): Promise<boolean> {
  if (!seats.some((seat) => seat.memberId === memberId && seat.unread)) return false;
  await db.write(async (tx) => {
    const { mediationSeats } = tx.t;
    await tx
      .update(mediationSeats)
      .set({ unread: false })
      .where(and(eq(mediationSeats.mediationId, id), eq(mediationSeats.memberId, memberId)));
  });
  return true;
}
