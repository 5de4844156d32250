// The embed's side of signing in: a code from our window becomes a session of one exact origin, in a partitioned cookie
// and a short token that the element keeps in memory.
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { ownOrigin, type Env } from '../http/who.ts';
import { isListed } from '../partners/queries.ts';
import { findSite } from '../sites/queries.ts';
import { readDevice } from './device.ts';
import { dropRefreshCookie, embedOf, resumeEmbed, setRefreshCookie, tokenFor } from './embed-session.ts';
import { spendKey } from './one-time-key.ts';
import { addressOfOwnData } from './open-own-data.ts';
import type { OwnDataWire } from '../wire.ts';

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
      await deps.limit('exchange', c.var.address.ip);
      const key = await spendKey(deps, 'embed', code);
      const origin = c.req.header('origin');
      // RFC 7636, S256: whoever saw the code go by still lacks the verifier.
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      if (key?.data.challenge !== challenge || key.data.origin !== origin || !key.accountId || !key.data.siteId)
        throw new Refusal('link_spent');
      const site = await findSite(deps.db.read, key.data.siteId);
      if (!site || !(await isListed(deps.db.read, site, origin!))) throw new Refusal('wrong_origin');
      const { secret, id, expiresAt } = await deps.sessions.start(key.accountId, {
        siteId: site.id,
        origin: origin!,
        device: readDevice(c.req.header('user-agent')),
        ...key.data.door,
      });
      setRefreshCookie(c, secret, expiresAt);
      return c.json(await tokenFor(c, (await deps.sessions.find(id))!, site));
    },
  )
  .post('/session/refresh', describeRoute({ summary: 'A new token, by the partitioned cookie', tags: ['session'] }), async (c) => {
    const { session, secret, site } = await resumeEmbed(c);
    setRefreshCookie(c, secret, session.expiresAt);
    return c.json(await tokenFor(c, session, site));
  })
  .post('/session/own-data', describeRoute({ summary: 'Where one’s own data are opened; once', tags: ['session'] }), async (c) => {
    const { who, deps } = c.var;
    // The same component on a page of ours, whose cookie opens the data as it is.
    const url = who.via === 'embed' ? await addressOfOwnData(deps, who.session) : `${ownOrigin(c)}/account/data`;
    return c.json({ url } satisfies OwnDataWire);
  })
  .delete('/session', describeRoute({ summary: 'Sign out of this embed', tags: ['session'] }), async (c) => {
    const { who, deps } = c.var;
    const ended = who.via === 'embed' ? who.session : (await embedOf(c))?.session;
    if (ended) await deps.sessions.end(ended.id);
    if (ended) deps.bus.emit('session.ended', { sessionId: ended.id });
    dropRefreshCookie(c);
    return c.body(null, 204);
  });
