import { and, desc, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireSite, staffOf, type Env } from '../http/who.ts';
import { dropFont, saveFont } from './fonts.ts';
import { lookOf } from './frame.ts';
import { lookInput } from './look-input.ts';
import { previewLook } from './look-preview.tsx';
import { OURS } from './palette.ts';
import { findSite, type Site } from './queries.ts';
import { dropLogo, saveLogo, saveLook } from './save-look.ts';
import { fontUrl, logoUrl, themeOf, themeUrl } from './theme.ts';
import type { Look, LookWire } from './wire.ts';

const use = z.object({ use: z.enum(['text', 'bold', 'display'], 'field.wrong') });
const name = z.object({ name: z.string().trim().max(100).default('') });

export const lookRoutes = new Hono<Env>()
  .get('/look', describeRoute({ summary: 'How the site’s own pages look', tags: ['desk'] }), (c) => show(c))
  .put(
    '/look',
    describeRoute({ summary: 'Change it, naming the version edited; colours that cannot be read are refused', tags: ['desk'] }),
    valid('json', lookInput),
    async (c) => {
      const { site, member } = staffOf(c);
      await saveLook(c.var.deps, site, { input: c.req.valid('json'), by: member.name });
      return show(c);
    },
  )
  .post('/look/preview', describeRoute({ summary: 'A page as it would look', tags: ['desk'] }), valid('json', lookInput), async (c) =>
    c.json(await previewLook(c, staffOf(c).site, c.req.valid('json'))),
  )
  .get('/look/versions/:version{[0-9]+}', describeRoute({ summary: 'How it looked', tags: ['desk'] }), async (c) => {
    const { site } = staffOf(c);
    const look = await lookOf(c.var.deps.db.read, site.id, Number(c.req.param('version')));
    if (!look) throw new Refusal('not_found');
    return c.json(presentLook(site, look));
  })
  .put(
    '/look/fonts/:use',
    describeRoute({ summary: 'A font: WOFF2 as the body', tags: ['desk'] }),
    valid('param', use),
    valid('query', name),
    async (c) => {
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      await saveFont(c.var.deps, staffOf(c).site, { ...c.req.valid('param'), ...c.req.valid('query'), bytes });
      return show(c);
    },
  )
  .delete('/look/fonts/:use', describeRoute({ summary: 'No font of its own', tags: ['desk'] }), valid('param', use), async (c) => {
    await dropFont(c.var.deps, staffOf(c).site, c.req.valid('param').use);
    return show(c);
  })
  .put('/look/logo', describeRoute({ summary: 'The logo: a PNG, JPEG, GIF or WebP as the body', tags: ['desk'] }), async (c) => {
    await saveLogo(c.var.deps, staffOf(c).site, new Uint8Array(await c.req.arrayBuffer()));
    return show(c);
  })
  .delete('/look/logo', describeRoute({ summary: 'No logo', tags: ['desk'] }), async (c) => {
    await dropLogo(c.var.deps, staffOf(c).site);
    return show(c);
  });

async function show(c: Context<Env>) {
  const { read } = c.var.deps.db;
  const { siteLooks, siteFonts } = read.t;
  const site = (await findSite(read, staffOf(c).site.id))!;
  const look = await lookOf(read, site.id, site.lookVersion);
  const fonts = await read
    .select({ use: siteFonts.use, name: siteFonts.name, hash: siteFonts.hash })
    .from(siteFonts)
    .where(eq(siteFonts.siteId, site.id));
  const versions = await read
    .select({ version: siteLooks.version, by: siteLooks.savedBy, at: siteLooks.savedAt })
    .from(siteLooks)
    .where(eq(siteLooks.siteId, site.id))
    .orderBy(desc(siteLooks.version));
  return c.json({
    ...presentLook(site, look),
    version: site.lookVersion,
    logoUrl: logoUrl(site),
    fonts: Object.fromEntries(fonts.map(({ use: of, name: called, hash }) => [of, { name: called, url: fontUrl(hash) }])),
    versions: versions.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
  } satisfies LookWire);
}

/** Before the first was saved, there may be a colour and a font of older days. */
function presentLook({ timeZone, ...site }: Site, look: Omit<Look, 'timeZone'> | null): Look {
  const { accent, font, tokens, header, footer } = look ?? { ...site, tokens: OURS, header: '', footer: '' };
  return { timeZone, accent, font, tokens, header, footer };
}

/** Each look has its own address. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** What a site's pages fetch of its look. */
export const lookPages = new Hono<Env>()
  .get('/:file{theme-[\\w-]{8}\\.css}', (c) => {
    const site = requireSite(c);
    // Another look's address must not be kept for ever with this one's sheet.
    if (themeUrl(site) !== c.req.path) throw new Refusal('not_found');
    return forEver(c, themeOf(site)!, 'text/css; charset=utf-8');
  })
  .get('/fonts/:file{[0-9a-f]{32}\\.woff2}', async (c) => {
    const { siteFonts } = c.var.deps.db.read.t;
    const [font] = await c.var.deps.db.read
      .select({ bytes: siteFonts.bytes })
      .from(siteFonts)
      .where(and(eq(siteFonts.siteId, requireSite(c).id), eq(siteFonts.hash, c.req.param('file').slice(0, 32))));
    if (!font) throw new Refusal('not_found');
    return forEver(c, new Uint8Array(font.bytes), 'font/woff2');
  })
  .get('/logo/:file{[0-9a-f]{32}\\.png}', async (c) => {
    const { siteLogos } = c.var.deps.db.read.t;
    const [logo] = await c.var.deps.db.read
      .select({ bytes: siteLogos.bytes })
      .from(siteLogos)
      .where(and(eq(siteLogos.siteId, requireSite(c).id), eq(siteLogos.hash, c.req.param('file').slice(0, 32))));
    if (!logo) throw new Refusal('not_found');
    return forEver(c, new Uint8Array(logo.bytes), 'image/png');
  });

function forEver(c: Context<Env>, body: string | Uint8Array<ArrayBuffer>, type: string) {
  c.header('cache-control', FOR_EVER);
  return c.body(body, 200, { 'content-type': type, 'x-content-type-options': 'nosniff' });
}
