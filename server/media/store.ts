import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';

export type Stream = ReadableStream<Uint8Array>;
/** Of bytes, both ends included, as HTTP counts. */
export type Range = { first: number; last: number };

/** Where files lie: a folder, or a bucket. Names are ours alone, random, with slashes. */
export type MediaStore = {
  /** All of it or nothing: a stream that breaks off leaves no file. */
  put(name: string, body: Uint8Array | Stream): Promise<void>;
  /** null where there is none. `range`: within what there is. */
  get(name: string, range?: Range): Promise<Stored | null>;
  /** Also what is not there. */
  drop(name: string): Promise<void>;
};
/** `bytes` are those of the body. */
type Stored = { bytes: number; body: Stream };

export function createDiskStore(folder: string): MediaStore {
  return {
    async put(name, body) {
      const file = join(folder, name);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      if (body instanceof Uint8Array) return writeFile(file, body, { mode: 0o600 });
      const part = `${file}.part`;
      try {
        await pipeline(Readable.fromWeb(body as NodeStream), createWriteStream(part, { mode: 0o600, flush: true }));
        await rename(part, file);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async get(name, range) {
      const file = join(folder, name);
      const found = await stat(file).catch(() => null);
      if (!found) return null;
      const { first, last } = range ?? { first: 0, last: found.size - 1 };
      const body = Readable.toWeb(createReadStream(file, range && { start: first, end: last })) as Stream;
      return { bytes: last - first + 1, body };
    },
    drop: (name) => rm(join(folder, name), { force: true }),
  };
}
