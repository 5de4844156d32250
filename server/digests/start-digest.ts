import type { Writer } from '../db/database.ts';
import { slugOf } from '../threads/slug.ts';
import type { Prepared } from './prepare.ts';

type Item = { id: number; siteId: number };

/** In the transaction that calls the item published: from here on it leaves (spread.ts). */
export async function startDigest(
  tx: Writer,
  { id: itemId, siteId }: Item,
  { to, picks, letter, wanted }: Prepared,
  given: { uid: string; at: Date },
) {
  const { uid, at } = given;
  const campaign = campaignOf(letter.title, uid);
  await tx.insert(tx.t.digests).values({ ...letter, ...to, picks, uid, siteId, itemId, campaign, wanted, startedAt: at });
}

/** What it is about, and which of several. */
export const campaignOf = (title: string, uid: string) => `${slugOf(title, 40) || 'letter'}-${uid.slice(-6)}`;
