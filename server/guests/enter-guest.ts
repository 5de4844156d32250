import { readDevice } from '../accounts/device.ts';
import { setRefreshCookie, tokenFor } from '../accounts/embed-session.ts';
import { peekKey, spendKey } from '../accounts/one-time-key.ts';
import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import type { Env } from '../http/who.ts';
import { findSite } from '../sites/queries.ts';
import type { SessionWire } from '../wire.ts';

/**
 * A browser comes for the session of a guest whose link it had sent; null until the link was followed. Refuses
 * `wrong_origin` to any page but the one that asked.
 */
export async function enterGuest(c: Context<Env>, verifier: string): Promise<SessionWire | null> {
  const { deps } = c.var;
  const seen = await peekKey(deps, 'guestProof', verifier);
  if (!seen) return null;
  const { siteId, origin } = seen.data;
  const site = await findSite(deps.db.read, siteId!);
  if (origin !== c.req.header('origin') || !site?.origins.includes(origin!)) throw new Refusal('wrong_origin');
  const key = await spendKey(deps, 'guestProof', verifier);
  if (!key) return null;
  const device = readDevice(c.req.header('user-agent'));
  const { secret, id, expiresAt } = await deps.sessions.start(key.accountId!, { siteId: site.id, origin: origin!, device });
  setRefreshCookie(c, secret, expiresAt);
  return tokenFor(c, (await deps.sessions.find(id))!, site);
}
