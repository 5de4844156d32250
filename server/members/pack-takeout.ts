import { strToU8, zipSync } from 'fflate';
import type { Locale } from '../i18n/translate.ts';
import type { MediaStore } from '../media/store.ts';
import type { Takeout } from './gather-takeout.ts';
import { writeTakeoutPage } from './takeout-page.ts';

type Setting = { at: Date; publicUrl: URL; store: Pick<MediaStore, 'get'> };
type Packed = [Uint8Array, { level: 0 }];

/** One archive: a page to read, the same as JSON to carry elsewhere, the photos, and the pictures of posts. */
export async function packTakeout({ photos, media, ...rest }: Takeout, { at, publicUrl, store }: Setting): Promise<Uint8Array> {
  const records = { ...rest, media: media.map((one) => ({ ...one, file: `media/${one.id}.webp` })) };
  const locale = records.account.locale as Locale;
  const json = Object.entries(records).map(([name, value]) => [`${name}.json`, strToU8(`${JSON.stringify(value, null, 2)}\n`)] as const);
  const pictures = photos.map(({ uid, bytes }) => [`photos/${uid}.webp`, [new Uint8Array(bytes), { level: 0 }]] as const);
  const files: (readonly [string, Packed])[] = [];
  for (const { id, file } of media) {
    const found = await store.get(file);
    if (found) files.push([`media/${id}.webp`, [new Uint8Array(await new Response(found.body).arrayBuffer()), { level: 0 }]]);
  }
  const page = strToU8(writeTakeoutPage(records, { locale, at, protocol: publicUrl.protocol }));
  return zipSync(
    { 'index.html': page, ...Object.fromEntries(json), ...Object.fromEntries([...pictures, ...files]) },
    { level: 6, mtime: at },
  );
}
