import { join } from 'node:path';
import type { Sharp } from 'sharp';
import { cut } from '../pages/cut.ts';

/** Pixels: what Open Graph's readers show large. */
const SIZE = { width: 1200, height: 630 };
const MARGIN = 80;
const BAND = 16;
const PAPER = '#ffffff';
const INK = '#211c17';
const SOFT = '#5e5750';
/** Seconds for which one may keep a core. */
const PATIENCE = 5;
/** Pixels of a title's letters, by how long it is: four lines at most. */
const LETTERS: [upTo: number, size: number][] = [
  [50, 76],
  [90, 62],
  [150, 52],
];
const LONGEST = 150;
/** Characters that a line takes. */
const LINE = 60;

/** What is drawn, and nothing else: two that are equal are one picture. */
export type Card = {
  title: string;
  /** Above: whose it is. Below: how many answered, where. */
  above: string;
  below: string;
  /** #rrggbb */
  accent: string;
};

/** Source Serif 4 (SIL Open Font License), which the build puts there: a machine may have no letters of its own. */
export const fontIn = (folder: string) => join(folder, 'letters/source-serif-4-semibold.ttf');

/** A thread's picture, a PNG. sharp is loaded with the first one: a server that idles should not carry it. */
export async function drawCard({ title, above, below, accent }: Card, fontfile: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const draw = (text: string, { size, colour, height }: { size: number; colour: string; height: number }) =>
    within(
      height,
      sharp({
        text: {
          text: `<span foreground="${colour}">${escaped(text)}</span>`,
          fontfile,
          font: `Source Serif 4 SemiBold ${size}`,
          // One point is one pixel.
          dpi: 72,
          width: SIZE.width - 2 * MARGIN,
          wrap: 'word-char',
          rgba: true,
        },
      }),
    );
  const asked = cut(written(title) || written(above), LONGEST);
  const [, size] = LETTERS.find(([upTo]) => asked.length <= upTo) ?? LETTERS.at(-1)!;
  const head = await draw(cut(written(above), LINE), { size: 32, colour: accent, height: 48 });
  const middle = await draw(asked, { size, colour: INK, height: 340 });
  const foot = await draw(cut(written(below), LINE), { size: 32, colour: SOFT, height: 48 });
  const band = { create: { width: SIZE.width, height: BAND, channels: 3 as const, background: accent } };
  return sharp({ create: { ...SIZE, channels: 3, background: PAPER } })
    .composite([
      { input: band, left: 0, top: 0 },
      { input: head, left: MARGIN, top: MARGIN },
      { input: middle, left: MARGIN, top: MARGIN + 90 },
      { input: foot, left: MARGIN, top: SIZE.height - MARGIN - 24 },
    ])
    .png({ palette: true, colours: 64 })
    .timeout({ seconds: PATIENCE })
    .toBuffer();

  /** Nothing but widest letters takes more lines than there is room for. */
  async function within(height: number, text: Sharp): Promise<Buffer> {
    const { data, info } = await text.png().timeout({ seconds: PATIENCE }).toBuffer({ resolveWithObject: true });
    return info.height <= height ? data : sharp(data).extract({ left: 0, top: 0, width: info.width, height }).toBuffer();
  }
}

/** What its letters can write; a pictogram would be a box with a number in it. */
const written = (text: string) =>
  text
    .replace(
      /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|[\p{Extended_Pictographic}\p{Cc}\p{Cs}\ufe0f\u200d]/gu,
      '',
    )
    .trim();

/** Pango's markup. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
