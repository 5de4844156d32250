import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { readDevice } from '../accounts/device.ts';
import { embedOf, setRefreshCookie, tokenFor } from '../accounts/embed-session.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { exchangeToken } from './exchange-token.ts';

/** Far longer than what we read of one; browsers and proxies stop about there. */
const MAX_TOKEN = 8192;

const exchange = z.object({
  site: z.string('field.required').regex(/^[\w.-]{1,100}$/, 'field.wrong'),
  token: z.string('field.required').max(MAX_TOKEN, `field.too_long|max=${MAX_TOKEN}`),
});

/** The publisher's own accounts in the embed: its page hands over a token that its server signed (docs/connecting-accounts.md). */
export const exchangeRoutes = new Hono<Env>().post(
  '/session/exchange',
  describeRoute({ summary: 'Exchange a publisher’s signed token (JWT) for a session of the page’s origin', tags: ['session'] }),
  valid('json', exchange),
  async (c) => {
    const { site: key, token } = c.req.valid('json');
    const { deps, address } = c.var;
    const site = await findSiteByKey(deps.db.read, key);
    if (!site) throw new Refusal('not_found');
    const origin = c.req.header('origin') ?? '';
    if (!site.origins.includes(origin)) throw new Refusal('wrong_origin');
    const device = readDevice(c.req.header('user-agent'));
    const asked = { site, origin, ip: address.ip, device, held: await embedOf(c) };
    const { sessionId, secret } = await exchangeToken(deps, asked, token);
    const session = await deps.sessions.find(sessionId);
    if (!session) throw new Refusal('session_ended');
    if (secret) setRefreshCookie(c, secret, session.expiresAt);
    return c.json(await tokenFor(c, session, site));
  },
);
