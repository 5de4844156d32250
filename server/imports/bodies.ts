import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type BodyRef = { at: number; length: number };

export type Bodies = {
  add(text: string): BodyRef;
  read(ref: BodyRef): string;
  close(): void;
};

/**
 * Texts between their reading and their writing: a newspaper's export may not fit in memory, and posts are not written
 * in the file's order. A file without a name from the start, so that nothing of it stays behind.
 */
export function createBodies(): Bodies {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-import-'));
  const file = openSync(join(folder, 'bodies'), 'wx+', 0o600);
  rmSync(folder, { recursive: true });
  let end = 0;
  return {
    add(text) {
      const at = end;
      const length = writeSync(file, text, at);
      end += length;
      return { at, length };
    },
    read({ at, length }) {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, at);
      return bytes.toString();
    },
    close: () => closeSync(file),
  };
}
