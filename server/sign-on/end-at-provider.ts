import { and, eq } from 'drizzle-orm';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../ids.ts';
import { logSecurity } from '../security/log.ts';
import { discover } from './oidc.ts';
import { findIdentity, type Provider } from './queries.ts';

/** A provider calls at once, and again a little later where that failed. */
const MAX_AGE_SECONDS = 300;
/** How far its clock and ours may be apart. */
const SKEW_SECONDS = 60;
/** Never a symmetric one: our client's secret is no key of the provider's. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

const logout = z
  .object({
    iss: z.string(),
    jti: z.string().min(1),
    exp: z.number(),
    sid: z.string().min(1).optional(),
    sub: z.string().min(1).optional(),
    events: z.object({ 'http://schemas.openid.net/event/backchannel-logout': z.record(z.string(), z.unknown()) }),
    /** What tells it from an ID token. */
    nonce: z.undefined().optional(),
  })
  .refine(({ sid, sub }) => sid !== undefined || sub !== undefined);
type Logout = z.infer<typeof logout>;

/** What makes a token no order to log out: an error of its sender, never of ours. */
export class WrongLogout extends Error {}

/**
 * Ends what a provider says has ended: the session of its `sid`, else all that its `sub` opened by this door
 * (OpenID Connect Back-Channel Logout 1.0 §2.6, §2.7). Resolves too where there were none. Rejects with WrongLogout.
 */
export async function endAtProvider(deps: Deps, provider: Provider, token: string): Promise<void> {
  const { iss, jti, sid, sub } = await read(deps, provider, token);
  const at = deps.now();
  const ended = await deps.db.write(async (tx) => {
    if (!(await noteOnce(tx, `${iss} ${jti}`, at))) throw new WrongLogout('its jti was used before');
    const identity = sub === undefined ? null : await findIdentity(tx, { siteId: provider.siteId, issuer: iss, subject: sub });
    if (sub !== undefined && !identity) return [];
    const gone = await deleteSessions(tx, provider, { sid, accountId: identity?.accountId });
    if (gone.length > 0) await log(tx, provider, gone, at);
    return gone;
  });
  for (const { id } of ended) deps.bus.emit('session.ended', { sessionId: id });
}

async function read(deps: Deps, provider: Provider, token: string): Promise<Logout> {
  const { issuer, jwks_uri: keys } = (await discover(deps, provider)).serverMetadata();
  if (!keys) throw new WrongLogout('no keys to check it by');
  const options = {
    issuer,
    audience: provider.config.audience,
    algorithms: ALGORITHMS,
    maxTokenAge: MAX_AGE_SECONDS,
    clockTolerance: SKEW_SECONDS,
    currentDate: deps.now(),
  };
  const { payload } = await jwtVerify(token, deps.directory.keysAt(keys), options).catch((error: unknown) => {
    throw new WrongLogout(error instanceof Error ? error.message : 'it can’t be checked', { cause: error });
  });
  const parsed = logout.safeParse(payload);
  if (!parsed.success) throw new WrongLogout('not a logout token');
  return parsed.data;
}

/** False where it was noted before, as long as a token of that name could still be good. */
async function noteOnce(tx: Writer, name: string, at: Date): Promise<boolean> {
  const expiresAt = new Date(at.getTime() + (MAX_AGE_SECONDS + 2 * SKEW_SECONDS) * 1000);
  const noted = await tx
    .insert(tx.t.oneTimeKeys)
    .values({ hash: hashSecret(name), purpose: 'logout', accountId: null, data: {}, expiresAt })
    .onConflictDoNothing()
    .returning({ hash: tx.t.oneTimeKeys.hash });
  return noted.length > 0;
}

type Gone = { id: string; accountId: number };

function deleteSessions(tx: Writer, { id }: Provider, { sid, accountId }: { sid?: string; accountId?: number }): Promise<Gone[]> {
  const { sessions } = tx.t;
  return tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.providerId, id),
        sid === undefined ? undefined : eq(sessions.providerSession, sid),
        accountId === undefined ? undefined : eq(sessions.accountId, accountId),
      ),
    )
    .returning({ id: sessions.id, accountId: sessions.accountId });
}

async function log(tx: Writer, { uid, siteId }: Provider, gone: Gone[], at: Date) {
  const { accounts } = tx.t;
  const [account] = await tx.select({ uid: accounts.uid }).from(accounts).where(eq(accounts.id, gone[0]!.accountId));
  const facts = { by: 'provider', provider: uid, sessions: gone.length };
  await logSecurity(tx, { event: 'session.ended', siteId, account: account!.uid, facts, at });
}
