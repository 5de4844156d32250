import { eq } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { noteChange } from './note-change.ts';

/** What a phone takes, less than what a camera does. */
export const PHOTO_BYTES = 5 * 1024 * 1024;
/** A picture of 5 MB may say that it is a continent: 40 million pixels are 160 MB once unpacked, and enough. */
const MAX_PIXELS = 40_000_000;
/** Seconds for which one picture may keep a core. */
const PATIENCE = 10;
/** Pixels: seven times the size at which it is shown. */
const SIDE = 256;

/** Puts a face on a member, or takes it off (null). Refuses `invalid` for what is no picture, or a trap. Resolves with its name. */
export async function setPhoto(deps: Deps, member: { id: number; siteId: number }, uploaded: Uint8Array | null): Promise<string | null> {
  await deps.limit('photo', `member ${member.id}`);
  const bytes = uploaded && (await squareOf(uploaded));
  const uid = bytes && deps.newId();
  await deps.db.write(async (tx) => {
    const { photos, members } = tx.t;
    await dropPhotos(tx, member.id);
    if (!bytes) return;
    await tx.insert(photos).values({ uid: uid!, siteId: member.siteId, memberId: member.id, bytes, createdAt: deps.now() });
    await tx.update(members).set({ photo: uid }).where(eq(members.id, member.id));
  });
  deps.bus.emit('member.changed', { memberId: member.id });
  return uid;
}

export async function dropPhotos(tx: Writer, memberId: number) {
  const { photos, members } = tx.t;
  await tx.delete(photos).where(eq(photos.memberId, memberId));
  await tx.update(members).set({ photo: null }).where(eq(members.id, memberId));
  await noteChange(tx, memberId);
}

export async function findPhoto(reader: Reader, uid: string): Promise<{ siteId: number; bytes: Buffer } | null> {
  const { photos } = reader.t;
  const [row] = await reader.select({ siteId: photos.siteId, bytes: photos.bytes }).from(photos).where(eq(photos.uid, uid));
  return row ?? null;
}

/**
 * Upright, square, 256 pixels, the first frame, without a word of what the camera or the phone wrote into it (EXIF, place
 * and all): WebP. sharp is loaded with the first picture: a server that idles should not carry it.
 */
async function squareOf(uploaded: Uint8Array): Promise<Buffer> {
  if (uploaded.length > PHOTO_BYTES)
    throw new Refusal('invalid', { fields: { photo: ['photo.tooLarge', { max: PHOTO_BYTES / 1024 / 1024 }] } });
  if (!isPicture(uploaded)) throw new Refusal('invalid', { fields: { photo: ['photo.unknown'] } });
  const { default: sharp } = await import('sharp');
  try {
    return await sharp(uploaded, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'cover', position: 'attention' })
      .flatten({ background: '#fff' })
      .webp({ quality: 80 })
      .timeout({ seconds: PATIENCE })
      .toBuffer();
  } catch {
    throw new Refusal('invalid', { fields: { photo: ['photo.broken'] } });
  }
}

/** By its first bytes: the decoder knows more formats than we want to hand it (SVG fetches, PDF runs). */
export function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return STARTS.some((start) => head.startsWith(start)) || /^RIFF.{4}WEBP$/s.test(head);
}

const STARTS = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF87a', 'GIF89a'];
