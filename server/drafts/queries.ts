import { and, desc, eq, inArray, like, lt } from 'drizzle-orm';
import type { Database, Reader, Writer } from '../db/database.ts';
import type { DraftWire } from './wire.ts';

/** Of one member: whoever begins a hundred texts comes back to the latest. */
const MOST = 100;
/** Days: what nobody took up again by then is no draft. */
const KEEP_DAYS = 90;

/** Where a draft is: the conversation's name, then the composer's. */
export const draftPlace = (place: string, name: string) => `${place} ${name}`;

export async function draftsIn(reader: Reader, memberId: number, place: string): Promise<DraftWire[]> {
  const { drafts } = reader.t;
  const rows = await reader
    .select()
    .from(drafts)
    .where(and(eq(drafts.memberId, memberId), like(drafts.place, `${place.replace(/[%_]/g, '_')} %`)))
    .orderBy(drafts.place);
  return rows.filter((row) => row.place.startsWith(`${place} `)).map(presentDraft);
}

export async function draftAt(reader: Reader, memberId: number, place: string) {
  const { drafts } = reader.t;
  const [row] = await reader
    .select()
    .from(drafts)
    .where(and(eq(drafts.memberId, memberId), eq(drafts.place, place)));
  return row ?? null;
}

type Row = NonNullable<Awaited<ReturnType<typeof draftAt>>>;

export const presentDraft = ({ place, source, version, updatedAt }: Row): DraftWire => ({
  name: place.slice(place.lastIndexOf(' ') + 1),
  source,
  version,
  at: updatedAt.toISOString(),
});

/** Those beyond the latest go. */
export async function trimDrafts(tx: Writer, memberId: number) {
  const { drafts } = tx.t;
  const beyond = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(eq(drafts.memberId, memberId))
    .orderBy(desc(drafts.updatedAt), desc(drafts.id))
    .limit(MOST)
    .offset(MOST);
  const ids = beyond.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(drafts).where(inArray(drafts.id, ids));
}

export const purgeDrafts = (db: Database, now: Date) =>
  db.write(
    async (tx) => void (await tx.delete(tx.t.drafts).where(lt(tx.t.drafts.updatedAt, new Date(now.getTime() - KEEP_DAYS * 86_400_000)))),
  );
