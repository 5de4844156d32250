import { Refusal } from '../errors.ts';
import { isPicture } from '../members/photo.ts';
import { inTurn } from './in-turn.ts';

/** What a phone's camera makes. */
export const PICTURE_BYTES = 10 * 1024 * 1024;
/** A picture of 10 MB may say that it is a continent: 60 million pixels are what a phone takes at its best. */
const MAX_PIXELS = 60_000_000;
/** Seconds for which one picture may keep a core. */
const PATIENCE = 15;
/** Pixels: on a phone, in a column of text, on a whole screen. */
const WIDTHS = [480, 960];
const [WIDEST, HIGHEST] = [1920, 2560];
/** A strip of one line is no picture that anybody could look at. */
const LEAST = 8;

export type Made = { width: number; height: number; files: { width: number; bytes: Buffer }[] };

/** Those in which a picture of this width lies in the store: its own is the largest. */
export const widthsOf = (width: number): number[] => [...WIDTHS.filter((one) => one < width), width];

/**
 * What was sent, made anew: upright, its first frame, WebP in several widths, without a word of what the camera or the phone
 * wrote into it (EXIF, place and all). Refuses `invalid` for what is no picture, or a trap.
 */
export async function makePicture(sent: Uint8Array): Promise<Made> {
  if (sent.length > PICTURE_BYTES) throw refusal(['media.tooLarge', { max: PICTURE_BYTES / 1024 / 1024 }]);
  if (!isPicture(sent)) throw refusal(['media.unknown']);
  return inTurn(() => unpack(sent).catch(explain));
}

/** Opened once, at its largest; the others are made from that. sharp is loaded with the first picture: a server that idles should not carry it. */
async function unpack(sent: Uint8Array): Promise<Made> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(sent, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize(WIDEST, HIGHEST, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .timeout({ seconds: PATIENCE })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (Math.min(width, height) < LEAST) throw refusal(['media.broken']);
  const shrunk = async (to: number) => ({
    width: to,
    bytes: await sharp(data, { raw: { width, height, channels } })
      .resize(to)
      .webp({ quality: 80 })
      .timeout({ seconds: PATIENCE })
      .toBuffer(),
  });
  return { width, height, files: await Promise.all(widthsOf(width).map(shrunk)) };
}

function explain(error: unknown): never {
  throw error instanceof Refusal ? error : refusal(['media.broken']);
}

const refusal = (fault: [key: string, args?: Record<string, number>]) => new Refusal('invalid', { fields: { picture: fault } });
