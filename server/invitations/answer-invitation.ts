import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import { acceptedVersion } from '../accounts/accept-charter.ts';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { noteChange } from '../members/note-change.ts';
import { queueInvitationMail } from './mails.ts';
import type { InvitationState } from './schema.ts';

export type Answer =
  | { act: 'accept'; charter: number | undefined }
  | { act: 'decline'; word: string }
  | { act: 'propose'; proposal: string };

/** From where each may be said. Who is on their way says no, and says so again; who accepted has a date already. */
const FROM: Record<Answer['act'], InvitationState[]> = {
  accept: ['sent', 'proposed', 'declined'],
  decline: ['sent', 'proposed', 'accepted'],
  propose: ['sent', 'proposed', 'declined'],
};

/**
 * What an expert says to their invitation; whoever sent it is told by mail. Saying it twice is saying it once. Refuses
 * `not_found` for another's, `link_spent` for one that has ended or was withdrawn, `invalid` where the charter was not
 * accepted.
 */
export async function answerInvitation(deps: Deps, member: Member, { id, ...answer }: Answer & { id: string }): Promise<void> {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { invitations, members } = tx.t;
    const [theirs] = await tx
      .select({ id: invitations.id, state: invitations.state })
      .from(invitations)
      .where(and(eq(invitations.uid, id), eq(invitations.memberId, member.id)));
    if (!theirs) throw new Refusal('not_found');
    if (theirs.state === STATE[answer.act] && answer.act === 'accept') return;
    if (answer.act === 'accept' && member.charterVersion === null) {
      const charterVersion = await acceptedVersion(tx, member.siteId, answer.charter);
      await tx.update(members).set({ charterVersion }).where(eq(members.id, member.id));
    }
    const answered = await tx
      .update(invitations)
      .set({ ...said(answer), state: STATE[answer.act], answeredAt: at })
      .where(
        and(
          eq(invitations.id, theirs.id),
          inArray(invitations.state, FROM[answer.act]),
          or(isNull(invitations.endsAt), gt(invitations.endsAt, at)),
        ),
      )
      .returning({ id: invitations.id });
    if (answered.length === 0) throw new Refusal('link_spent');
    await noteChange(tx, member.id); // above the conversations where they answer, who answers is another
    await queueInvitationMail(tx, { invitation: theirs.id, siteId: member.siteId, purpose: 'answered' }, at);
  });
}

const STATE = { accept: 'accepted', decline: 'declined', propose: 'proposed' } as const satisfies Record<Answer['act'], InvitationState>;

function said(answer: Answer): { word?: string; proposal?: string } {
  if (answer.act === 'decline') return { word: answer.word };
  return answer.act === 'propose' ? { proposal: answer.proposal } : {};
}
