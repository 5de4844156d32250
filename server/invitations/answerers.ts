import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { authorColumns } from '../posts/queries.ts';
import type { Thread } from '../threads/queries.ts';

/** Faces above a conversation: a round table has no more. */
const MOST = 6;

type Asked = Pick<Thread, 'id' | 'authorId'>;

/** Who answers, as readers are told: whoever was invited and accepted; where nobody was invited, who opened it. Index: invitation_threads_thread. */
export async function answerersOf(reader: Reader, thread: Asked) {
  const { invitations, invitationThreads, members } = reader.t;
  const invited = await reader
    .select({ ...authorColumns(reader.t), state: invitations.state })
    .from(invitationThreads)
    .innerJoin(invitations, eq(invitations.id, invitationThreads.invitationId))
    .innerJoin(members, eq(members.id, invitations.memberId))
    .where(and(eq(invitationThreads.threadId, thread.id), inArray(invitations.state, ['sent', 'proposed', 'accepted'])))
    .orderBy(asc(invitations.id));
  if (invited.length === 0) return opener(reader, thread);
  const accepted = invited.filter(({ state }) => state === 'accepted');
  return [...new Map(accepted.map((one) => [one.authorUid, { ...one, expert: true }])).values()].slice(0, MOST);
}

async function opener(reader: Reader, { authorId }: Asked) {
  const { members } = reader.t;
  const rows = await reader
    .select(authorColumns(reader.t))
    .from(members)
    .where(eq(members.id, authorId ?? 0));
  return rows.map((one) => ({ ...one, expert: false }));
}

/** All who were invited there and what they said, the first first. */
export function invitedTo(reader: Reader, threadId: number) {
  const { invitations, invitationThreads, members } = reader.t;
  return reader
    .select({ uid: invitations.uid, name: members.name, state: invitations.state, endsAt: invitations.endsAt })
    .from(invitationThreads)
    .innerJoin(invitations, eq(invitations.id, invitationThreads.invitationId))
    .innerJoin(members, eq(members.id, invitations.memberId))
    .where(eq(invitationThreads.threadId, threadId))
    .orderBy(asc(invitations.id));
}

/** Whether this post is an answer of who was asked: written as invited, or, where nobody was invited, by who opened the thread. */
export async function isAnswerer(reader: Reader, { id, authorId }: Asked, post: { id: number; authorId: number }): Promise<boolean> {
  const { posts, invitations, invitationThreads } = reader.t;
  const [row] = await reader.select({ expert: posts.expert }).from(posts).where(eq(posts.id, post.id));
  if (row!.expert || post.authorId !== authorId) return row!.expert;
  const open = reader
    .select({ id: invitations.id })
    .from(invitations)
    .where(inArray(invitations.state, ['sent', 'proposed', 'accepted']));
  const { invitationId, threadId } = invitationThreads;
  return (await reader.$count(invitationThreads, and(eq(threadId, id), inArray(invitationId, open)))) === 0;
}
