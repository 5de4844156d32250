import type { Deps } from '../deps.ts';
import { logSecurity } from '../security/log.ts';
import type { Changing } from './change-factors.ts';
import { endSession, endSessions } from './sessions.ts';

/** Signs out of one other session by its id; of all others where none is named. */
export async function endOthers(deps: Deps, { session, siteId, ip }: Changing, id: string | undefined): Promise<void> {
  const { account } = session;
  const ended = await deps.db.write(async (tx) => {
    const gone = id === undefined ? await endSessions(tx, account.id, session.id) : (await endSession(tx, account.id, id)) ? [id] : [];
    const entry = { account: account.uid, actor: account.uid, facts: { count: gone.length }, ip, at: deps.now() };
    if (gone.length > 0) await logSecurity(tx, { event: 'session.ended', siteId, ...entry });
    return gone;
  });
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}
