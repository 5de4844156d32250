import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { WEBHOOK_EVENTS } from './events.ts';
import { aboutPost } from './message.ts';
import { presentDelivery, presentWebhook } from './present.ts';
import { deliveriesPage, DELIVERIES_PAGE, webhookBy, webhooksOf } from './queries.ts';
import { addWebhook, changeWebhook, removeWebhook, renewSecret, replayDelivery, tryWebhook } from './save-webhook.ts';
import type { DeliveriesPage, WebhooksWire } from './wire.ts';

const webhook = z.object({
  url: z.url({ protocol: /^https?$/, error: 'field.wrong' }).max(2000, 'field.too_long|max=2000'),
  events: z
    .array(z.enum(WEBHOOK_EVENTS, 'field.wrong'))
    .min(1, 'field.required')
    .transform((events) => [...new Set(events)]),
  enabled: z.boolean('field.wrong').default(true),
});
const id = z.object({ id: z.uuid('field.wrong') });
const delivery = id.extend({ delivery: z.uuid('field.wrong') });
const page = z.object({ cursor: z.string().max(100).optional(), lang: z.string().optional() });

export const webhookRoutes = new Hono<Env>()
  .get('/webhooks', describeRoute({ summary: 'Addresses told of what happens here', tags: ['desk'] }), async (c) => {
    const rows = await webhooksOf(c.var.deps.db.read, staffOf(c).site.id);
    return c.json({ webhooks: rows.map(presentWebhook), events: [...WEBHOOK_EVENTS] } satisfies WebhooksWire);
  })
  .post(
    '/webhooks',
    describeRoute({ summary: 'Add one; its secret is shown this once', tags: ['desk'] }),
    valid('json', webhook),
    async (c) => c.json(await addWebhook(c.var.deps, staffOf(c), c.req.valid('json')), 201),
  )
  .put(
    '/webhooks/:id',
    describeRoute({ summary: 'Its address, its events, on or off', tags: ['desk'] }),
    valid('param', id),
    valid('json', webhook),
    async (c) => c.json(await changeWebhook(c.var.deps, staffOf(c), { row: await rowOf(c), input: c.req.valid('json') })),
  )
  .delete('/webhooks/:id', describeRoute({ summary: 'Remove one, with its log', tags: ['desk'] }), valid('param', id), async (c) => {
    await removeWebhook(c.var.deps, staffOf(c), await rowOf(c));
    return c.body(null, 204);
  })
  .post(
    '/webhooks/:id/secret',
    describeRoute({ summary: 'A new secret; the former signs for a day', tags: ['desk'] }),
    valid('param', id),
    async (c) => c.json(await renewSecret(c.var.deps, staffOf(c), await rowOf(c)), 201),
  )
  .post('/webhooks/:id/tests', describeRoute({ summary: 'Send a trial', tags: ['desk'] }), valid('param', id), async (c) => {
    await tryWebhook(c.var.deps, await rowOf(c));
    return c.body(null, 202);
  })
  .get(
    '/webhooks/:id/deliveries',
    describeRoute({ summary: 'What was sent in the last 30 days, latest first', tags: ['desk'] }),
    valid('param', id),
    valid('query', page),
    async (c) => {
      const rows = await deliveriesPage(c.var.deps.db.read, (await rowOf(c)).id, readCursor(c.req.valid('query').cursor));
      const shown = rows.slice(0, DELIVERIES_PAGE);
      const next = rows.length > DELIVERIES_PAGE ? writeCursor({ value: 0, id: shown.at(-1)!.id }) : null;
      return c.json({ deliveries: shown.map(presentDelivery), next } satisfies DeliveriesPage);
    },
  )
  .post(
    '/webhooks/:id/deliveries/:delivery/replays',
    describeRoute({ summary: 'Send one again', tags: ['desk'] }),
    valid('param', delivery),
    async (c) => {
      await replayDelivery(c.var.deps, await rowOf(c), c.req.valid('param').delivery);
      return c.body(null, 202);
    },
  );

/** What a webhook told, as it is now: for the publisher's server, by its token. */
export const toldPostRoutes = new Hono<Env>().get(
  '/posts/:id',
  describeRoute({ summary: 'A post whatever its state, with a token of scope posts', tags: ['posts'] }),
  valid('param', id),
  async (c) => {
    const { who, deps } = c.var;
    const facts = who.via === 'server' && (await aboutPost(deps, who.site, c.req.valid('param').id));
    if (!facts) throw new Refusal('not_found');
    return c.json(facts);
  },
);

async function rowOf(c: Context<Env>) {
  const row = await webhookBy(c.var.deps.db.read, staffOf(c).site.id, c.req.param('id')!);
  if (!row) throw new Refusal('not_found');
  return row;
}
