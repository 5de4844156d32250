import type { Context } from 'hono';

/** For pages of some size that are read often: JSON, as bytes once, where the server below would count and write it again. */
export const sendJson = (c: Context, value: unknown) => c.body(bytesOf(JSON.stringify(value)), 200, { 'content-type': 'application/json' });

/** Texts are written one behind the other into a block, and the next block: memory is asked for once in a while only. */
const BLOCK = 512 * 1024;
/** UTF-8 takes three bytes at most for a UTF-16 unit. */
const WIDEST = 3;

let block = Buffer.alloc(0);
let used = 0;

function bytesOf(text: string): Buffer<ArrayBuffer> {
  const most = text.length * WIDEST;
  if (most > BLOCK) return Buffer.from(text);
  if (used + most > block.length) [block, used] = [Buffer.allocUnsafeSlow(BLOCK), 0];
  const start = used;
  used += block.write(text, start);
  return block.subarray(start, used);
}
