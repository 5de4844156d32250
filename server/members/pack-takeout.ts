import { strToU8, zipSync } from 'fflate';
import type { Locale } from '../i18n/translate.ts';
import type { Takeout } from './gather-takeout.ts';
import { writeTakeoutPage } from './takeout-page.ts';

type Setting = { at: Date; publicUrl: URL };

/** One archive: a page to read, the same as JSON to carry elsewhere, and the photos. */
export function packTakeout(takeout: Takeout, { at, publicUrl }: Setting): Uint8Array {
  const { photos, ...records } = takeout;
  const locale = takeout.account.locale as Locale;
  const json = Object.entries(records).map(([name, value]) => [`${name}.json`, strToU8(`${JSON.stringify(value, null, 2)}\n`)] as const);
  const pictures = photos.map(({ uid, bytes }) => [`photos/${uid}.webp`, [new Uint8Array(bytes), { level: 0 }]] as const);
  const page = strToU8(writeTakeoutPage(records, { locale, at, protocol: publicUrl.protocol }));
  return zipSync({ 'index.html': page, ...Object.fromEntries(json), ...Object.fromEntries(pictures) }, { level: 6, mtime: at });
}
