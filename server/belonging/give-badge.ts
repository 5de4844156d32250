// A badge of the site's own, given by hand to a member, and taken back.
import { and, desc, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import type { memberByUid } from '../members/queries.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom } from '../threads/policy.ts';
import { isVisibleThread } from '../threads/visible.ts';
import { mayReceive } from './may-receive.ts';
import { forgetTold, requireBadge } from './site-badges.ts';

type Found = NonNullable<Awaited<ReturnType<typeof memberByUid>>>;
type Giving = { member: Found; badge: string };

/**
 * Given, with a word for its member; twice is once, with the latest word. They are told once. Refuses `not_found` for another site's,
 * `invalid` to the newsroom's own, to who is banned or gone.
 */
export async function giveBadge({ db, now }: Deps, staff: Staff, { member, badge: uid, word }: Giving & { word: string }) {
  const at = now();
  await db.write(async (tx) => {
    const { badgesGiven } = tx.t;
    const badge = await requireBadge(tx, staff.site.id, uid);
    if (isNewsroom(member) || !(await mayReceive(tx, member.id, at)))
      throw new Refusal('invalid', { fields: { badge: ['badges.notThem'] } });
    const row = { badgeId: badge.id, memberId: member.id, givenById: staff.member.id, word, at };
    const made = await tx.insert(badgesGiven).values(row).onConflictDoNothing().returning({ id: badgesGiven.id });
    const here = and(eq(badgesGiven.memberId, member.id), eq(badgesGiven.badgeId, badge.id));
    if (made.length === 0) await tx.update(badgesGiven).set({ word }).where(here);
    if (made.length === 0) return;
    await log(tx, staff, { event: 'badge.given', member, name: badge.names.fr, at });
    await tellOfBadge(tx, { siteId: staff.site.id, memberId: member.id, givenId: made[0]!.id }, at);
  });
}

/** Theirs no longer; twice is once. Refuses `not_found` for another site's. */
export async function takeBadge({ db, now }: Deps, staff: Staff, { member, badge: uid }: Giving) {
  await db.write(async (tx) => {
    const { badgesGiven, badgesHidden } = tx.t;
    const badge = await requireBadge(tx, staff.site.id, uid);
    const taken = await tx
      .delete(badgesGiven)
      .where(and(eq(badgesGiven.memberId, member.id), eq(badgesGiven.badgeId, badge.id)))
      .returning({ id: badgesGiven.id });
    if (taken.length === 0) return;
    await forgetTold(
      tx,
      taken.map(({ id }) => id),
    );
    await tx.delete(badgesHidden).where(and(eq(badgesHidden.memberId, member.id), eq(badgesHidden.badge, uid)));
    await log(tx, staff, { event: 'badge.taken', member, name: badge.names.fr, at: now() });
  });
}

type Logged = { event: 'badge.given' | 'badge.taken'; member: Found; name: string; at: Date };

const log = (tx: Writer, { site, session }: Staff, { event, member, name, at }: Logged) =>
  logSecurity(tx, { event, siteId: site.id, account: member.account, actor: session.account.uid, facts: { name }, at });

/** By their latest public post: a notification hangs on one. */
export async function tellOfBadge(tx: Writer, { givenId, ...to }: { siteId: number; memberId: number; givenId: number }, at: Date) {
  const { posts, threads } = tx.t;
  const [post] = await tx
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.authorId, to.memberId), eq(posts.state, 'published'), isVisibleThread(tx, at)))
    .orderBy(desc(posts.id))
    .limit(1);
  if (post) await insertNotice(tx, { ...to, kind: 'badge', postId: post.id, event: givenId }, at);
}
