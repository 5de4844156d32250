import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { isPicture } from '../members/photo.ts';
import type { Site } from './queries.ts';
import type { Look } from './wire.ts';

/** Twice the size at which it is shown, for sharp screens: 240 × 48 at most. */
const LOGO = { width: 480, height: 96 };
/** Bytes of the file that is sent; what comes out of it is far smaller. */
export const MAX_LOGO = 2 * 1024 * 1024;
/** What a picture may unpack to, in pixels: a bomb is refused before it is unpacked. */
const MAX_PIXELS = 16_000_000;
/** Seconds for which one may keep a core. */
const PATIENCE = 5;

export async function saveLook({ db }: Deps, site: Site, look: Look) {
  await db.write(async (tx) => void (await tx.update(tx.t.sites).set(look).where(eq(tx.t.sites.id, site.id))));
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
