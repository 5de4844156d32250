import { and, eq, gt, isNull, like, ne, or } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import { LOOK_ALIKES } from '../disguises/look-alikes.ts';
import { GROUPS } from './groups.ts';

/** Characters. */
const MAX_HANDLE = 30;
const BATCH = 500;
/** Nobody speaks for these. */
const RESERVED = new Set([...Object.keys(GROUPS), 'moderation', 'admin', 'membre']);

/** By what somebody is called: « Maëlle Kerbrat » is @maelle.kerbrat. Letters of other scripts that pass for Latin ones are read as those. */
export function handleOf(name: string): string {
  const plain = Array.from(
    name
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .toLowerCase(),
    (sign) => LOOK_ALIKES.get(sign) ?? sign,
  ).join('');
  const words =
    plain
      .replace(/œ/g, 'oe')
      .replace(/æ/g, 'ae')
      .match(/[a-z0-9]+/g) ?? [];
  const handle = words.join('.').slice(0, MAX_HANDLE).replace(/\.$/, '');
  return handle === '' || RESERVED.has(handle) ? `membre.${handle || '1'}` : handle;
}

/** The first that is free: their own, or with a number. */
export async function giveHandle(tx: Writer, { id, siteId, name }: { id: number; siteId: number; name: string }) {
  const { members } = tx.t;
  const wanted = handleOf(name);
  const alike = await tx
    .select({ handle: members.handle })
    .from(members)
    .where(and(eq(members.siteId, siteId), ne(members.id, id), or(eq(members.handle, wanted), like(members.handle, `${wanted}-%`))));
  const taken = new Set(alike.map(({ handle }) => handle));
  let handle = wanted;
  for (let n = 2; taken.has(handle); n++) handle = `${wanted}-${n}`;
  await tx.update(members).set({ handle }).where(eq(members.id, id));
}

/** For those who were here before anybody could be called. */
export async function fillHandles(db: Database): Promise<void> {
  const { members } = db.read.t;
  for (let last = 0; ;) {
    const rows = await db.read
      .select({ id: members.id, siteId: members.siteId, name: members.name })
      .from(members)
      .where(and(isNull(members.handle), isNull(members.goneAt), ne(members.role, 'guest'), gt(members.id, last)))
      .orderBy(members.id)
      .limit(BATCH);
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    await db.write(async (tx) => {
      for (const row of rows) await giveHandle(tx, row);
    });
  }
}
