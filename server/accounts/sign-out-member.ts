import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { accountInHand } from './in-hand.ts';
import type { Handling } from './reset-factors.ts';
import { endSessions } from './sessions.ts';

/** Everywhere, embeds included: a device was lost, or somebody else knows too much. Refuses as `accountInHand` does. */
export async function signOutMember(deps: Deps, staff: Staff, { id, reason, ip }: Handling): Promise<void> {
  const { site, session, member } = staff;
  const account = await accountInHand(deps.db.read, staff, id);

  const ended = await deps.db.write(async (tx) => {
    const gone = await endSessions(tx, account.id);
    const entry = { account: account.uid, actor: session.account.uid, ip, at: deps.now() };
    await logSecurity(tx, { event: 'session.ended', siteId: site.id, ...entry, facts: { count: gone.length, as: member.role, reason } });
    return gone;
  });
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}
