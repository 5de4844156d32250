// MP3 (ISO/IEC 11172-3): frames, with what people wrote (ID3) before or behind.
import { broken, readSome, type Bytes, type Playable } from './bytes.ts';

/** Kilobits a second, of layer III: versions 1, then 2 and 2.5. */
const RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLES = [44_100, 48_000, 32_000];
/** Bytes of noughts that some programs leave behind what they wrote. */
const GAP = 8192;
/** Frames that follow each other: three by chance are none in a million files. */
const ENOUGH = 3;

export const isMp3 = (head: Buffer) => head.toString('latin1', 0, 3) === 'ID3' || frameAt(head, 0) !== null;

/** What was written about it is left out, before and behind. Refuses `invalid` where no sound follows. */
export async function readMp3(bytes: Bytes): Promise<Playable> {
  const from = await afterTags(bytes);
  const head = await readSome(bytes, from, GAP + 4 * 1500);
  let at = 0;
  while (head[at] === 0 && at < GAP) at++;
  const first = frameAt(head, at);
  for (let [n, next] = [0, at]; n < ENOUGH; n++) {
    const frame = frameAt(head, next);
    if (!frame) throw broken();
    next += frame.length;
  }
  const to = await beforeTags(bytes);
  const begins = from + at;
  const seconds = secondsOf(head.subarray(at), first!, to - begins);
  return { kind: 'audio', type: 'audio/mpeg', width: null, height: null, seconds, from: begins, to };
}

type Frame = { length: number; kilobits: number; rate: number; perFrame: number };

function frameAt(data: Buffer, at: number): Frame | null {
  if (at + 4 > data.length || data[at] !== 0xff || (data[at + 1]! & 0xe0) !== 0xe0) return null;
  const [version, layer] = [(data[at + 1]! >> 3) & 3, (data[at + 1]! >> 1) & 3];
  const [bits, samples, padding] = [data[at + 2]! >> 4, (data[at + 2]! >> 2) & 3, (data[at + 2]! >> 1) & 1];
  if (version === 1 || layer !== 1 || bits === 0 || bits === 15 || samples === 3) return null;
  const kilobits = RATES[version === 3 ? 0 : 1]![bits]!;
  const rate = SAMPLES[samples]! / { 3: 1, 2: 2, 0: 4 }[version as 0 | 2 | 3];
  const perFrame = version === 3 ? 1152 : 576;
  return { length: Math.floor(((perFrame / 8) * kilobits * 1000) / rate) + padding, kilobits, rate, perFrame };
}

/** ID3v2: ten bytes, and the length in four of seven bits; there may be several. */
async function afterTags(bytes: Bytes): Promise<number> {
  for (let at = 0; ;) {
    const head = await readSome(bytes, at, 10);
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return at;
    const size = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    at += 10 + size + (head[5]! & 0x10 ? 10 : 0);
    if (at >= bytes.size) throw broken();
  }
}

/** ID3v1: the last 128 bytes; APE: 32 that say how long it is. In this order from behind, each of them or none. */
async function beforeTags(bytes: Bytes): Promise<number> {
  let end = bytes.size;
  const old = await readSome(bytes, Math.max(0, end - 128), 128);
  if (old.toString('latin1', 0, 3) === 'TAG') end -= 128;
  const ape = await readSome(bytes, Math.max(0, end - 32), 32);
  if (ape.toString('latin1', 0, 8) === 'APETAGEX') end -= ape.readUInt32LE(12) + (ape[23]! & 0x80 ? 32 : 0);
  if (end <= 0) throw broken();
  return end;
}

/** Of a changing rate the first frame says how many there are (Xing); else all are as the first. */
function secondsOf(head: Buffer, { kilobits, rate, perFrame, length }: Frame, size: number): number {
  const first = head.subarray(0, length);
  const told = Math.max(first.indexOf('Xing'), first.indexOf('Info'));
  if (told > 0 && first.length >= told + 12 && first[told + 7]! & 1) return Math.ceil((first.readUInt32BE(told + 8) * perFrame) / rate);
  return Math.ceil((size * 8) / (kilobits * 1000));
}
