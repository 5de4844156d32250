import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { missingOf, publisherInput, publisherOf } from './publisher.ts';
import { findSite } from './queries.ts';
import { openSite, savePublisher } from './save-publisher.ts';
import type { PublisherWire } from './wire.ts';

const edit = z.object({ version: z.int('field.required').min(1), publisher: publisherInput });

export const publisherRoutes = new Hono<Env>()
  .get('/publisher', describeRoute({ summary: 'Who publishes the site, and what the law still wants said', tags: ['desk'] }), (c) =>
    show(c),
  )
  .put('/publisher', describeRoute({ summary: 'Say it, naming the version edited', tags: ['desk'] }), valid('json', edit), async (c) => {
    await savePublisher(c.var.deps, staffOf(c).site, c.req.valid('json'));
    return show(c);
  })
  .put(
    '/opening',
    describeRoute({ summary: 'Let readers in, or only the newsroom', tags: ['desk'] }),
    valid('json', z.object({ open: z.boolean('field.wrong') })),
    async (c) => {
      const { site, session } = staffOf(c);
      await openSite(c.var.deps, site, { open: c.req.valid('json').open, by: session.account.uid });
      return show(c);
    },
  );

async function show(c: Context<Env>) {
  const site = (await findSite(c.var.deps.db.read, staffOf(c).site.id))!;
  const publisher = publisherOf(site);
  return c.json({
    version: site.version,
    publisher,
    missing: missingOf(publisher),
    state: site.settings.state ?? 'live',
  } satisfies PublisherWire);
}
