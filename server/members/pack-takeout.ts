import { strToU8, zipSync } from 'fflate';
import type { Locale } from '../i18n/translate.ts';
import type { MediaStore } from '../media/store.ts';
import type { Takeout } from './gather-takeout.ts';
import { readEventWords } from './event-words.ts';
import { writeTakeoutPage } from './takeout-page.ts';

type Setting = { at: Date; publicUrl: URL; store: Pick<MediaStore, 'get'> };
type Packed = [Uint8Array, { level: 0 }];

/** Bytes of sounds and films: an archive is put together in memory. What has no room in it is fetched one by one. */
const ROOM = 200 * 1024 * 1024;

function withRoom(media: Takeout['media']): Set<string> {
  let left = ROOM;
  return new Set(media.filter(({ row: { kind, bytes } }) => kind === 'image' || (left -= bytes) >= 0).map(({ row }) => row.id));
}

/** One archive: a page to read, the same as JSON to carry elsewhere, the photos, and what posts show. */
export async function packTakeout({ photos, media, ...rest }: Takeout, { at, publicUrl, store }: Setting): Promise<Uint8Array> {
  const packed = withRoom(media);
  const places = new Map(
    media.map(({ row: { id }, host, end }) => [
      id,
      packed.has(id) ? `media/${id}.${end}` : `${publicUrl.protocol}//${host}/account/data/files/${id}`,
    ]),
  );
  const records = { ...rest, media: media.map(({ row }) => ({ ...row, file: places.get(row.id) })) };
  const locale = records.account.locale as Locale;
  const json = Object.entries(records).map(([name, value]) => [`${name}.json`, strToU8(`${JSON.stringify(value, null, 2)}\n`)] as const);
  const pictures = photos.map(({ uid, bytes }) => [`photos/${uid}.webp`, [new Uint8Array(bytes), { level: 0 }]] as const);
  const files: (readonly [string, Packed])[] = [];
  for (const { row, lies } of media.filter((one) => packed.has(one.row.id))) {
    const found = await store.get(lies);
    if (found) files.push([places.get(row.id)!, [new Uint8Array(await new Response(found.body).arrayBuffer()), { level: 0 }]]);
  }
  const setting = { locale, at, protocol: publicUrl.protocol, files: places, eventWords: await readEventWords(locale) };
  const page = strToU8(writeTakeoutPage(records, setting));
  return zipSync(
    { 'index.html': page, ...Object.fromEntries(json), ...Object.fromEntries([...pictures, ...files]) },
    { level: 6, mtime: at },
  );
}
