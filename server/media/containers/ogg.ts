// Ogg (RFC 3533): pages; with Opus (RFC 7845) or Vorbis in it, nothing else.
import { broken, placed, readSome, unplayable, type Bytes, type Playable } from './bytes.ts';

/** Bytes: a page is no longer, and its first two hold all that is said of a sound. */
const PAGE = 65_307;
const SAMPLES_OF_OPUS = 48_000;
/** A comment of the sort that says where: they are in pages with a sum of their own, so one refuses them. */
const PLACE = /(?:geo|gps|location)[\w:. -]{0,40}=/i;

export const isOgg = (head: Buffer) => head.toString('latin1', 0, 4) === 'OggS';

/** Refuses `invalid` for what is cut, what is no Opus or Vorbis, and what says where it was made. */
export async function readOgg(bytes: Bytes): Promise<Playable> {
  const head = (await readSome(bytes, 0, 2 * PAGE)).toString('latin1');
  const opus = head.indexOf('OpusHead');
  const vorbis = head.indexOf('\x01vorbis');
  const first = opus >= 0 ? opus : vorbis;
  // The page's own head, then at once what it begins with: what comes later is another stream's.
  if (first < 0 || first > 64) throw unplayable('Ogg');
  if (/\x80theora|\x7fFLAC|fishead/.test(head)) throw unplayable('Ogg Theora / FLAC');
  if (PLACE.test(head)) throw placed();
  return {
    kind: 'audio',
    type: 'audio/ogg',
    width: null,
    height: null,
    seconds: await lengthOf(bytes, rateOf(head, opus, vorbis)),
    from: 0,
    to: bytes.size,
  };
}

const rateOf = (head: string, opus: number, vorbis: number) =>
  opus >= 0 ? SAMPLES_OF_OPUS : Buffer.from(head.slice(vorbis + 12, vorbis + 16), 'latin1').readUInt32LE();

/** The last page says how many samples there were before it ends; where it is not whole, the file was cut. */
async function lengthOf(bytes: Bytes, rate: number): Promise<number | null> {
  const end = await readSome(bytes, Math.max(0, bytes.size - PAGE), PAGE);
  const last = end.lastIndexOf('OggS');
  if (last < 0 || end.length < last + 27) throw broken();
  const lengths = end.subarray(last + 27, last + 27 + end[last + 26]!);
  const whole = last + 27 + end[last + 26]! + lengths.reduce((sum, one) => sum + one, 0);
  if (whole !== end.length) throw broken();
  const samples = end.readBigInt64LE(last + 6);
  return samples > 0n && rate > 0 ? Math.ceil(Number(samples) / rate) : null;
}
