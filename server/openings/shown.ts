// How many members were shown each of two openings, and never who (docs/decisions/083).
import { createHmac } from 'node:crypto';
import { and, eq, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Context } from 'hono';
import type { Counted } from '../audience/gathering.ts';
import { isCounted } from '../audience/reader.ts';
import type { Database, Writer } from '../db/database.ts';
import type { Actor, Env } from '../http/who.ts';
import { newSecret } from '../ids.ts';
import type { Place } from '../threads/queries.ts';
import { dateIn } from '../time/wall-time.ts';
import { halfOf } from './half-of.ts';
import { isTriedOn, triedIn } from './show-second.ts';

/** Of each half: right to half a percent for ten thousand members. */
const BITS = 2 ** 16;
/** A trial that nobody ends counts no longer. */
const COUNTED_MS = 30 * 86_400_000;

type Shown = Extract<Counted, { kind: 'opening' }>;

/** Into memory, and no further; of who says no, nothing. */
export async function countOpening(c: Context<Env>, { site, thread }: Place, viewer: Actor | null) {
  if (!thread || !viewer || !isTriedOn(thread, viewer.member) || !isCounted(c.req.header())) return;
  const { audience, db, now } = c.get('deps');
  const trial = await triedIn(db.read, thread.id);
  if (!trial) return;
  const { uid: member } = viewer.member;
  const half = halfOf(thread.uid, member);
  audience.add({ kind: 'opening', siteId: site.id, day: dateIn(now(), site.timeZone), trial: trial.id, half, member });
}

/** Nothing of a trial that ended meanwhile. */
export async function keepShown(tx: Writer, shown: Shown[], { secret, now }: { secret: string | null; now: Date }) {
  const { openings } = tx.t;
  for (const [id, some] of Map.groupBy(shown, ({ trial }) => trial)) {
    const [row] = await tx
      .select()
      .from(openings)
      .where(and(eq(openings.id, id), isNull(openings.endedAt)));
    if (!row || row.startedAt.getTime() + COUNTED_MS <= now.getTime()) continue;
    const salt = row.salt ?? newSecret();
    const bitsOf = (half: Shown['half'], known: Buffer | null) =>
      withSeen(
        known,
        some.filter((one) => one.half === half).map(({ member }) => ({ key: `${salt} ${secret}`, member })),
      );
    const [firstSeen, secondSeen] = [bitsOf('first', row.firstSeen), bitsOf('second', row.secondSeen)];
    const numbers = { firstShown: countSeen(firstSeen), secondShown: countSeen(secondSeen) };
    await tx
      .update(openings)
      .set({ salt, firstSeen, secondSeen, ...numbers })
      .where(eq(openings.id, id));
  }
}

/** The bits of a half with these members' own set. */
export function withSeen(known: Buffer | null, members: { key: string; member: string }[]): Buffer {
  const bits = Buffer.from(known ?? Buffer.alloc(BITS / 8));
  for (const { key, member } of members) {
    const bit = createHmac('sha256', key).update(member).digest().readUInt16BE();
    bits[bit >> 3]! |= 1 << (bit & 7);
  }
  return bits;
}

/** How many members set them, most likely. */
export function countSeen(bits: Buffer): number {
  let set = 0;
  for (const byte of bits) for (let rest = byte; rest > 0; rest &= rest - 1) set++;
  return Math.round(-BITS * Math.log(1 - Math.min(set, BITS - 1) / BITS));
}

/** What members were hashed with, of trials that are over or went on for long. */
export const FORGOTTEN = { salt: null, firstSeen: null, secondSeen: null };

export const forgetShown = (db: Database, now: Date) =>
  db.write(async (tx) => {
    const { openings } = tx.t;
    const over = or(isNotNull(openings.endedAt), lte(openings.startedAt, new Date(now.getTime() - COUNTED_MS)));
    await tx
      .update(openings)
      .set(FORGOTTEN)
      .where(and(isNotNull(openings.salt), over));
  });
