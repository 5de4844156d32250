import { createHmac } from 'node:crypto';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { sameBytes } from '../accounts/same-bytes.ts';
import type { Deps } from '../deps.ts';
import type { Member } from '../accounts/queries.ts';

type Config = Deps['config'];

/** The address that a member's calendar program knows: whoever has it reads where they go, until another one is made. null: none is. */
export async function calendarPath({ db, config }: Deps, { id, uid }: Pick<Member, 'id' | 'uid'>): Promise<string | null> {
  const { calendars } = db.read.t;
  const [row] = await db.read.select({ version: calendars.version }).from(calendars).where(eq(calendars.memberId, id));
  return row ? `/calendars/${uid}.${mac(config, uid, row.version)}.ics` : null;
}

/** Another address; the one before opens nothing any more. */
export const renewCalendar = ({ db }: Deps, { id, siteId }: Pick<Member, 'id' | 'siteId'>) =>
  db.write(async (tx) => {
    const { calendars } = tx.t;
    await tx
      .insert(calendars)
      .values({ memberId: id, siteId, version: 1 })
      .onConflictDoUpdate({ target: calendars.memberId, set: { version: sql`${calendars.version} + 1` } });
  });

/** Whose it is, on this site; null for what is no address of ours, or no longer. */
export async function readCalendarToken({ db, config }: Deps, siteId: number, token: string): Promise<number | null> {
  const [uid = '', signature = ''] = token.split('.');
  const { calendars, members } = db.read.t;
  const [row] = await db.read
    .select({ id: members.id, version: calendars.version })
    .from(calendars)
    .innerJoin(members, and(eq(members.id, calendars.memberId), isNotNull(members.accountId)))
    .where(and(eq(members.uid, uid), eq(calendars.siteId, siteId)));
  return row && sameBytes(Buffer.from(signature), Buffer.from(mac(config, uid, row.version))) ? row.id : null;
}

const mac = ({ secret }: Config, uid: string, version: number) =>
  createHmac('sha256', `${secret} calendar`).update(`${uid} ${version}`).digest('base64url');
