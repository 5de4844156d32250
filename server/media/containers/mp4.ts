// MP4 and M4A (ISO/IEC 14496-12), and QuickTime's files, which are made alike: boxes within boxes.
import { blank, broken, placed, readAt, unplayable, type Bytes, type Playable } from './bytes.ts';

/** Of a file: a long film has some dozens, and three for each piece of one that was streamed. */
const MOST_BOXES = 20_000;
/** Bytes of a table of samples: four hours of film. */
const MOST_TABLE = 16 * 1024 * 1024;

/** What each browser plays, by the names of sample entries. */
const PLAYED: Record<string, string[]> = { vide: ['avc1', 'avc3', 'av01', 'vp09'], soun: ['mp4a', 'Opus', '.mp3'] };
const NAMES: Record<string, string> = { hvc1: 'HEVC (H.265)', hev1: 'HEVC (H.265)', apcn: 'ProRes', apch: 'ProRes', mp4v: 'MPEG-4 Visual' };
/** Where cameras and phones write who, when and where (`©xyz`, `loci`, Apple's keys, XMP). */
const TOLD = new Set(['udta', 'meta', 'uuid']);

type Box = { type: string; at: number; body: number; end: number };
type Track = { box: Box; handler: string; codec: string; width: number; height: number };

export const isMp4 = (head: Buffer) => head.toString('latin1', 4, 8) === 'ftyp';

/**
 * Empties what tells where it was made, tracks of a camera's instruments with their samples too, and says what is left.
 * Refuses `invalid` for what is cut, or not played by every browser.
 */
export async function readMp4(bytes: Bytes): Promise<Playable> {
  const budget = { boxes: MOST_BOXES };
  const all = await boxesIn(bytes, { body: 0, end: bytes.size }, budget);
  const moov = all.find(({ type }) => type === 'moov');
  if (!moov) throw broken();
  const inside = await boxesIn(bytes, moov, budget);
  const tracks = await Promise.all(inside.filter(({ type }) => type === 'trak').map((box) => readTrack(bytes, box, budget)));
  const played = tracks.filter(({ handler }) => handler in PLAYED);
  if (played.length === 0) throw broken();
  for (const { handler, codec } of played) if (!PLAYED[handler]!.includes(codec)) throw unplayable(NAMES[codec] ?? codec.trim());
  const others = tracks.filter(({ handler }) => !(handler in PLAYED));
  // The samples of a streamed film lie in pieces: those of an instrument cannot be told from the others by what is here.
  if (others.length > 0 && inside.some(({ type }) => type === 'mvex')) throw placed();
  for (const { box } of others) await silence(bytes, box, budget);
  const pieces = all.filter(({ type }) => type === 'moof');
  for (const box of [{ body: 0, end: bytes.size }, moov, ...played.map((track) => track.box), ...pieces])
    await emptyTold(bytes, box, budget);
  const film = played.find(({ handler }) => handler === 'vide');
  return {
    kind: film ? 'video' : 'audio',
    type: film ? 'video/mp4' : 'audio/mp4',
    width: film?.width || null,
    height: film?.height || null,
    seconds: await lengthOf(bytes, inside),
    from: 0,
    to: bytes.size,
  };
}

/** Refuses one that ends behind what it is in: the file was cut, or is a trap. */
async function boxesIn(bytes: Bytes, { body, end }: Pick<Box, 'body' | 'end'>, budget: { boxes: number }): Promise<Box[]> {
  const boxes: Box[] = [];
  for (let at = body; at < end; at = boxes.at(-1)!.end) {
    // QuickTime ends some lists by four noughts.
    if (end - at < 8) break;
    if (--budget.boxes < 0) throw broken();
    const head = await readAt(bytes, at, 8);
    const [short, type] = [head.readUInt32BE(0), head.toString('latin1', 4)];
    const long = short === 1 ? Number((await readAt(bytes, at + 8, 8)).readBigUInt64BE()) : short;
    const size = short === 0 ? end - at : long;
    if (size < (short === 1 ? 16 : 8) || at + size > end) throw broken();
    boxes.push({ type, at, body: at + (short === 1 ? 16 : 8), end: at + size });
  }
  return boxes;
}

async function within(bytes: Bytes, box: Box, path: string[], budget: { boxes: number }): Promise<Box | null> {
  let here: Box | undefined = box;
  for (const name of path) here = here && (await boxesIn(bytes, here, budget)).find(({ type }) => type === name);
  return here ?? null;
}

