import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../ids.ts';
import { LIGHT_PAPER } from '../sites/contrast.ts';
import { OURS, paletteOf } from '../sites/palette.ts';
import type { Site } from '../sites/queries.ts';
import { AWNING, LETTERS } from './letters.ts';

/** Pixels: what phones put beside other programs, `maskable` to be cut to any shape, 180 for Apple's. */
export const ICONS = { 180: 180, 192: 192, 512: 512, maskable: 512 } as const;
export type IconName = keyof typeof ICONS;

type Of = Pick<Site, 'accent' | 'tokens' | 'logo' | 'settings' | 'id'>;

/** Where it is fetched: another logo, colour or name has another address. */
export const iconUrl = (site: Of, name: IconName) => `/icon-${name}-${versionOf(site)}.png`;

const versionOf = ({ accent, tokens, logo, settings }: Of) =>
  hashSecret(JSON.stringify([accent, tokens?.paper, logo, initialOf(settings.forumName)]))
    .slice(0, 8)
    .replaceAll(/[^\w]/g, '0');

/** Each is drawn once a process, and not by as many as ask at once. */
const drawn = new WeakMap<Deps, Map<string, Promise<Uint8Array<ArrayBuffer>>>>();

export function iconOf(deps: Deps, site: Of, name: IconName): Promise<Uint8Array<ArrayBuffer>> {
  const icons = drawn.get(deps) ?? new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  drawn.set(deps, icons);
  const key = `${site.id} ${iconUrl(site, name)}`;
  const icon = icons.get(key) ?? draw(deps, site, name);
  icons.set(key, icon);
  icon.catch(() => icons.delete(key));
  return icon;
}

/** The logo where it is about as high as wide, else an initial in the site's colour. */
async function draw(deps: Deps, site: Of, name: IconName): Promise<Uint8Array<ArrayBuffer>> {
  const { default: sharp } = await import('sharp');
  const size = ICONS[name];
  const { light } = paletteOf({ accent: site.accent, tokens: site.tokens ?? OURS });
  const logo = site.logo ? await logoOf(deps, site) : null;
  const { width = 0, height = 1 } = logo ? await sharp(logo).metadata() : {};
  if (!logo || width / height > WIDEST)
    return new Uint8Array(
      await sharp(Buffer.from(letterOf(site, size, light.accent)))
        .png()
        .toBuffer(),
    );
  const inside = Math.round(size * SAFE);
  const picture = await sharp(logo).resize(inside, inside, { fit: 'inside' }).png().toBuffer();
  const ground = sharp({ create: { width: size, height: size, channels: 3, background: light.paper } });
  return new Uint8Array(
    await ground
      .composite([{ input: picture }])
      .png()
      .toBuffer(),
  );
}

/** Beyond this many times its height, a logo would be a line. */
const WIDEST = 1.6;
/** What a mask leaves of any shape (https://www.w3.org/TR/appmanifest/#icon-masks): a circle of four fifths; a square in it. */
const SAFE = 0.56;

function letterOf({ settings }: Of, size: number, colour: string): string {
  const path = LETTERS[initialOf(settings.forumName)] ?? AWNING;
  const unit = (size * SAFE) / 10 / 1.15;
  const edge = (size - unit * 10) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${colour}"/><path transform="translate(${edge} ${edge}) scale(${unit})" d="${path}" fill="none" stroke="${LIGHT_PAPER}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

/** « La Terrasse » is known by its T. */
export function initialOf(name: string): string {
  const word = name.replace(/^(?:l[ea]s?|the|un|une|l['’])\s*(?=\S)/i, '') || name;
  return word.normalize('NFD').charAt(0).toUpperCase();
}

async function logoOf({ db }: Deps, { id }: Of): Promise<Buffer | null> {
  const { siteLogos } = db.read.t;
  const [row] = await db.read.select({ bytes: siteLogos.bytes }).from(siteLogos).where(eq(siteLogos.siteId, id));
  return row ? Buffer.from(row.bytes) : null;
}
