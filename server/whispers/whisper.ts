import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { postById } from '../posts/queries.ts';
import type { Thread } from '../threads/queries.ts';
import { whisperByUid } from './queries.ts';

export type NewWhisper = { clientId: string; text: string; post?: string | null | undefined };

/** Said to the newsroom alone; sent twice, it is said once. Nothing tells of it: no event, no notice, no number. Refuses `invalid` for a post of another thread. */
export async function whisper({ db, now, newId }: Deps, { member }: Staff, thread: Thread, { post: about, ...said }: NewWhisper) {
  const post = about ? await postById(db.read, about) : null;
  if (about && post?.threadId !== thread.id) throw new Refusal('invalid', { fields: { post: ['field.wrong'] } });
  const row = {
    ...said,
    uid: newId(),
    siteId: thread.siteId,
    threadId: thread.id,
    postId: post?.id ?? null,
    authorId: member.id,
    at: now(),
  };
  const { whispers } = db.read.t;
  await db.write(
    async (tx) =>
      void (await tx
        .insert(whispers)
        .values(row)
        .onConflictDoNothing({ target: [whispers.authorId, whispers.clientId] })),
  );
}

/** Whoever wrote it. Refuses `not_found` for all others. */
export async function takeBack({ db }: Deps, { member, site }: Staff, uid: string) {
  const found = await whisperByUid(db.read, site.id, uid);
  if (found?.authorId !== member.id) throw new Refusal('not_found');
  await db.write(async (tx) => void (await tx.delete(tx.t.whispers).where(eq(tx.t.whispers.id, found.id))));
}