async function readTrack(bytes: Bytes, box: Box, budget: { boxes: number }): Promise<Track> {
  const [hdlr, stsd, tkhd] = [
    await within(bytes, box, ['mdia', 'hdlr'], budget),
    await within(bytes, box, ['mdia', 'minf', 'stbl', 'stsd'], budget),
    await within(bytes, box, ['tkhd'], budget),
  ];
  if (!hdlr || !stsd || !tkhd) throw broken();
  const handler = (await readAt(bytes, hdlr.body, 12)).toString('latin1', 8);
  const codec = (await readAt(bytes, stsd.body, 16)).toString('latin1', 12);
  // Matrix, width and height end it; its first number is nought where the film is turned by a quarter.
  const last = await readAt(bytes, tkhd.end - 44, 44);
  const [width, height] = [last.readUInt32BE(36) >>> 16, last.readUInt32BE(40) >>> 16];
  return { box, handler, codec, ...(last.readInt32BE(0) === 0 ? { width: height, height: width } : { width, height }) };
}

async function emptyTold(bytes: Bytes, box: Pick<Box, 'body' | 'end'>, budget: { boxes: number }) {
  for (const one of await boxesIn(bytes, box, budget)) {
    if (TOLD.has(one.type)) await free(bytes, one);
    else if (one.type === 'mdia' || one.type === 'traf' || one.type === 'minf') await emptyTold(bytes, one, budget);
  }
}

/** A box that every reader skips, of the same size: no other has to move. */
async function free(bytes: Bytes, { at, body, end }: Box) {
  await bytes.file.write('free', at + 4, 'latin1');
  await blank(bytes, body, end);
}

/** A track that nobody hears or sees, of a place and a speed by the second: its samples first, by its tables, then itself. */
async function silence(bytes: Bytes, track: Box, budget: { boxes: number }) {
  const stbl = await within(bytes, track, ['mdia', 'minf', 'stbl'], budget);
  const tables = stbl ? await boxesIn(bytes, stbl, budget) : [];
  const table = async (...names: string[]) => {
    const box = tables.find(({ type }) => names.includes(type));
    if (!box || box.end - box.body > MOST_TABLE) throw broken();
    return { type: box.type, data: await readAt(bytes, box.body, box.end - box.body) };
  };
  const [sizes, runs, offsets] = [await table('stsz'), await table('stsc'), await table('stco', 'co64')];
  try {
    for (const { from, to } of piecesOf(sizes.data, runs.data, offsets)) await blank(bytes, from, to);
  } catch (error) {
    throw error instanceof RangeError ? broken() : error;
  }
  await free(bytes, track);
}

/** Where the samples of a track lie: `runs` tells how many are in each piece from one on, `sizes` of each its bytes. */
function piecesOf(sizes: Buffer, runs: Buffer, { type, data }: { type: string; data: Buffer }) {
  const [same, samples, pieces] = [sizes.readUInt32BE(4), sizes.readUInt32BE(8), data.readUInt32BE(4)];
  const wide = type === 'co64' ? 8 : 4;
  let [run, sample] = [0, 0];
  return Array.from({ length: Math.min(pieces, Math.floor((data.length - 8) / wide)) }, (_, piece) => {
    const from = wide === 8 ? Number(data.readBigUInt64BE(8 + piece * 8)) : data.readUInt32BE(8 + piece * 4);
    while (run + 1 < runs.readUInt32BE(4) && runs.readUInt32BE(8 + (run + 1) * 12) <= piece + 1) run++;
    const until = Math.min(samples, sample + runs.readUInt32BE(8 + run * 12 + 4));
    let length = 0;
    for (; sample < until; sample++) length += same || sizes.readUInt32BE(12 + sample * 4);
    return { from, to: from + length };
  });
}

async function lengthOf(bytes: Bytes, inside: Box[]): Promise<number | null> {
  const mvhd = inside.find(({ type }) => type === 'mvhd');
  if (!mvhd) return null;
  const head = await readAt(bytes, mvhd.body, 32);
  const [scale, length] =
    head[0] === 1 ? [head.readUInt32BE(20), Number(head.readBigUInt64BE(24))] : [head.readUInt32BE(12), head.readUInt32BE(16)];
  return scale > 0 && length > 0 ? Math.ceil(length / scale) : null;
}
