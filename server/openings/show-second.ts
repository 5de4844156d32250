import { and, eq, isNull, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import type { Actor } from '../http/who.ts';
import type { PostWire } from '../posts/wire.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Place, Thread } from '../threads/queries.ts';
import { halfOf } from './half-of.ts';

/** A page's posts, with the second opening where it is tried on this member. Whoever opened it and the newsroom read the first. */
export async function showSecond(reader: Reader, { member }: Actor, { thread }: Place, { rows, wires }: Page): Promise<PostWire[]> {
  const place = thread ? rows.findIndex(({ id }) => id === thread.openingId) : -1;
  if (!thread || place < 0 || !isTriedOn(thread, member)) return wires;
  if (wires[place]!.html === null || halfOf(thread.uid, member.uid) === 'first') return wires;
  const html = (await triedIn(reader, thread.id))?.html;
  return html === undefined ? wires : wires.with(place, { ...wires[place]!, html });
}

export const isTriedOn = ({ openingId, authorId }: Pick<Thread, 'openingId' | 'authorId'>, member: Actor['member']): boolean =>
  openingId !== null && !isNewsroom(member) && member.id !== authorId;

type Page = { rows: { id: number }[]; wires: PostWire[] };

export async function triedIn(reader: Reader, threadId: number) {
  const { openings } = reader.t;
  const query = preparedRows(reader, 'second opening', () =>
    reader
      .select({ id: openings.id, html: openings.html })
      .from(openings)
      .where(and(eq(openings.threadId, sql.placeholder('threadId')), isNull(openings.endedAt))),
  );
  const [row] = await query({ threadId });
  return row ?? null;
}
