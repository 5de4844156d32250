import { Hono } from 'hono';
import { Refusal } from '../errors.ts';
import type { Env } from '../http/who.ts';
import { DoorClosed } from './door.ts';
import { endAtProvider, WrongLogout } from './end-at-provider.ts';
import { findProvider } from './queries.ts';

/** What a provider calls when somebody signs out there: OpenID Connect Back-Channel Logout 1.0 §2.5, §2.8. */
export const logoutRoutes = new Hono<Env>().post('/signin/logout/:provider', async (c) => {
  const { deps } = c.var;
  const provider = await findProvider(deps.db.read, c.req.param('provider'));
  if (provider?.kind !== 'oidc') throw new Refusal('not_found');
  const { logout_token: token } = await c.req.parseBody().catch(() => ({ logout_token: undefined }));
  c.header('cache-control', 'no-store');
  try {
    await endAtProvider(deps, provider, typeof token === 'string' ? token : '');
    return c.body(null, 200);
  } catch (error) {
    if (!(error instanceof WrongLogout || error instanceof DoorClosed)) throw error;
    deps.log.warn({ err: error, provider: provider.uid, requestId: c.var.requestId }, 'sign-on: a logout was refused');
    return c.json({ error: 'invalid_request', error_description: error.message }, 400);
  }
});
