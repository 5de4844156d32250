import { createReadStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

/** Where files lie: a folder, or a bucket. Names are ours alone, random, with slashes. */
export type MediaStore = {
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** null where there is none. */
  get(name: string): Promise<Stored | null>;
  /** Also what is not there. */
  drop(name: string): Promise<void>;
};
type Stored = { bytes: number; body: ReadableStream<Uint8Array> };

export function createDiskStore(folder: string): MediaStore {
  return {
    async put(name, bytes) {
      const file = join(folder, name);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, bytes, { mode: 0o600 });
    },
    async get(name) {
      const file = join(folder, name);
      const found = await stat(file).catch(() => null);
      return found && { bytes: found.size, body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array> };
    },
    drop: (name) => rm(join(folder, name), { force: true }),
  };
}
