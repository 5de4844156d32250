// The embed's side of signing in: a code from our window becomes a session of one exact origin, in a partitioned cookie
// that only these routes read, and a short token that the element keeps in memory.
import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { isSecure, type Env } from '../http/who.ts';
import { findSite, type Site } from '../sites/queries.ts';
import type { SessionWire } from '../wire.ts';
import { spendKey } from './one-time-key.ts';
import { findMember } from './queries.ts';
import type { Session } from './sessions.ts';
import { signToken } from './token.ts';

const REFRESH_COOKIE = 'terrasse_embed';
const REFRESH_PATH = '/api/v1/session';

const exchange = z.object({
  code: z.string('field.required').max(100),
  verifier: z.string('field.required').min(43, 'field.wrong').max(128, 'field.wrong'),
});

export const embedSessionRoutes = new Hono<Env>()
  .post(
    '/session',
    describeRoute({ summary: 'Exchange the window’s code for a token; once', tags: ['session'] }),
    valid('json', exchange),
    async (c) => {
      const { code, verifier } = c.req.valid('json');
      const { deps } = c.var;
      await deps.limit('signIn', c.var.address.ip);
      const key = await spendKey(deps, 'embed', code);
      const origin = c.req.header('origin');
      // RFC 7636, S256: whoever saw the code go by still lacks the verifier.
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      if (key?.data.challenge !== challenge || key.data.origin !== origin || !key.accountId || !key.data.siteId)
        throw new Refusal('link_spent');
      const site = await findSite(deps.db.read, key.data.siteId);
      if (!site?.origins.includes(origin!)) throw new Refusal('wrong_origin');
      const { secret, id, expiresAt } = await deps.sessions.start(key.accountId, { siteId: site.id, origin: origin! });
      setRefreshCookie(c, secret, expiresAt);
      return c.json(await tokenFor(c, (await deps.sessions.find(id))!, site));
    },
  )
  .post('/session/refresh', describeRoute({ summary: 'A new token, by the partitioned cookie', tags: ['session'] }), async (c) => {
    const { session, secret, site } = await resume(c);
    setRefreshCookie(c, secret, session.expiresAt);
    return c.json(await tokenFor(c, session, site));
  })
  .delete('/session', describeRoute({ summary: 'Sign out of this embed', tags: ['session'] }), async (c) => {
    const { who, deps } = c.var;
    const ended =
      who.via === 'embed'
        ? who.session
        : await resume(c).then(
            ({ session }) => session,
            () => null,
          );
    if (ended) await deps.sessions.end(ended.id);
    if (ended) deps.bus.emit('session.ended', { sessionId: ended.id });
    deleteCookie(c, REFRESH_COOKIE, cookieOptions(c));
    return c.body(null, 204);
  });

/** The cookie is worth something only on the very origin that its session was given to. */
async function resume(c: Context<Env>): Promise<{ session: Session; secret: string; site: Site }> {
  const { sessions, db } = c.var.deps;
  const secret = getCookie(c, REFRESH_COOKIE);
  const session = secret ? (await sessions.resume(secret))?.session : undefined;
  if (!secret || !session?.siteId) throw new Refusal('not_signed_in');
  const site = await findSite(db.read, session.siteId);
  if (session.origin !== c.req.header('origin') || !site?.origins.includes(session.origin!)) throw new Refusal('wrong_origin');
  return { session, secret, site };
}

async function tokenFor(c: Context<Env>, session: Session, site: Site): Promise<SessionWire> {
  const { config, db, now } = c.var.deps;
  const member = await findMember(db.read, site.id, session.account.id);
  if (!member) throw new Refusal('not_signed_in');
  const { token, expiresAt } = signToken(config.secret!, session.id, now());
  return { token, expiresAt: expiresAt.toISOString(), member: { id: member.uid, name: member.name } };
}

function setRefreshCookie(c: Context<Env>, secret: string, expires: Date) {
  setCookie(c, REFRESH_COOKIE, secret, { ...cookieOptions(c), expires });
}

/** SameSite=None and Partitioned need Secure, which browsers grant to localhost as well. */
const cookieOptions = (c: Context<Env>) => {
  const { hostname } = c.var.deps.config.publicUrl;
  const secure = isSecure(c) || hostname === 'localhost';
  return { path: REFRESH_PATH, httpOnly: true, secure, sameSite: secure ? ('None' as const) : ('Lax' as const), partitioned: secure };
};
