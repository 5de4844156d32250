import { asc, eq, inArray } from 'drizzle-orm';
import { readDevice } from '../accounts/device.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { hashSecret } from '../ids.ts';
import { createBox } from '../security/box.ts';
import type { Subscription } from './input.ts';

/** Of one member: the oldest gives way. */
const MOST = 20;

export const subscriptionBox = ({ config }: Pick<Deps, 'config'>) => createBox(config.secret!, 'push endpoint');

/**
 * Shows on this browser what its reader is told, from now on; asked twice, it is the same one, and whoever used the
 * browser before is told nothing there any more. Refuses `invalid` for an address that leads inside, or is no https.
 */
export async function keepDevice(
  deps: Deps,
  { member, session }: Actor,
  { subscription, agent }: { subscription: Subscription; agent: string },
) {
  await refuseInside(deps, subscription.endpoint);
  const sealed = subscriptionBox(deps).seal(JSON.stringify(subscription));
  const kept = { siteId: member.siteId, memberId: member.id, sessionId: session.id, subscription: sealed, device: readDevice(agent) };
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { pushEndpoints } = tx.t;
    const afresh = { failures: 0, restsUntil: null };
    await tx
      .insert(pushEndpoints)
      .values({ ...kept, uid: deps.newId(), hash: hashSecret(subscription.endpoint), createdAt: at })
      .onConflictDoUpdate({ target: pushEndpoints.hash, set: { ...kept, ...afresh } });
    const theirs = await tx
      .select({ id: pushEndpoints.id })
      .from(pushEndpoints)
      .where(eq(pushEndpoints.memberId, member.id))
      .orderBy(asc(pushEndpoints.id));
    const tooMany = theirs.slice(0, -MOST).map(({ id }) => id);
    if (tooMany.length > 0) await tx.delete(pushEndpoints).where(inArray(pushEndpoints.id, tooMany));
  });
}

/** Our own server goes there: never to a neighbour of it. */
async function refuseInside({ fetch, config }: Deps, endpoint: string) {
  const wrong = () => new Refusal('invalid', { fields: { endpoint: ['field.wrong'] } });
  // All push services are on https; a receiver on one's own machine may not be.
  if (config.publicUrl.protocol === 'https:' && !endpoint.startsWith('https:')) throw wrong();
  await fetch.check(endpoint).catch(() => {
    throw wrong();
  });
}
