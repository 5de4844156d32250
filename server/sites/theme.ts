import { hashSecret } from '../ids.ts';
import { LIGHT_PAPER } from './contrast.ts';
import { OURS, paletteOf } from './palette.ts';
import type { Site } from './queries.ts';
import type { FontUse, Look } from './wire.ts';

const SERIF = "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, serif";
const SANS = 'system-ui, sans-serif';

/** Text, and headings. The readers' own fonts: nothing is fetched from anywhere. */
const FONTS: Record<Look['font'], { text: string; display: string } | null> = {
  system: null,
  serif: { text: SERIF, display: SERIF },
  sans: { text: SANS, display: SANS },
};

export type Worn = Pick<Site, 'accent' | 'font' | 'tokens' | 'fonts'>;

/** The sheet of a site's own colours, measures and fonts, after ours; null where it has none. */
export function themeOf(worn: Worn): string | null {
  const rules = [...coloursOf(worn), ...measures(worn), ...families(worn)];
  const faces = Object.entries(worn.fonts ?? {}).map(([use, hash]) => face(use as FontUse, hash, worn.fonts?.bold !== undefined));
  return rules.length > 0 ? `${faces.join('')}:root,body,terrasse-thread{${rules.join(';')}}\n` : null;
}

/** Its colours, a declaration each. */
export function coloursOf({ accent, tokens }: Pick<Worn, 'accent' | 'tokens'>): string[] {
  const { light, dark } = paletteOf({ accent, tokens: tokens ?? OURS });
  const { ink, inkDark, paper, paperDark, accentDark } = tokens ?? OURS;
  return [
    (accent || accentDark) && `--terrasse-accent:light-dark(${light.accent},${dark.accent})`,
    (accent || accentDark || paperDark) && `--on-accent:light-dark(${LIGHT_PAPER},${dark.paper})`,
    (ink || inkDark) && `--terrasse-ink:light-dark(${light.ink},${dark.ink})`,
    (paper || paperDark) && `--terrasse-paper:light-dark(${light.paper},${dark.paper})`,
  ].filter((rule) => typeof rule === 'string');
}

/** In rem: whoever has larger text in their browser has it here. */
function measures({ tokens }: Worn): string[] {
  const { radius, size } = tokens ?? OURS;
  return [radius !== OURS.radius && `--terrasse-radius:${radius / 16}rem`, size !== OURS.size && `--terrasse-size:${size / 16}rem`].filter(
    (rule) => rule !== false,
  );
}

function families({ font, fonts }: Worn): string[] {
  const { text = SANS, display = SERIF } = FONTS[font] ?? {};
  return [
    (fonts?.text || FONTS[font]) && `--terrasse-font:${fonts?.text ? `${TEXT},` : ''}${text}`,
    (fonts?.display || FONTS[font]) && `--terrasse-font-display:${fonts?.display ? `${DISPLAY},` : ''}${display}`,
  ].filter((rule) => typeof rule === 'string');
}

const TEXT = "'site text'";
const DISPLAY = "'site display'";

/** One file does for all weights, as variable fonts do, unless there is one for the bold. */
function face(use: FontUse, hash: string, bold: boolean): string {
  const weights = { text: bold ? '100 500' : '100 900', bold: '600 900', display: '100 900' }[use];
  return `@font-face{font-family:${use === 'display' ? DISPLAY : TEXT};font-weight:${weights};font-display:swap;src:url(${fontUrl(hash)})format('woff2')}`;
}

/** Where the sheet is fetched: another look has another address. */
export function themeUrl(site: Worn): string | null {
  const sheet = themeOf(site);
  return sheet && `/theme-${hashSecret(sheet).slice(0, 8)}.css`;
}

export const logoUrl = ({ logo }: Pick<Site, 'logo'>): string | null => logo && `/logo/${logo}.png`;
export const fontUrl = (hash: string) => `/fonts/${hash}.woff2`;
