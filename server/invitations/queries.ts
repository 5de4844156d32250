import { and, count, desc, eq, gte, inArray, isNotNull, like, lt, sql, type SQL } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import type { Cursor } from '../http/cursor.ts';
import { skeletonOf } from '../members/skeleton.ts';
import { articleColumns, threadColumns } from '../threads/queries.ts';
import type { Role } from '../threads/wire.ts';

export const INVITATIONS_PAGE = 50;

/** An invitation of a site by its outside id, with who sent it and, for an expert's, whom it is for. */
export async function findInvitation(reader: Reader, siteId: number, uid: string): Promise<Invitation | null> {
  const { invitations } = reader.t;
  const [row] = await select(reader, and(eq(invitations.siteId, siteId), eq(invitations.uid, uid)), 1);
  return row ? whole(row) : null;
}

export async function invitationById(reader: Reader, id: number): Promise<Invitation | null> {
  const [row] = await select(reader, eq(reader.t.invitations.id, id), 1);
  return row ? whole(row) : null;
}

/** The latest first; one more than a page. Index: invitations_site. */
export async function invitationsOf(reader: Reader, siteId: number, after: Cursor | null): Promise<Invitation[]> {
  const { invitations } = reader.t;
  const beyond = after ? lt(invitations.id, after.id) : undefined;
  return (await select(reader, and(eq(invitations.siteId, siteId), beyond), INVITATIONS_PAGE + 1)).map(whole);
}

/** What a member was invited to as an expert, the latest first. Index: invitations_member. */
export async function invitationsFor(reader: Reader, memberId: number): Promise<Invitation[]> {
  return (await select(reader, eq(reader.t.invitations.memberId, memberId), INVITATIONS_PAGE)).map(whole);
}

function select(reader: Reader, where: SQL | undefined, limit: number) {
  const { invitations, members, accounts } = reader.t;
  const inviters = alias(members, 'inviters');
  return reader
    .select({
      id: invitations.id,
      uid: invitations.uid,
      siteId: invitations.siteId,
      kind: invitations.kind,
      role: invitations.role,
      state: invitations.state,
      email: invitations.email,
      emailKey: invitations.emailKey,
      hash: invitations.hash,
      usedAt: invitations.usedAt,
      cameAt: invitations.cameAt,
      accountId: invitations.accountId,
      locale: invitations.locale,
      quota: invitations.quota,
      uses: invitations.uses,
      memberId: invitations.memberId,
      message: invitations.message,
      startsAt: invitations.startsAt,
      endsAt: invitations.endsAt,
      proposal: invitations.proposal,
      word: invitations.word,
      answeredAt: invitations.answeredAt,
      createdAt: invitations.createdAt,
      invitedById: invitations.invitedById,
      inviterName: inviters.name,
      inviterRole: inviters.role,
      inviterOwner: accounts.owner,
      personUid: members.uid,
      personName: members.name,
      personRole: members.role,
      personPhoto: members.photo,
      personTitle: members.title,
      personAffiliation: members.affiliation,
      personInterests: members.interests,
      personAccountId: members.accountId,
    })
    .from(invitations)
    .innerJoin(inviters, eq(inviters.id, invitations.invitedById))
    .leftJoin(accounts, eq(accounts.id, inviters.accountId))
    .leftJoin(members, eq(members.id, invitations.memberId))
    .where(where)
    .orderBy(desc(invitations.id))
    .limit(limit);
}

export type Invitation = ReturnType<typeof whole>;

/** An owner acts as an admin on every site, whatever their member's role there. */
function whole({ inviterName, inviterRole, inviterOwner, ...row }: Awaited<ReturnType<typeof select>>[number]) {
  const {
    personUid,
    personName,
    personRole,
    personPhoto,
    personTitle,
    personAffiliation,
    personInterests,
    personAccountId,
    ...invitation
  } = row;
  const person = personUid && {
    uid: personUid,
    name: personName!,
    role: personRole!,
    photo: personPhoto,
    title: personTitle ?? '',
    affiliation: personAffiliation ?? '',
    interests: personInterests ?? '',
    accountId: personAccountId,
  };
  const role: Role = inviterOwner ? 'admin' : inviterRole;
  return { ...invitation, inviter: { name: inviterName, role }, person: person || null };
}

/** The threads of some invitations, in the order in which they were made. */
export function threadsOf(reader: Reader, invitationIds: number[]) {
  const { invitationThreads, threads, articles } = reader.t;
  return reader
    .select({ invitationId: invitationThreads.invitationId, thread: threadColumns(reader.t), article: articleColumns(reader.t) })
    .from(invitationThreads)
    .innerJoin(threads, eq(threads.id, invitationThreads.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(inArray(invitationThreads.invitationId, invitationIds))
    .orderBy(threads.id);
}
export type InvitationThread = Awaited<ReturnType<typeof threadsOf>>[number];

/** How many posts each expert has published where they were invited. Index: posts_author. */
export async function answersOf(reader: Reader, invitationIds: number[]): Promise<Map<number, number>> {
  const { invitations, invitationThreads, posts } = reader.t;
  const rows = await reader
    .select({ id: invitations.id, n: count(posts.id) })
    .from(invitations)
    .innerJoin(invitationThreads, eq(invitationThreads.invitationId, invitations.id))
    .innerJoin(posts, isAnswer(reader))
    .where(inArray(invitations.id, invitationIds))
    .groupBy(invitations.id);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** The latest of them, with what each answers. */
export function answeredIn(reader: Reader, invitationId: number) {
  const { invitations, invitationThreads, posts } = reader.t;
  const questions = alias(posts, 'questions');
  return reader
    .select({ uid: posts.uid, html: posts.html, createdAt: posts.createdAt, questionState: questions.state, question: questions.html })
    .from(invitations)
    .innerJoin(invitationThreads, eq(invitationThreads.invitationId, invitations.id))
    .innerJoin(posts, isAnswer(reader))
    .leftJoin(questions, eq(questions.id, posts.parentId))
    .where(eq(invitations.id, invitationId))
    .orderBy(desc(posts.id))
    .limit(INVITATIONS_PAGE);
}

const isAnswer = ({ t: { invitations, invitationThreads, posts } }: Reader) =>
  and(
    eq(posts.authorId, invitations.memberId),
    eq(posts.threadId, invitationThreads.threadId),
    eq(posts.expert, true),
    eq(posts.state, 'published'),
    gte(posts.createdAt, invitations.createdAt),
  );

/** Members to pick as experts, those who were before first. Nobody of the newsroom: they speak as it. */
export function peopleNamed(reader: Reader, siteId: number, name: string) {
  const { members } = reader.t;
  const named = like(members.skeleton, `%${skeletonOf(name)}%`); // letters and figures alone: nothing to escape
  return reader
    .select({
      id: members.uid,
      name: members.name,
      role: members.role,
      title: members.title,
      affiliation: members.affiliation,
      interests: members.interests,
    })
    .from(members)
    .where(and(eq(members.siteId, siteId), isNotNull(members.accountId), inArray(members.role, PICKED), named))
    .orderBy(sql`case when ${members.role} = 'expert' then 0 else 1 end`, members.name, members.id)
    .limit(PEOPLE);
}
const PEOPLE = 10;
export const PICKED: Role[] = ['expert', 'member', 'subscriber'];
