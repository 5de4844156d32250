import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { emailKey, findMember, type Member } from '../accounts/queries.ts';
import { endSessions, type Account } from '../accounts/sessions.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { logSecurity } from '../security/log.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';
import { findGuest } from './queries.ts';

export type Claimable = { memberId: number; name: string; posts: number };

/** What was written on a site without an account, with the address that this account has proved; null where nothing was. */
export async function claimableBy(reader: Reader, siteId: number, account: Account): Promise<Claimable | null> {
  const guest = await guestOf(reader, siteId, account);
  if (!guest) return null;
  const { posts } = reader.t;
  const [row] = await reader.select({ posts: count() }).from(posts).where(eq(posts.authorId, guest.memberId));
  return { memberId: guest.memberId, name: guest.name, posts: row!.posts };
}

const guestOf = (reader: Reader, siteId: number, { email, emailConfirmedAt }: Account) =>
  email && emailConfirmedAt ? findGuest(reader, siteId, emailKey(email)) : Promise.resolve(null);

type Claim = { account: Account; siteId: number; ip: string };

/**
 * All that a guest wrote becomes the account's member's, in one transaction; the guest is no more, nor are their browsers'
 * sessions. Resolves with how many posts moved; null where there is nothing to claim.
 */
export async function claimGuest(deps: Deps, { account, siteId, ip }: Claim): Promise<number | null> {
  const { db, bus, now } = deps;
  const at = now();
  const done = await db.write(async (tx) => {
    const [guest, member] = [await guestOf(tx, siteId, account), await findMember(tx, siteId, account.id)];
    if (!guest || !member || guest.accountId === null) return null;
    const moved = await movePosts(tx, guest.memberId, member, at);
    await moveTraces(tx, guest.memberId, member.id);
    const sessions = await endSessions(tx, guest.accountId);
    await tx.delete(tx.t.members).where(eq(tx.t.members.id, guest.memberId));
    await tx.delete(tx.t.accounts).where(eq(tx.t.accounts.id, guest.accountId));
    const facts = { posts: moved.posts };
    await logSecurity(tx, { event: 'guest.claimed', siteId, account: account.uid, actor: account.uid, facts, ip, at });
    return { ...moved, sessions };
  });
  if (!done) return null;
  for (const sessionId of done.sessions) bus.emit('session.ended', { sessionId });
  for (const { threadId, seq } of done.changes) {
    const { name: place } = (await findThreadPlace(db.read, threadId))!;
    bus.emit('thread.changed', { threadId, place, seq, kind: 'post.edited' });
  }
  return done.posts;
}

/** Readers see another name beside what is public: each is a change of its thread. */
async function movePosts(tx: Writer, from: number, to: Member, at: Date) {
  const { posts, members } = tx.t;
  const rows = await tx.update(posts).set({ authorId: to.id, unindexed: true }).where(eq(posts.authorId, from)).returning({
    id: posts.id,
    threadId: posts.threadId,
    state: posts.state,
  });
  const changes: { threadId: number; seq: number }[] = [];
  for (const { id, threadId, state } of rows)
    if (state === 'published')
      changes.push({ threadId, seq: await appendChange(tx, { threadId, kind: 'post.edited', postId: id, count: 0, at }) });
  const [kept] = await tx
    .select({ postCount: members.postCount, rejectedCount: members.rejectedCount })
    .from(members)
    .where(eq(members.id, from));
  await tx
    .update(members)
    .set({
      postCount: sql`${members.postCount} + ${kept!.postCount}`,
      rejectedCount: sql`${members.rejectedCount} + ${kept!.rejectedCount}`,
    })
    .where(eq(members.id, to.id));
  return { posts: rows.length, changes };
}

/** What else names its author. Where both did the same (reported one post, ignore one member), one is enough. */
async function moveTraces(tx: Writer, from: number, to: number) {
  const { originRecords, cases, restrictions, statements, notices, notes, reports, notifications, ignores, invitations, inboxItems } = tx.t;
  for (const about of [originRecords, cases, restrictions, statements, notices, notes, invitations, inboxItems])
    await tx.update(about).set({ memberId: to }).where(eq(about.memberId, from));
  await tx
    .delete(reports)
    .where(
      and(
        eq(reports.reporterId, from),
        inArray(reports.postId, tx.select({ id: reports.postId }).from(reports).where(eq(reports.reporterId, to))),
      ),
    );
  await tx.update(reports).set({ reporterId: to }).where(eq(reports.reporterId, from));
  await tx
    .delete(notifications)
    .where(
      and(
        eq(notifications.memberId, from),
        inArray(notifications.key, tx.select({ key: notifications.key }).from(notifications).where(eq(notifications.memberId, to))),
      ),
    );
  await tx.update(notifications).set({ memberId: to }).where(eq(notifications.memberId, from));
  await tx.delete(ignores).where(eq(ignores.memberId, from));
  const both = tx.select({ id: ignores.memberId }).from(ignores).where(eq(ignores.ignoredId, to));
  await tx.delete(ignores).where(and(eq(ignores.ignoredId, from), inArray(ignores.memberId, both)));
  await tx.delete(ignores).where(and(eq(ignores.ignoredId, from), eq(ignores.memberId, to)));
  await tx.update(ignores).set({ ignoredId: to }).where(eq(ignores.ignoredId, from));
}
