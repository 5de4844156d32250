import { eq, inArray } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { hashSecret, newSecret } from '../ids.ts';
import type { Site } from '../sites/queries.ts';
import type { DemoPost } from './conversation.ts';
import { dice } from './dice.ts';

const MINUTE = 60_000;

/** Questions to somebody: from when until when, in minutes from now, and how many want each answered. */
export type DemoCall = { guest: string; from: number; until: number; wanted: Record<string, number> };

export const datesOf = ({ from, until }: DemoCall, now: Date) => ({
  answersFrom: new Date(now.getTime() + from * MINUTE),
  answersUntil: new Date(now.getTime() + until * MINUTE),
});

type Called = { site: Site; members: Map<string, Member>; threadId: number; call: DemoCall };

/** Asked by the manager, and accepted. */
export async function addGuest({ db, newId, now }: Deps, { site, members, threadId, call }: Called) {
  const startsAt = new Date(now().getTime() - 3 * 1440 * MINUTE);
  const { answersUntil: endsAt } = datesOf(call, now());
  await db.write(async (tx) => {
    const { invitations, invitationThreads } = tx.t;
    const [made] = await tx
      .insert(invitations)
      .values({
        uid: newId(),
        siteId: site.id,
        kind: 'expert',
        role: 'expert',
        state: 'accepted',
        hash: hashSecret(newSecret()),
        usedAt: startsAt,
        cameAt: startsAt,
        answeredAt: startsAt,
        memberId: members.get(call.guest)!.id,
        invitedById: members.get('helene')!.id,
        message: 'Les lecteurs vous poseront leurs questions ici : répondez à celles qu’ils attendent le plus.',
        startsAt,
        endsAt,
        createdAt: startsAt,
      })
      .returning({ id: invitations.id });
    await tx.insert(invitationThreads).values({ siteId: site.id, invitationId: made!.id, threadId });
  });
}

/** Who wants what is anybody: readers, by the dice, never whoever asked. */
export async function addVotes({ db, now }: Deps, { site, members, call }: Called, posts: DemoPost[], ids: Map<string, number>) {
  const throws = dice(1910);
  const readers = [...members.values()].filter(({ role }) => role === 'member' || role === 'subscriber').map(({ id }) => id);
  await db.write(async (tx) => {
    for (const [key, n] of Object.entries(call.wanted)) {
      const postId = ids.get(key)!;
      const asker = members.get(posts.find((post) => post.key === key)!.by)!.id;
      const who = readers.filter((id) => id !== asker).toSorted(() => throws.next() - 0.5);
      const rows = who.slice(0, n).map((memberId) => ({ siteId: site.id, postId, memberId, at: now() }));
      await tx.insert(tx.t.votes).values(rows);
      await tx.update(tx.t.posts).set({ votes: rows.length }).where(eq(tx.t.posts.id, postId));
    }
    await tx.delete(tx.t.outbox).where(inArray(tx.t.outbox.kind, ['post.reacted'])); // no page is open to be told
  });
}
