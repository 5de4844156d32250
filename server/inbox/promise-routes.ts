import { and, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import type { Site } from '../sites/queries.ts';
import { promisesOf } from './lanes.ts';
import type { PromisesWire } from './wire.ts';

/** From an hour to three months; null promises none. */
const hours = z.int('field.wrong').min(1, 'field.wrong').max(2160, 'field.wrong').nullable();
const edit = z.object({
  version: z.int('field.required').min(1),
  promises: z.object({ question: hours, newsroom: hours, correction: hours, message: hours, idea: hours }),
});
const tags = ['desk'];

export const promiseRoutes = new Hono<Env>()
  .get('/inbox-promises', describeRoute({ summary: 'Hours within which the newsroom promises a word', tags }), (c) => {
    const { site } = staffOf(c);
    return c.json({ version: site.version, promises: promisesOf(site.settings) } satisfies PromisesWire);
  })
  .put('/inbox-promises', describeRoute({ summary: 'Change them, naming the version edited', tags }), valid('json', edit), async (c) =>
    c.json(await savePromises(c.var.deps, staffOf(c).site, c.req.valid('json'))),
  );

/** What waits keeps what it was promised. Refuses `taken` where somebody saved since. */
function savePromises({ db }: Deps, { id }: Site, { version, promises }: PromisesWire): Promise<PromisesWire> {
  return db.write(async (tx) => {
    const { sites } = tx.t;
    const [row] = await tx.select({ settings: sites.settings }).from(sites).where(eq(sites.id, id));
    const [saved] = await tx
      .update(sites)
      .set({ settings: { ...row!.settings, promises }, version: version + 1 })
      .where(and(eq(sites.id, id), eq(sites.version, version)))
      .returning({ version: sites.version });
    if (!saved) throw new Refusal('taken');
    return { version: saved.version, promises };
  });
}
