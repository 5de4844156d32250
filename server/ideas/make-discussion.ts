import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { logSecurity } from '../security/log.ts';
import { appendChange, threadIn, type Place, type Thread } from '../threads/queries.ts';

/**
 * What was proposed is talked about instead. Its author stays who opened it, its votes stay as what it once had. Twice is
 * once. Refuses `not_found` for what never was an idea or is not theirs to moderate, `idea_turned` for a duplicate.
 */
export async function makeDiscussion(
  { db, bus, now }: Deps,
  { member, session }: Staff,
  { name: place, thread: { id } }: Place & { thread: Thread },
) {
  const at = now();
  const change = { threadId: id, kind: 'thread.changed' as const };
  const seq = await db.write(
    async (tx) => {
      const { threads, ideas } = tx.t;
      const thread = await threadIn(tx, id);
      await refuseUnlessModerator(tx, member.id, thread.spaceId);
      const [idea] = await tx.select({ votes: ideas.votes }).from(ideas).where(eq(ideas.threadId, id));
      if (!idea) throw new Refusal('not_found');
      if (thread.state === 'duplicate') throw new Refusal('idea_turned');
      if (thread.kind !== 'idea') return null;
      await tx.update(threads).set({ kind: 'discussion', state: null, unindexed: true }).where(eq(threads.id, id));
      const facts = { thread: thread.uid };
      await logSecurity(tx, { event: 'idea.made_discussion', siteId: thread.siteId, actor: session.account.uid, facts, at });
      return appendChange(tx, { ...change, postId: null, count: 0, at });
    },
    { lock: place },
  );
  if (seq !== null) bus.emit('thread.changed', { ...change, place, seq });
}
