import { and, eq, isNull } from 'drizzle-orm';
import { accountByEmail } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { stopMails } from '../notifications/save-settings.ts';
import type { InboundOutcome } from './wire.ts';

/** Of a report in the feedback format (RFC 5965 §3.1): somebody called a mail of ours unwanted. */
export const isComplaint = (report: string) => /^Feedback-Type:\s*abuse\b/im.test(report);

/** Whoever calls our mails unwanted gets none of those they can stop, from any site; what the law asks still reaches them. */
export async function noteComplaint(deps: Deps, accountId: number): Promise<InboundOutcome> {
  const { read } = deps.db;
  const { members } = read.t;
  const theirs = await read
    .select({ uid: members.uid })
    .from(members)
    .where(and(eq(members.accountId, accountId), isNull(members.goneAt)));
  for (const { uid } of theirs) await stopMails(deps, uid);
  return 'complained';
}

/** Told by the service that sends for us. */
export async function noteComplaintBy(deps: Deps, { recipient }: { recipient: string }): Promise<InboundOutcome> {
  const account = await accountByEmail(deps.db.read, recipient);
  return account ? noteComplaint(deps, account.id) : 'not_ours';
}
