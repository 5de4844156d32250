import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { kinds } from './kinds.ts';
import { spaceIn, threadColumns, type Space, type Thread } from './queries.ts';
import { setTags, type Tag } from './tags.ts';
import type { Kind } from './wire.ts';

export type NewThread = {
  uid: string;
  siteId: number;
  spaceId: number;
  kind: Kind;
  title: string;
  authorId: number;
  tags: Tag[];
};

/** A thread of the forum, before what it opens with; its space as it is by now. Refuses as openThread. */
export async function insertThread(tx: Writer, { tags, ...row }: NewThread, createdAt: Date): Promise<Thread> {
  const space = await spaceIn(tx, row.spaceId);
  refuseGone(space);
  const [thread] = await tx
    .insert(tx.t.threads)
    .values({ ...row, spaceId: space.id, state: kinds[row.kind].states[0] ?? null, createdAt })
    .returning(threadColumns(tx.t));
  await setTags(tx, thread!, tags);
  return thread!;
}

/** Taken out or archived while somebody wrote. */
export function refuseGone(space: Space | null): asserts space is Space {
  if (!space) throw new Refusal('invalid', { fields: { space: ['field.space_gone'] } });
  if (space.archivedAt) throw new Refusal('invalid', { fields: { space: ['field.space_archived'] } });
}

/** What stands above all others in it: screened, held, edited and reported like any post. */
export async function openWith(tx: Writer, threadId: number, openingId: number) {
  const { threads } = tx.t;
  await tx.update(threads).set({ openingId }).where(eq(threads.id, threadId));
}
