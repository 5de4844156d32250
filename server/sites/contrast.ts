// Relative luminance and contrast ratio (WCAG 2.2, 1.4.3) of #rrggbb colours.

/** The papers of our own pages: widget/thread/tokens.css. */
export const LIGHT_PAPER = '#ffffff';
export const DARK_PAPER = '#191613';
/** For text of any size. */
const ENOUGH = 4.5;

export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Whether links and buttons of this colour can be read on our light pages, also where it tints what is under them. */
export const isReadable = (accent: string) => contrastOf(accent, washOf(accent, LIGHT_PAPER)) >= ENOUGH;

/** The same hue for the dark: as light as it must be to be read there. */
export function lightened(accent: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const lighter = mix(LIGHT_PAPER, accent, share);
    if (contrastOf(lighter, washOf(lighter, DARK_PAPER)) >= ENOUGH) return lighter;
  }
  return LIGHT_PAPER;
}

/** --accent-wash: a tenth of the accent on the paper. */
const washOf = (accent: string, paper: string) => mix(accent, paper, 0.1);

function luminanceOf(colour: string): number {
  const [r, g, b] = channelsOf(colour).map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** `share` of one in the other. */
function mix(one: string, other: string, share: number): string {
  const [a, b] = [channelsOf(one), channelsOf(other)];
  return `#${a
    .map((value, i) =>
      Math.round(value * share + b[i]! * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

const channelsOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
