import { asc, count, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { origin, text, timeZone } from './input.ts';
import { makeSite, moveSite } from './make-site.ts';
import { siteColumns } from './queries.ts';
import { siteUrl } from './url.ts';
import type { SitesWire } from './wire.ts';

const host = text(255)
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, 'field.host')
  .refine((typed) => URL.canParse(`https://${typed}`), 'field.host');
const site = z.object({
  key: text(40).regex(/^[a-z0-9][a-z0-9-]*$/, 'field.wrong'),
  host,
  name: text(100),
  locale: z.enum(['fr', 'en'], 'field.wrong'),
  timeZone,
  origins: z.array(origin).max(100, 'field.too_many|max=100'),
});

/** The installation's, for its owner: every title, and where it is. What a site decides for itself is in its own settings. */
export const siteRoutes = new Hono<Env>()
  .get('/sites', describeRoute({ summary: 'The sites of this installation', tags: ['installation'] }), async (c) => c.json(await list(c)))
  .post('/sites', describeRoute({ summary: 'Make one', tags: ['installation'] }), valid('json', site), async (c) => {
    await makeSite(c.var.deps, ownerOf(c), c.req.valid('json'));
    return c.json(await list(c), 201);
  })
  .put(
    '/sites/:key/host',
    describeRoute({ summary: 'Move its own pages to another host', tags: ['installation'] }),
    valid('json', z.object({ host })),
    async (c) => {
      await moveSite(c.var.deps, ownerOf(c), { key: c.req.param('key'), host: c.req.valid('json').host });
      return c.json(await list(c));
    },
  );

async function list(c: Context<Env>): Promise<SitesWire> {
  const { config, db } = c.var.deps;
  const { sites, members } = db.read.t;
  const rows = await db.read
    .select({ site: siteColumns(db.read.t), members: count(members.id) })
    .from(sites)
    .leftJoin(members, eq(members.siteId, sites.id))
    .groupBy(sites.id)
    .orderBy(asc(sites.id));
  return {
    sites: rows.map(({ site: row, members: n }) => ({
      key: row.key,
      host: row.host,
      url: siteUrl(config, row),
      name: row.settings.name,
      locale: row.settings.locale,
      timeZone: row.timeZone,
      members: n,
      createdAt: row.createdAt.toISOString(),
    })),
  };
}

function ownerOf(c: Context<Env>) {
  const { who } = c.var;
  if (who.via !== 'cookie') throw new Error(`${c.req.path} is not for the owner in server/rights.ts`);
  return who.session.account;
}
