// WebM: EBML (RFC 8794), elements within elements, some of them without a size.
import { blank, broken, readAt, readSome, unplayable, type Bytes, type Playable } from './bytes.ts';

const [EBML, DOC_TYPE, SEGMENT, CLUSTER, TRACKS, INFO, TAGS, ATTACHMENTS] = [
  0x1a45dfa3, 0x4282, 0x18538067, 0x1f43b675, 0x1654ae6b, 0x1549a966, 0x1254c367, 0x1941a469,
];
const [TRACK, TRACK_TYPE, CODEC, VIDEO, PIXEL_WIDTH, PIXEL_HEIGHT, SCALE, DURATION, TITLE] = [
  0xae, 0x83, 0x86, 0xe0, 0xb0, 0xba, 0x2ad7b1, 0x4489, 0x7ba9,
];
/** What stands beside clusters: where one of unknown size ends. */
const BESIDE = new Set([0x114d9b74, INFO, TRACKS, CLUSTER, 0x1c53bb6b, TAGS, ATTACHMENTS, 0x1043a770, SEGMENT, EBML]);
const PLAYED = ['V_VP8', 'V_VP9', 'V_AV1', 'A_OPUS', 'A_VORBIS'];
/** A cluster of some seconds has some hundreds of blocks. */
const MOST_ELEMENTS = 500_000;

type Element = { id: number; at: number; body: number; end: number };
type Budget = { elements: number };

export const isEbml = (head: Buffer) => head.readUInt32BE(0) === EBML;

/** Empties its tags, its attachments and its title. Refuses `invalid` for Matroska that is no WebM, for what is cut, or not played. */
export async function readWebm(bytes: Bytes): Promise<Playable> {
  const budget = { elements: MOST_ELEMENTS };
  const head = await elementAt(bytes, 0, bytes.size);
  const docType = (await childrenOf(bytes, head, budget)).find(({ id }) => id === DOC_TYPE);
  if (!docType || (await textOf(bytes, docType)) !== 'webm') throw unplayable('Matroska');
  const segment = await elementAt(bytes, head.end, bytes.size);
  if (segment.id !== SEGMENT) throw broken();
  const parts = await childrenOf(bytes, segment, budget);
  const [tracks, info] = [parts.find(({ id }) => id === TRACKS), parts.find(({ id }) => id === INFO)];
  if (!tracks || !info) throw broken();
  const facts = await childrenOf(bytes, info, budget);
  const told = [...parts.filter(({ id }) => id === TAGS || id === ATTACHMENTS), ...facts.filter(({ id }) => id === TITLE)];
  const played = [];
  for (const track of (await childrenOf(bytes, tracks, budget)).filter(({ id }) => id === TRACK))
    played.push(await readTrack(bytes, track, budget));
  if (played.length === 0) throw broken();
  for (const element of told) await empty(bytes, element);
  const film = played.find(({ video }) => video);
  return {
    kind: film ? 'video' : 'audio',
    type: film ? 'video/webm' : 'audio/webm',
    width: film?.width ?? null,
    height: film?.height ?? null,
    seconds: await lengthOf(bytes, facts),
    from: 0,
    to: bytes.size,
  };
}

/** A size of all ones is unknown: it lasts as long as what it is in, or for a cluster to the next. */
async function elementAt(bytes: Bytes, at: number, end: number): Promise<Element> {
  const head = await readSome(bytes, at, 12);
  const idWidth = Math.clz32(head[0] ?? 0) - 23;
  if (idWidth > 4 || head.length < idWidth + 1) throw broken();
  const sizeWidth = Math.clz32(head[idWidth]!) - 23;
  if (sizeWidth > 8 || head.length < idWidth + sizeWidth) throw broken();
  let size = head[idWidth]! & (0xff >> sizeWidth);
  let unknown = size === 0xff >> sizeWidth;
  for (const byte of head.subarray(idWidth + 1, idWidth + sizeWidth)) {
    size = size * 256 + byte;
    unknown &&= byte === 0xff;
  }
  const body = at + idWidth + sizeWidth;
  if (!unknown && body + size > end) throw broken();
  return { id: head.readUIntBE(0, idWidth), at, body, end: unknown ? end : body + size };
}

async function childrenOf(bytes: Bytes, { body, end }: Element, budget: Budget): Promise<Element[]> {
  const children: Element[] = [];
  for (let at = body; at < end; at = children.at(-1)!.end) {
    if (--budget.elements < 0) throw broken();
    const child = await elementAt(bytes, at, end);
    // Its end was not told where it lasts to the end of all.
    if (child.id === CLUSTER && child.end === end) child.end = await endOf(bytes, child, budget);
    children.push(child);
  }
  return children;
}

async function endOf(bytes: Bytes, { body, end }: Element, budget: Budget): Promise<number> {
  for (let at = body; at < end;) {
    if (--budget.elements < 0) throw broken();
    const child = await elementAt(bytes, at, end);
    if (BESIDE.has(child.id)) return at;
    at = child.end;
  }
  return end;
}

async function readTrack(bytes: Bytes, track: Element, budget: Budget) {
  const facts = await childrenOf(bytes, track, budget);
  const [type, codec, picture] = [TRACK_TYPE, CODEC, VIDEO].map((id) => facts.find((fact) => fact.id === id));
  if (!type || !codec) throw broken();
  const name = await textOf(bytes, codec);
  if (!PLAYED.includes(name)) throw unplayable(name.replace(/^[A-Z]_/, ''));
  const pixels = picture ? await childrenOf(bytes, picture, budget) : [];
  const count = async (id: number) => {
    const one = pixels.find((fact) => fact.id === id);
    return one ? numberOf(bytes, one) : null;
  };
  return { video: (await numberOf(bytes, type)) === 1, width: await count(PIXEL_WIDTH), height: await count(PIXEL_HEIGHT) };
}

async function lengthOf(bytes: Bytes, facts: Element[]): Promise<number | null> {
  const [scale, length] = [SCALE, DURATION].map((id) => facts.find((fact) => fact.id === id));
  if (!length) return null;
  const data = await readAt(bytes, length.body, length.end - length.body);
  const ticks = data.length === 8 ? data.readDoubleBE() : data.length === 4 ? data.readFloatBE() : 0;
  const seconds = (ticks * (scale ? await numberOf(bytes, scale) : 1_000_000)) / 1e9;
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}

/** A void element (RFC 8794, 11.3.1) of the same size: no other has to move. */
async function empty(bytes: Bytes, { at, end }: Element) {
  const size = end - at;
  const head = Buffer.alloc(size < 16 ? 2 : 9);
  head[0] = 0xec;
  if (head.length === 2) head[1] = 0x80 | (size - 2);
  else head.writeBigUInt64BE((1n << 56n) | BigInt(size - 9), 1);
  await blank(bytes, at, end);
  await bytes.file.write(head, 0, head.length, at);
}

/** Names are short; a longer one is no name. */
const textOf = async (bytes: Bytes, { body, end }: Element) =>
  (await readAt(bytes, body, Math.min(end - body, 64))).toString('latin1').replace(/\0+$/, '');
const numberOf = async (bytes: Bytes, { body, end }: Element) => {
  if (end - body < 1 || end - body > 6) throw broken();
  return (await readAt(bytes, body, end - body)).readUIntBE(0, end - body);
};
