import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { campaignId, campaignInput } from './input.ts';
import { campaignsOn } from './queries.ts';
import { makeCampaign, removeCampaign } from './save-campaign.ts';

const tags = ['desk'];

export const campaignRoutes = new Hono<Env>()
  .get('/campaigns', describeRoute({ summary: 'Links given out, and what they brought', tags }), async (c) => c.json(await list(c)))
  .post('/campaigns', describeRoute({ summary: 'Make a link', tags }), valid('json', campaignInput), async (c) => {
    await makeCampaign(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(await list(c), 201);
  })
  .delete('/campaigns/:id', describeRoute({ summary: 'Forget the name of a link', tags }), valid('param', campaignId), async (c) => {
    await removeCampaign(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  });

const list = (c: Context<Env>) => campaignsOn(c.var.deps, staffOf(c).site);
