import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { check } from '../accounts/form.tsx';
import type { Member } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { OpeningDetails } from '../threads/kind-details.ts';
import type { Thread } from '../threads/queries.ts';
import { callInput, type CallInput } from './input.ts';
import type { CallField } from './wire.ts';

/** `talks`: readers write under it. */
const opened = callInput.extend({ talks: z.boolean('field.wrong').default(true) });

/**
 * What a call asks and promises, said by whoever opens it; of readers that are named, they are the first. Refuses `invalid`
 * for an end that is past, besides what the fields refuse.
 */
export function planCall(given: Readonly<Record<string, unknown>>, { member, now }: { member: Member; now: Date }): OpeningDetails {
  const { talks, ...call } = check(opened, given);
  refusePast(call, now);
  return {
    text: wordsOf(call),
    insert: async (tx: Writer, { id: threadId, siteId }: Thread, at: Date) => {
      const { testimonyCalls, testimonyReaders, threads } = tx.t;
      const { readers, closesAt, keepDays } = call;
      await tx.insert(testimonyCalls).values({ threadId, siteId, fields: numbered(call.fields, []), closesAt, keepDays, readers });
      await tx.insert(testimonyReaders).values({ threadId, siteId, memberId: member.id });
      if (!talks) await tx.update(threads).set({ closedAt: at }).where(eq(threads.id, threadId));
    },
  };
}

export function refusePast({ closesAt }: Pick<CallInput, 'closesAt'>, now: Date) {
  if (closesAt <= now) throw new Refusal('invalid', { fields: { closesAt: ['field.past'] } });
}

/** What readers see of it. */
const wordsOf = ({ fields }: Pick<CallInput, 'fields'>) =>
  fields.flatMap(({ label, help, options }) => [label, help, ...options]).join('\n');

/** Each by an id of its own, which it keeps: what was typed under it stays its answer. */
export function numbered(fields: CallInput['fields'], before: CallField[]): CallField[] {
  const known = new Set(before.map(({ id }) => id));
  const used = new Set<string>();
  let last = Math.max(0, ...before.map(({ id }) => Number(id.slice(1))));
  return fields.map(({ id, ...field }) => {
    const own = id !== undefined && known.has(id) && !used.has(id) ? id : `f${++last}`;
    used.add(own);
    return { id: own, ...field };
  });
}
