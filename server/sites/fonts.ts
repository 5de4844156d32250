import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from './queries.ts';
import type { FontUse } from './wire.ts';

/** Bytes: a variable font of Latin letters fits, one of all scripts has no business on every page. */
export const MAX_FONT = 200_000;

type Uploaded = { use: FontUse; name: string; bytes: Uint8Array };

/** Refuses `invalid` for what is no WOFF2, or is too large. */
export async function saveFont({ db }: Deps, { id }: Site, { use, name, bytes }: Uploaded) {
  if (bytes.length > MAX_FONT) throw new Refusal('invalid', { fields: { [use]: ['sites.font_large', { max: MAX_FONT / 1000 }] } });
  if (!isWoff2(bytes)) throw new Refusal('invalid', { fields: { [use]: ['sites.font_format'] } });
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  await db.write(async (tx) => {
    const { siteFonts } = tx.t;
    const row = { hash, name, bytes: Buffer.from(bytes) };
    await tx
      .insert(siteFonts)
      .values({ siteId: id, use, ...row })
      .onConflictDoUpdate({ target: [siteFonts.siteId, siteFonts.use], set: row });
    await nameFonts(tx, id);
  });
}

export async function dropFont({ db }: Deps, { id }: Site, use: FontUse) {
  await db.write(async (tx) => {
    const { siteFonts } = tx.t;
    await tx.delete(siteFonts).where(and(eq(siteFonts.siteId, id), eq(siteFonts.use, use)));
    await nameFonts(tx, id);
  });
}

/** The site's row says which there are, so that no page has to ask. */
async function nameFonts(tx: Writer, siteId: number) {
  const { sites, siteFonts } = tx.t;
  const rows = await tx.select({ use: siteFonts.use, hash: siteFonts.hash }).from(siteFonts).where(eq(siteFonts.siteId, siteId));
  const fonts = rows.length > 0 ? Object.fromEntries(rows.map(({ use, hash }) => [use, hash])) : null;
  await tx.update(sites).set({ fonts }).where(eq(sites.id, siteId));
}

/** Its signature, an OpenType inside, and as long as it says (https://www.w3.org/TR/WOFF2/#woff20Header). Browsers judge the rest. */
function isWoff2(bytes: Uint8Array): boolean {
  if (bytes.length < 48) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0) === WOFF2 && FLAVOURS.includes(view.getUint32(4)) && view.getUint32(8) === bytes.length;
}

const WOFF2 = 0x774f4632;
/** TrueType and CFF outlines. */
const FLAVOURS = [0x00010000, 0x4f54544f];
