import { and, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireSite, staffOf, type Env } from '../http/who.ts';
import { isReadable } from './contrast.ts';
import { timeZone } from './input.ts';
import { findSite } from './queries.ts';
import { dropLogo, saveLogo, saveLook } from './save-look.ts';
import { logoUrl, themeOf } from './theme.ts';
import type { LookWire } from './wire.ts';

const accent = z
  .string('field.wrong')
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'field.colour')
  .refine(isReadable, 'field.pale');
const look = z.object({ timeZone, accent: accent.nullable(), font: z.enum(['system', 'serif', 'sans'], 'field.wrong') });

export const lookRoutes = new Hono<Env>()
  .get('/look', describeRoute({ summary: 'How the site’s own pages look', tags: ['desk'] }), async (c) => show(c))
  .put(
    '/look',
    describeRoute({ summary: 'Change it; an accent that cannot be read is refused', tags: ['desk'] }),
    valid('json', look),
    async (c) => {
      await saveLook(c.var.deps, staffOf(c).site, c.req.valid('json'));
      return show(c);
    },
  )
  .put('/look/logo', describeRoute({ summary: 'The logo: a PNG, JPEG, GIF or WebP as the body', tags: ['desk'] }), async (c) => {
    await saveLogo(c.var.deps, staffOf(c).site, new Uint8Array(await c.req.arrayBuffer()));
    return show(c);
  })
  .delete('/look/logo', describeRoute({ summary: 'No logo', tags: ['desk'] }), async (c) => {
    await dropLogo(c.var.deps, staffOf(c).site);
    return show(c);
  });

async function show(c: Context<Env>) {
  const site = (await findSite(c.var.deps.db.read, staffOf(c).site.id))!;
  const { timeZone, accent, font } = site;
  return c.json({ timeZone, accent, font, logoUrl: logoUrl(site) } satisfies LookWire);
}

/** Each look has its own address. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** What a site's pages fetch of its look. */
export const lookPages = new Hono<Env>()
  .get('/:file{theme-[\\w-]{8}\\.css}', (c) => {
    c.header('cache-control', FOR_EVER);
    return c.body(themeOf(requireSite(c)) ?? '', 200, { 'content-type': 'text/css; charset=utf-8' });
  })
  .get('/logo/:file{[0-9a-f]{32}\\.png}', async (c) => {
    const { db } = c.var.deps;
    const { siteLogos } = db.read.t;
    const hash = c.req.param('file').slice(0, 32);
    const [logo] = await db.read
      .select({ bytes: siteLogos.bytes })
      .from(siteLogos)
      .where(and(eq(siteLogos.siteId, requireSite(c).id), eq(siteLogos.hash, hash)));
    if (!logo) throw new Refusal('not_found');
    c.header('cache-control', FOR_EVER);
    return c.body(new Uint8Array(logo.bytes), 200, { 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  });
