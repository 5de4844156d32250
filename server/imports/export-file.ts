import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { MalformedExport } from './malformed-export.ts';

export type ExportFile = {
  /** The bytes of the export, unpacked. Can be walked once. */
  bytes: AsyncIterable<Uint8Array>;
  /** How much of the file was read, 0 to 1. */
  progress: () => number;
};

/** Opens an export as the other system gave it: plain, or gzip whatever its name says. */
export async function openExport(file: string): Promise<ExportFile> {
  const { size } = await stat(file);
  const packed = await isGzip(file);
  const stream = createReadStream(file);
  return {
    bytes: packed ? unpack(pipeline(stream, createGunzip(), () => {})) : stream,
    progress: () => (size === 0 ? 1 : stream.bytesRead / size),
  };
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

/** What goes wrong with the stream comes out here, as it is read. */
async function* unpack(bytes: AsyncIterable<Uint8Array>) {
  try {
    yield* bytes;
  } catch (error) {
    throw new MalformedExport({ line: null, reason: 'gzip', detail: (error as Error).message });
  }
}
