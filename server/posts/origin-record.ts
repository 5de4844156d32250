import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { lte } from 'drizzle-orm';
import type { Database, Writer } from '../db/database.ts';
import type { Address } from '../http/address.ts';

/** Address, port and time of a contribution, as bytes that only the key opens. */
export type Seal = (fact: Address & { at: Date }) => Buffer;

/** One year from the connection for technical source data: décret 2021-1362, art. 5. In days. */
const KEEP_DAYS = 365;

/** AES-256-GCM under a key of its own derived from the service's secret: 12 bytes of nonce, 16 of tag, then the JSON. */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'terrasse origin record 1', 32));
  return ({ ip, port, at }) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const body = Buffer.concat([cipher.update(JSON.stringify({ ip, port, at: at.toISOString() })), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  };
}

export type OriginFact = { siteId: number; postId: number; memberId: number; act: 'create' | 'edit' | 'delete'; sealed: Buffer; at: Date };

export async function recordOrigin(tx: Writer, { at, ...fact }: OriginFact) {
  const purgeAt = new Date(at.getTime() + KEEP_DAYS * 86_400_000);
  await tx.insert(tx.t.originRecords).values({ ...fact, class: 'contribution', purgeAt });
}

export const purgeOriginRecords = (db: Database, now: Date) =>
  db.write(async (tx) => void (await tx.delete(tx.t.originRecords).where(lte(tx.t.originRecords.purgeAt, now))));
