import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { readDevice } from '../accounts/device.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { refuseShut } from '../sites/opening.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { askGuest } from './ask-guest.ts';
import { enterGuest } from './enter-guest.ts';
import { guestProof, newGuest } from './input.ts';
import type { GuestSession } from './wire.ts';

export const guestRoutes = new Hono<Env>()
  .post(
    '/guests',
    describeRoute({ summary: 'Ask to write without an account: a link leaves for the address', tags: ['session'] }),
    valid('json', newGuest),
    async (c) => {
      const input = c.req.valid('json');
      const { deps, address, locale } = c.var;
      const site = await findSiteByKey(deps.db.read, input.site);
      if (!site) throw new Refusal('not_found');
      const origin = c.req.header('origin') ?? '';
      // An embed's session belongs to the one origin of its page: there is none on our own pages.
      if (!site.origins.includes(origin)) throw new Refusal('wrong_origin');
      await refuseShut(c, site);
      await askGuest(deps, { ip: address.ip, site, origin, locale, device: readDevice(c.req.header('user-agent')) }, input);
      return c.body(null, 204);
    },
  )
  .post(
    '/session/guest',
    describeRoute({ summary: 'The session of a guest whose link was followed; null until then', tags: ['session'] }),
    valid('json', guestProof),
    async (c) => {
      await c.var.deps.limit('guestProof', c.var.address.ip);
      return c.json({ session: await enterGuest(c, c.req.valid('json').verifier) } satisfies GuestSession);
    },
  );
