import { lte } from 'drizzle-orm';
import { givenAll, preparedWrite, type Database, type Writer } from '../db/database.ts';
import type { Address } from '../http/address.ts';
import { createBox } from '../security/box.ts';
import type { OriginClass } from './schema.ts';

/** Of a contribution: where from, and when. */
type Contribution = Address & { at: Date };
/** Of an account that was closed: who held it, or under which names. */
type Holder = { at: Date; email: string; name: string } | { at: Date; id: string; names: string[]; createdAt: Date };

/** A fact as bytes that only the key opens. */
export type Seal = (fact: Contribution | Holder) => Buffer;

/**
 * For how long the law has each kept of whoever contributed (CPCE, art. L. 34-1, II bis; décret 2021-1362): technical
 * source data one year from the connection (art. 5); of an account, once it is closed, its names and identifiers one
 * year (art. 3) and the identity that was given for it, here name and address, five (art. 2).
 */
const KEEP_YEARS: Record<OriginClass, number> = { contribution: 1, account: 1, identity: 5 };

export function keptUntil(kind: OriginClass, at: Date): Date {
  const until = new Date(at);
  until.setUTCFullYear(until.getUTCFullYear() + KEEP_YEARS[kind]);
  return until;
}

/** As JSON, in a box (security/box.ts) that nothing here opens. */
export function createSeal(secret: string): Seal {
  const { seal } = createBox(secret, 'origin record');
  return (fact) => seal(JSON.stringify(fact));
}

export type OriginFact = { siteId: number; postId: number; memberId: number; act: 'create' | 'edit' | 'delete'; sealed: Buffer; at: Date };

export async function recordOrigin(tx: Writer, { at, ...fact }: OriginFact) {
  const { originRecords } = tx.t;
  const insert = preparedWrite(tx, 'record origin', () =>
    tx
      .insert(originRecords)
      .values({ ...givenAll(originRecords, ['siteId', 'postId', 'memberId', 'act', 'sealed', 'purgeAt']), class: 'contribution' }),
  );
  await insert({ ...fact, purgeAt: keptUntil('contribution', at) });
}

/** Who held an account, once it is closed. */
export async function recordHolder(
  tx: Writer,
  { at, ...fact }: { siteId: number; memberId: number; class: 'account' | 'identity'; sealed: Buffer; at: Date },
) {
  await tx.insert(tx.t.originRecords).values({ ...fact, act: 'close', purgeAt: keptUntil(fact.class, at) });
}

export const purgeOriginRecords = (db: Database, now: Date) =>
  db.write(async (tx) => void (await tx.delete(tx.t.originRecords).where(lte(tx.t.originRecords.purgeAt, now))));
