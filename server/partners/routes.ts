import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { lookAsked, partnerChange, partnerId, partnerInput } from './input.ts';
import { sheetOf } from './look.ts';
import { partnersOn, runningPartners } from './queries.ts';
import { changePartner, endPartner, linkPartner, makePartner, unlinkPartner } from './save-partner.ts';
import type { PartnerLinkWire } from './wire.ts';

const tags = ['desk'];

export const partnerRoutes = new Hono<Env>()
  .get('/partners', describeRoute({ summary: 'With whom the site holds conversations', tags }), async (c) => c.json(await list(c)))
  .post('/partners', describeRoute({ summary: 'One more', tags }), valid('json', partnerInput), async (c) => {
    await makePartner(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(await list(c), 201);
  })
  .put(
    '/partners/:id',
    describeRoute({ summary: 'Change one, naming the version edited', tags }),
    valid('param', partnerId),
    valid('json', partnerChange),
    async (c) => {
      await changePartner(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json') });
      return c.json(await list(c));
    },
  )
  .put(
    '/partners/:id/end',
    describeRoute({ summary: 'End it: what its pages showed is read on ours, and written in no more', tags }),
    valid('param', partnerId),
    async (c) => {
      await endPartner(c.var.deps, staffOf(c), c.req.valid('param').id);
      return c.json(await list(c));
    },
  )
  .put(
    '/partners/:id/link',
    describeRoute({ summary: 'A secret address of its figures, told this once; the one before is dead', tags }),
    valid('param', partnerId),
    async (c) => c.json({ url: await linkPartner(c.var.deps, staffOf(c), c.req.valid('param').id) } satisfies PartnerLinkWire, 201),
  )
  .delete(
    '/partners/:id/link',
    describeRoute({ summary: 'Nobody reads its figures by a link any more', tags }),
    valid('param', partnerId),
    async (c) => {
      await unlinkPartner(c.var.deps, staffOf(c), c.req.valid('param').id);
      return c.body(null, 204);
    },
  );

const list = (c: Context<Env>) => partnersOn(c.var.deps, staffOf(c).site);

/** Its colours, for its own pages: a sheet that they link to. */
export const partnerLookRoutes = new Hono<Env>().get('/embed/look', valid('query', lookAsked), async (c) => {
  const { site: key, partner: name } = c.req.valid('query');
  const { read } = c.var.deps.db;
  const site = await findSiteByKey(read, key);
  const partner = site && (await runningPartners(read, site.id)).find((one) => one.key === name);
  if (!partner) throw new Refusal('not_found');
  c.header('cache-control', 'public, max-age=300');
  return c.body(sheetOf(partner), 200, { 'content-type': 'text/css; charset=utf-8' });
});
