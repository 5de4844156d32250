import { gzipSync } from 'node:zlib';

/** Bytes, compressed: what a reader's browser fetches until they have written a plain comment, and see others write. */
export const WHOLE = 35_000;

export const weigh = (text: string | Buffer) => gzipSync(text, { level: 9 }).length;
