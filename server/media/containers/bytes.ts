import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../../errors.ts';

/** A file that came, read and rewritten in place: it may be larger than the memory. */
export type Bytes = { size: number; file: FileHandle };

/** What a container tells of what is in it. `from`, `to`: what of the file is kept. */
export type Playable = {
  kind: 'audio' | 'video';
  type: 'audio/mp4' | 'audio/mpeg' | 'audio/ogg' | 'audio/webm' | 'video/mp4' | 'video/webm';
  width: number | null;
  height: number | null;
  /** null where it does not say. */
  seconds: number | null;
  from: number;
  to: number;
};

/** Refuses `invalid` beyond the file's end: it was cut. */
export async function readAt({ file, size }: Bytes, at: number, length: number): Promise<Buffer> {
  if (at < 0 || length < 0 || at + length > size) throw broken();
  const into = Buffer.alloc(length);
  const { bytesRead } = await file.read(into, 0, length, at);
  if (bytesRead < length) throw broken();
  return into;
}

/** As much as there is of it. */
export const readSome = (bytes: Bytes, at: number, most: number): Promise<Buffer> =>
  readAt(bytes, at, Math.max(0, Math.min(most, bytes.size - at)));

const NOUGHTS = Buffer.alloc(64 * 1024);

export async function blank({ file, size }: Bytes, from: number, to: number): Promise<void> {
  if (from < 0 || to > size) throw broken();
  for (let at = from; at < to; at += NOUGHTS.length) await file.write(NOUGHTS, 0, Math.min(NOUGHTS.length, to - at), at);
}

const refusal = (key: string, args?: Record<string, string | number>) =>
  new Refusal('invalid', { fields: { picture: args ? [key, args] : [key] } });
export const broken = () => refusal('media.brokenFile');
/** What some browsers do not play is told by name: whoever sends it can make it anew. */
export const unplayable = (codec: string) => refusal('media.codec', { codec });
/** It says where somebody was, in a place that cannot be emptied. */
export const placed = () => refusal('media.placed');
