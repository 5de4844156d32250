import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../http/who.ts';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { overridesOf } from '../moderation/queries.ts';
import { screeningFor } from '../moderation/screening.ts';
import { isNewsroom, rulesOf } from '../threads/policy.ts';
import type { Place } from '../threads/queries.ts';
import type { ViewerWire } from '../threads/wire.ts';

/** What helps with a first post, for whoever has none and has not put it away; `reads_first`: somebody reads it before it appears. */
export async function welcomeOf({ db, now }: Deps, { member }: Pick<Actor, 'member'>, place: Place): Promise<ViewerWire['welcome']> {
  if (member.postCount > 0 || member.welcomedAt !== null || isNewsroom(member) || member.role === 'expert') return undefined;
  const { newcomerPosts } = screeningFor(place.site.settings, await overridesOf(db.read, place));
  const readsFirst = newcomerPosts > 0 || rulesOf(place, now()).moderation === 'before';
  return readsFirst ? 'reads_first' : 'at_once';
}

/** For good; twice is once. */
export const putWelcomeAway = ({ db, now }: Deps, { id }: Pick<Member, 'id'>): Promise<void> =>
  db.write(async (tx) => {
    const { members } = tx.t;
    await tx
      .update(members)
      .set({ welcomedAt: now() })
      .where(and(eq(members.id, id), isNull(members.welcomedAt)));
  });
