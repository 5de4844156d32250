import { eq } from 'drizzle-orm';
import { memberColumns, type Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { skeletonOf } from '../members/skeleton.ts';
import type { Site } from '../sites/queries.ts';
import { people } from './people.ts';

const voices = people.flatMap(({ hands, ...voice }) => (hands ? [{ ...voice, hands }] : []));

/** By the key of a voice, the key of who wrote what it says here. */
export const HANDS = new Map(voices.map(({ key, hands }) => [key, hands[0]!]));

/** As whom the newspaper speaks together: they join its people under their keys. */
export async function addVoices({ db, now, newId }: Deps, { id: siteId }: Site, members: Map<string, Member>) {
  await db.write(async (tx) => {
    const { members: rows, voices: spoken, voiceHands } = tx.t;
    for (const { key, name, role, title, memberSinceDays, hands } of voices) {
      const createdAt = new Date(now().getTime() - memberSinceDays * 86_400_000);
      const row = { uid: newId(), siteId, name, skeleton: skeletonOf(name), role, title, createdAt };
      const [made] = await tx.insert(rows).values(row).returning({ id: rows.id });
      const voiceId = made!.id;
      await tx.insert(spoken).values({ memberId: voiceId, siteId });
      await tx.insert(voiceHands).values(hands.map((hand) => ({ voiceId, memberId: members.get(hand)!.id })));
      const [member] = await tx.select(memberColumns(tx)).from(rows).where(eq(rows.id, voiceId));
      members.set(key, member!);
    }
  });
}
