import { hashSecret } from '../ids.ts';
import { DARK_PAPER, LIGHT_PAPER, lightened } from './contrast.ts';
import type { Site } from './queries.ts';
import type { Look } from './wire.ts';

const SERIF = "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, serif";
const SANS = 'system-ui, sans-serif';

/** Text, and headings. The readers' own fonts: nothing is fetched from anywhere. */
const FONTS: Record<Look['font'], { text: string; display: string } | null> = {
  system: null,
  serif: { text: SERIF, display: SERIF },
  sans: { text: SANS, display: SANS },
};

/** The sheet of a site's own colours and fonts, after ours; null where it has none. */
export function themeOf({ accent, font }: Pick<Site, 'accent' | 'font'>): string | null {
  const fonts = FONTS[font];
  const rules = [
    accent && `--terrasse-accent:light-dark(${accent},${lightened(accent)})`,
    accent && `--on-accent:light-dark(${LIGHT_PAPER},${DARK_PAPER})`,
    fonts && `--terrasse-font:${fonts.text}`,
    fonts && `--terrasse-font-display:${fonts.display}`,
  ].filter(Boolean);
  return rules.length > 0 ? `:root,body,terrasse-thread{${rules.join(';')}}\n` : null;
}

/** Where the sheet is fetched: another look has another address. */
export function themeUrl(site: Pick<Site, 'accent' | 'font'>): string | null {
  const sheet = themeOf(site);
  return sheet && `/theme-${hashSecret(sheet).slice(0, 8)}.css`;
}

export const logoUrl = ({ logo }: Pick<Site, 'logo'>): string | null => logo && `/logo/${logo}.png`;
