// Sounds and films, put together byte by byte: small enough to read, whole enough to be told apart.
export const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const u32 = (...numbers: number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => bytes.writeUInt32BE(number, 4 * i));
  return bytes;
};

type Track = { handler: string; codec: string; samples?: { at: number; sizes: number[] } };

function track({ handler, codec, samples = { at: 0, sizes: [] } }: Track, told: Buffer[]): Buffer {
  const turned = Buffer.alloc(44);
  turned.writeInt32BE(0x10000, 0);
  turned.writeUInt32BE(640 << 16, 36);
  turned.writeUInt32BE(360 << 16, 40);
  const entry = box(codec, Buffer.alloc(8));
  const stbl = box(
    'stbl',
    box('stsd', u32(0, 1), entry),
    box('stsz', u32(0, 0, samples.sizes.length, ...samples.sizes)),
    box('stsc', u32(0, 1, 1, samples.sizes.length, 1)),
    box('stco', u32(0, 1, samples.at)),
  );
  const mdia = box('mdia', box('hdlr', u32(0, 0), Buffer.from(handler, 'latin1'), u32(0, 0, 0)), box('minf', stbl));
  return box('trak', box('tkhd', Buffer.alloc(40), turned), mdia, ...told);
}

export const PLACE = '+48.8577+002.2950/';
/** What a phone writes of where it was: the atom that QuickTime has for it. */
const udta = () => box('udta', box('\xa9xyz', u32((PLACE.length << 16) | 0x15c7), Buffer.from(PLACE)));

type Mp4 = { tracks?: Track[]; seconds?: number; brand?: string; told?: boolean; data?: Buffer; more?: Buffer[] };

/** What was filmed stands before what tells of it, as a phone leaves it. */
export function mp4({
  tracks,
  seconds = 12,
  brand = 'isom',
  told = false,
  data = Buffer.from('what was filmed'),
  more = [],
}: Mp4 = {}): Buffer {
  const ftyp = box('ftyp', Buffer.from(brand), u32(512), Buffer.from('isomavc1'));
  const mdat = box('mdat', data);
  const mvhd = box('mvhd', u32(0, 0, 0, 1000, seconds * 1000), Buffer.alloc(80));
  const all = tracks ?? [
    { handler: 'vide', codec: 'avc1' },
    { handler: 'soun', codec: 'mp4a' },
  ];
  const words = told ? [udta()] : [];
  const moov = box('moov', mvhd, ...all.map((one) => track(one, words)), ...words, ...(told ? [box('meta', Buffer.from(PLACE))] : []));
  return Buffer.concat([ftyp, mdat, ...more, moov]);
}
/** Where the bytes of `data` begin in it. */
export const MP4_DATA = 8 + 16 + 8;

const element = (id: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const name = Buffer.from(id.toString(16), 'hex');
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE((1n << 56n) | BigInt(body.length));
  return Buffer.concat([name, size, body]);
};
const float = (number: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(number);
  return bytes;
};

/** `endless`: as a browser records it, with sizes that nobody knew. */
export function webm({ codec = 'V_VP8', docType = 'webm', endless = false, seconds = 12 } = {}): Buffer {
  const head = element(0x1a45dfa3, element(0x4282, Buffer.from(docType)));
  const info = element(
    0x1549a966,
    element(0x2ad7b1, Buffer.from([0x0f, 0x42, 0x40])),
    element(0x4489, float(seconds * 1000)),
    element(0x7ba9, Buffer.from('Chez Ada')),
  );
  const size = element(0xe0, element(0xb0, Buffer.from([2, 128])), element(0xba, Buffer.from([1, 104])));
  const tracks = element(0x1654ae6b, element(0xae, element(0x83, Buffer.from([1])), element(0x86, Buffer.from(codec)), size));
  const tags = element(0x1254c367, Buffer.from(`LOCATION ${PLACE}`));
  const block = element(0xa3, Buffer.from('what was filmed'));
  const unknown = Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  const cluster = endless ? Buffer.concat([Buffer.from('1f43b675', 'hex'), unknown, block]) : element(0x1f43b675, block);
  const parts = [info, tracks, tags, cluster, cluster];
  return Buffer.concat([
    head,
    endless ? Buffer.concat([Buffer.from('18538067', 'hex'), unknown, ...parts]) : element(0x18538067, ...parts),
  ]);
}

function page(packet: Buffer, { flags, samples }: { flags: number; samples: bigint }): Buffer {
  const head = Buffer.alloc(27);
  head.write('OggS', 0, 'latin1');
  head[5] = flags;
  head.writeBigInt64LE(samples, 6);
  const lengths = [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255];
  head[26] = lengths.length;
  return Buffer.concat([head, Buffer.from(lengths), packet]);
}

export const ogg = ({ comment = 'TITLE=Le vent', first = 'OpusHead\x01\x01', seconds = 12 } = {}): Buffer =>
  Buffer.concat([
    page(Buffer.from(first.padEnd(19, '\0'), 'latin1'), { flags: 2, samples: 0n }),
    page(Buffer.from(`OpusTags....${comment}`), { flags: 0, samples: 0n }),
    page(Buffer.alloc(400, 7), { flags: 4, samples: BigInt(seconds * 48_000) }),
  ]);

/** Silence: frames of MPEG 1, layer III, 128 kbit/s at 44.1 kHz. A browser plays it. */
export function mp3({ frames = 80, told = false } = {}): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0xc4]);
  const words = Buffer.from(`GEOB${PLACE}<script>alert(1)</script>`);
  const before = Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0', 'latin1'), Buffer.from([words.length]), words]);
  const behind = Buffer.concat([Buffer.from('TAG'), Buffer.from('Chez Ada'.padEnd(125, '\0'))]);
  return Buffer.concat([...(told ? [before] : []), ...Array.from({ length: frames }, () => frame), ...(told ? [behind] : [])]);
}

export const VTT = `WEBVTT - un entretien

NOTE fait à la main

STYLE
::cue { background: url(https://x.example/) }

un
00:00.000 --> 00:02.000 align:start region:r1
<v Ada>Bonjour, & merci.
Le vent se lève.

00:02.500 --> 00:04.000
Il faut <i>tenter</i> de vivre.
`;
