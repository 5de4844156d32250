import type { Bytes, Playable } from './bytes.ts';
import { isMp3, readMp3 } from './mp3.ts';
import { isMp4, readMp4 } from './mp4.ts';
import { isOgg, readOgg } from './ogg.ts';
import { isEbml, readWebm } from './webm.ts';

/** Bytes by which a sound or a film is known; its name says nothing. */
export const HEAD = 12;

/** What reads it, by its first bytes; null for what is none. */
export function readerOf(head: Buffer): ((bytes: Bytes) => Promise<Playable>) | null {
  if (head.length < HEAD) return null;
  if (isMp4(head)) return readMp4;
  if (isEbml(head)) return readWebm;
  if (isOgg(head)) return readOgg;
  return isMp3(head) ? readMp3 : null;
}
