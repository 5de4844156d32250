import { and, eq, sql } from 'drizzle-orm';
import { isProved } from '../accounts/policy.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Actor } from '../http/who.ts';
import { refuseRestricted } from '../sanctions/refuse.ts';
import { canFind, rulesOf } from '../threads/policy.ts';
import { threadIn } from '../threads/queries.ts';
import { CONSENT } from './agreement-words.ts';
import { checkAnswers } from './check-answers.ts';
import type { CallThere } from './find-call.ts';
import type { AnswerInput } from './input.ts';
import { callIn, type Call } from './queries.ts';

const DAY_MS = 86_400_000;
/** More than a newsroom can read: somebody sends them by machine. */
const MOST_ANSWERS = 5000;

export const keptUntil = ({ closesAt, keepDays }: Pick<Call, 'closesAt' | 'keepDays'>) => new Date(closesAt.getTime() + keepDays * DAY_MS);

/**
 * What one member answers, once, and changes until it closes. No phase reads it and nobody is told what it says: it is for its
 * readers. Refuses `not_found`, `vote_unproved` to guests and while one's address is not proved, `subscribers_only`, and as refuseRestricted;
 * `testimony_closed` with `until`, `testimony_mended` where it asks something else by now, `testimony_full`; `invalid` by field.
 */
export async function answerCall(
  deps: Deps,
  { actor: { member, session }, address }: { actor: Actor; address: Address },
  there: CallThere,
  { form, answers }: AnswerInput,
) {
  const at = deps.now();
  const { thread, name: lock } = there;
  if (!canFind(thread, member, at)) throw new Refusal('not_found');
  if (member.role === 'guest' || !isProved(session.account)) throw new Refusal('vote_unproved');
  const { audience } = rulesOf(there, at);
  if (audience === 'subscribers' && member.role === 'member') throw new Refusal('subscribers_only');
  await Promise.all([deps.limit('testify', `member ${member.id}`), deps.limit('testifyFromAddress', address.ip)]);
  await refuseRestricted(deps.db.read, member.id, at);
  const uid = deps.newId();
  await deps.db.write(
    async (tx) => {
      const call = (await callIn(tx, thread.id))!;
      if (call.closesAt <= at) throw new Refusal('testimony_closed', { until: call.closesAt });
      if ((await threadIn(tx, thread.id)).mergedIntoId !== null) throw new Refusal('thread_merged');
      if (call.form !== form) throw new Refusal('testimony_mended');
      const { testimonies } = tx.t;
      const sent = { answers: checkAnswers(call.fields, answers), consent: CONSENT, consentedAt: at, keptUntil: keptUntil(call) };
      const changed = await tx
        .update(testimonies)
        .set({ ...sent, editedAt: at, changedById: null, version: sql`${testimonies.version} + 1` })
        .where(and(eq(testimonies.threadId, thread.id), eq(testimonies.memberId, member.id)))
        .returning({ id: testimonies.id });
      if (changed.length > 0) return;
      if ((await tx.$count(testimonies, eq(testimonies.threadId, thread.id))) >= MOST_ANSWERS) throw new Refusal('testimony_full');
      await tx.insert(testimonies).values({ ...sent, uid, siteId: thread.siteId, threadId: thread.id, memberId: member.id, sentAt: at });
    },
    { lock },
  );
}
