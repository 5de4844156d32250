// Relative luminance and contrast ratio (WCAG 2.2, 1.4.3) of #rrggbb colours.
import { channelsOf, linear, mixed, toHex } from './oklab.ts';

/** The papers of our own pages: widget/thread/tokens.css. */
export const LIGHT_PAPER = '#ffffff';
export const DARK_PAPER = '#191613';
/** For text of any size. */
const ENOUGH = 4.5;
/** For the border of a control (1.4.11). */
const ENOUGH_FOR_EDGES = 3;

export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Whether links and buttons of this colour can be read on that paper, also where it tints what is under them. */
export const isReadable = (accent: string, paper = LIGHT_PAPER) => contrastOf(accent, washOf(accent, paper)) >= ENOUGH;

/** Whether text can be read there, also the softer one, and the borders of fields seen: what tokens.css makes of the two. */
export const isLegible = (ink: string, paper: string) =>
  contrastOf(mixed(ink, paper, 0.72), mixed(ink, paper, 0.05)) >= ENOUGH && contrastOf(mixed(ink, paper, 0.5), paper) >= ENOUGH_FOR_EDGES;

/** Whether what has a colour of ours to say something (tokens.css, more.css) can be read on that paper. */
export const carries = (paper: string, signs: string[]) => signs.every((sign) => contrastOf(sign, paper) >= ENOUGH);

/** The same hue for the dark: as light as it must be to be read there. */
export function lightened(accent: string, paper = DARK_PAPER): string {
  for (let share = 0; share < 1; share += 0.05) {
    const lighter = mix(LIGHT_PAPER, accent, share);
    if (isReadable(lighter, paper)) return lighter;
  }
  return LIGHT_PAPER;
}

/** --accent-wash: a tenth of the accent on the paper. */
const washOf = (accent: string, paper: string) => mix(accent, paper, 0.1);

function luminanceOf(colour: string): number {
  const [r, g, b] = channelsOf(colour).map(linear);
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** `share` of one in the other. */
function mix(one: string, other: string, share: number): string {
  const [a, b] = [channelsOf(one), channelsOf(other)];
  return toHex(a.map((value, i) => value * share + b[i]! * (1 - share)));
}
