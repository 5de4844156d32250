import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';

/** The team keeps an eye on a member, or no longer: what they write is flagged to it, and nothing else happens. */
export async function watchMember({ db, now }: Deps, memberId: number, on: boolean): Promise<void> {
  await db.write(async (tx) => {
    const { members } = tx.t;
    await tx
      .update(members)
      .set({ watchedAt: on ? now() : null })
      .where(eq(members.id, memberId));
  });
}

/** What the team tells itself of a member. Never shown outside. */
export async function noteMember({ db, now, newId }: Deps, { site, member }: Staff, memberId: number, text: string): Promise<void> {
  const row = { uid: newId(), siteId: site.id, memberId, byId: member.id, text, at: now() };
  await db.write(async (tx) => void (await tx.insert(tx.t.notes).values(row)));
}
