import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { endOf, largestName } from './files.ts';

/** What somebody has sent, at its largest, for themselves: also what no post shows. Refuses `not_found` for another's. */
export async function ownFile({ db, store }: Pick<Deps, 'db' | 'store'>, accountId: number, uid: string) {
  const { media, members } = db.read.t;
  const [row] = await db.read
    .select({ kind: media.kind, key: media.key, type: media.type, width: media.width })
    .from(media)
    .innerJoin(members, eq(members.id, media.memberId))
    .where(and(eq(media.uid, uid), eq(members.accountId, accountId)));
  const file = row && (await store.get(largestName(row)));
  if (!file) throw new Refusal('not_found');
  return { ...file, type: row.type, name: `${uid}.${endOf(row.type)}` };
}
