import { randomBytes } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../errors.ts';
import type { Bytes } from './containers/bytes.ts';

export type Sent = AsyncIterable<Uint8Array>;

/** As it comes: a film is not gathered first. */
export const sentIn = ({ body }: Request): Sent => (body ?? new Blob().stream()) as unknown as Sent;

/** The first bytes of what is sent, and all of it again. A sender that ends before has fewer. */
export async function peek(sent: Sent, length: number): Promise<{ head: Buffer; all: Sent }> {
  const source = sent[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < length) {
    const next = await source.next();
    if (next.done) break;
    first.push(next.value);
    size += next.value.length;
  }
  const all = async function* () {
    try {
      yield* first;
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      await source.return?.();
    }
  };
  return { head: Buffer.concat(first).subarray(0, length), all: all() };
}

/** Into memory: what is small. Refuses `too_large` as soon as it is more. */
export async function gather(sent: Sent, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of sent) {
    size += piece.length;
    if (size > most) throw new Refusal('too_large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * Into a file of the machine's own that has no name: whatever becomes of `work`, of the sender or of this process, nothing is
 * left of it. It is not read on as soon as it is more than `most` bytes.
 */
export async function withFile<T>(sent: Sent, most: number, work: (bytes: Bytes) => Promise<T>): Promise<T | 'too large'> {
  const path = join(tmpdir(), `terrasse-${randomBytes(16).toString('hex')}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    const size = await write(file, sent, most);
    return size === null ? 'too large' : await work({ file, size });
  } finally {
    await file.close();
  }
}

async function write(file: FileHandle, sent: Sent, most: number): Promise<number | null> {
  let size = 0;
  for await (const piece of sent) {
    if (size + piece.length > most) return null;
    await file.write(piece, 0, piece.length, size);
    size += piece.length;
  }
  return size;
}
