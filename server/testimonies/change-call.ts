import { and, eq, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom } from '../threads/policy.ts';
import { appendChange } from '../threads/queries.ts';
import type { CallThere } from './find-call.ts';
import type { CallChange } from './input.ts';
import { numbered, refusePast } from './plan-call.ts';
import { refuseUnlessSetsUp } from './policy.ts';
import { callIn, isAnswered, readersOf } from './queries.ts';
import type { CallField } from './wire.ts';

/**
 * What it asks, until somebody has answered; its end, how long answers are kept, who reads them, at any time: what has been sent
 * keeps the promise it was sent under. Refuses `testimony_begun` for other questions then, `invalid` for an end that is past
 * and was not before, for readers who are not of the newsroom, and for none.
 */
export async function changeCall({ db, bus, now }: Deps, { member, session }: Staff, there: CallThere, { named, ...to }: CallChange) {
  const at = now();
  const { thread, name: place } = there;
  const { id: threadId, siteId } = thread;
  const seq = await db.write(
    async (tx) => {
      await refuseUnlessSetsUp(tx, member.id, thread);
      const call = (await callIn(tx, threadId))!;
      if (to.closesAt.getTime() !== call.closesAt.getTime()) refusePast(to, at);
      const fields = numbered(to.fields, call.fields);
      const other = !areSame(fields, call.fields);
      if (other && (await isAnswered(tx, threadId))) throw new Refusal('testimony_begun');
      const { testimonyCalls } = tx.t;
      await tx
        .update(testimonyCalls)
        .set({ ...to, fields, form: call.form + Number(other) })
        .where(eq(testimonyCalls.threadId, threadId));
      const changed = to.readers === 'named' && named !== undefined && (await nameReaders(tx, { threadId, siteId, named }));
      const log = { siteId, actor: session.account.uid, facts: { thread: thread.uid }, at };
      await logSecurity(tx, { event: 'testimony.call_changed', ...log });
      if (changed || to.readers !== call.readers) await logSecurity(tx, { event: 'testimony.readers_changed', ...log });
      return appendChange(tx, { threadId, kind: 'thread.changed', postId: null, count: 0, at });
    },
    { lock: place },
  );
  bus.emit('thread.changed', { threadId, place, seq, kind: 'thread.changed' });
}

const areSame = (some: CallField[], others: CallField[]) => keyOf(some) === keyOf(others);
/** A database may keep the names of an object in an order of its own. */
const keyOf = (fields: CallField[]) =>
  JSON.stringify(fields.map(({ id, type, label, help, required, options }) => [id, type, label, help, required, options]));

/** Resolves with whether they are others than before. */
async function nameReaders(tx: Writer, { threadId, siteId, named }: { threadId: number; siteId: number; named: string[] }) {
  const { members, testimonyReaders } = tx.t;
  const rows =
    named.length === 0
      ? []
      : await tx
          .select({ id: members.id, role: members.role })
          .from(members)
          .where(and(eq(members.siteId, siteId), inArray(members.uid, named)));
  const staff = rows.filter(isNewsroom);
  if (staff.length === 0 || staff.length < new Set(named).size)
    throw new Refusal('invalid', { fields: { named: [staff.length === 0 ? 'field.no_reader' : 'field.not_of_newsroom'] } });
  const before = new Set((await readersOf(tx, threadId)).map(({ id }) => id));
  await tx.delete(testimonyReaders).where(eq(testimonyReaders.threadId, threadId));
  await tx.insert(testimonyReaders).values(staff.map(({ id: memberId }) => ({ threadId, siteId, memberId })));
  return before.size !== staff.length || staff.some(({ id }) => !before.has(id));
}
