import { createHash } from 'node:crypto';
import { and, eq, lte } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal, type RefusalFacts } from '../errors.ts';
import { isPicture } from '../members/photo.ts';
import { readHtml } from '../html/read-html.ts';
import type { Site } from './queries.ts';
import type { StoredLook } from './schema.ts';
import type { LookInput } from './wire.ts';

/** Twice the size at which it is shown, for sharp screens: 240 × 48 at most. */
const LOGO = { width: 480, height: 96 };
/** Bytes of the file that is sent; what comes out of it is far smaller. */
export const MAX_LOGO = 2 * 1024 * 1024;
/** What a picture may unpack to, in pixels: a bomb is refused before it is unpacked. */
const MAX_PIXELS = 16_000_000;
/** Seconds for which one may keep a core. */
const PATIENCE = 5;

/** Older ones are forgotten. */
const KEPT = 50;

/** Refuses `taken` where somebody saved since the version that was edited; `invalid` for a picture from elsewhere. */
export async function saveLook(
  { db, now }: Deps,
  site: Site,
  { input: { version, timeZone, ...look }, by }: { input: LookInput; by: string },
) {
  const { header, footer } = await cleanedFor(site, look);
  const next = version + 1;
  const stored: StoredLook = { ...look, headerHtml: header.html, footerHtml: footer.html };
  await db.write(async (tx) => {
    const { sites, siteLooks } = tx.t;
    const worn = { timeZone, accent: look.accent, font: look.font, tokens: look.tokens, lookVersion: next };
    const saved = await tx
      .update(sites)
      .set(worn)
      .where(and(eq(sites.id, site.id), eq(sites.lookVersion, version)))
      .returning({ id: sites.id });
    if (saved.length === 0) throw new Refusal('taken');
    await tx.insert(siteLooks).values({ siteId: site.id, version: next, look: stored, savedBy: by, savedAt: now() });
    await tx.delete(siteLooks).where(and(eq(siteLooks.siteId, site.id), lte(siteLooks.version, next - KEPT)));
  });
}

/** Both halves of a frame as shown. Refuses `invalid` for a picture that is neither the site's own nor its publisher's. */
export async function cleanedFor(site: Pick<Site, 'origins'>, typed: Pick<LookInput, 'header' | 'footer'>) {
  const [header, footer] = await Promise.all([readHtml('cleanFrame', typed.header), readHtml('cleanFrame', typed.footer)]);
  const halves = { header, footer };
  const fields: RefusalFacts['fields'] = {};
  for (const half of ['header', 'footer'] as const) {
    const strange = halves[half].origins.find((origin) => !site.origins.includes(origin));
    if (strange) fields[half] = ['field.picture_origin', { origin: strange }];
  }
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { fields });
  return halves;
}

/**
 * A PNG, JPEG, GIF or WebP becomes a small PNG of our own making: what else was in the file is gone. No SVG: it is a program
 * as much as a picture. Refuses `invalid` for anything else.
 */
export async function saveLogo({ db }: Deps, site: Site, uploaded: Uint8Array) {
  const bytes = await redraw(uploaded);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  await db.write(async (tx) => {
    const { sites, siteLogos } = tx.t;
    await tx.delete(siteLogos).where(eq(siteLogos.siteId, site.id));
    await tx.insert(siteLogos).values({ siteId: site.id, hash, bytes });
    await tx.update(sites).set({ logo: hash }).where(eq(sites.id, site.id));
  });
}

export async function dropLogo({ db }: Deps, site: Site) {
  await db.write(async (tx) => {
    await tx.delete(tx.t.siteLogos).where(eq(tx.t.siteLogos.siteId, site.id));
    await tx.update(tx.t.sites).set({ logo: null }).where(eq(tx.t.sites.id, site.id));
  });
}

/** sharp is loaded with the first picture: a server that idles should not carry it. */
async function redraw(uploaded: Uint8Array): Promise<Buffer> {
  if (!isPicture(uploaded)) throw notAPicture();
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(uploaded, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ ...LOGO, fit: 'inside', withoutEnlargement: true })
      .png()
      .timeout({ seconds: PATIENCE })
      .toBuffer();
  } catch {
    throw notAPicture();
  }
}

const notAPicture = () => new Refusal('invalid', { fields: { logo: ['sites.logo_format'] } });
