import { transcode } from 'node:buffer';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { VNode } from 'preact';
import { drawPieces } from '../pages/draw.ts';

/** For pages of some size that are read often: as bytes once, where the server below would count a text and write it again. */
export const sendJson = (c: Context, value: unknown) => send(c, [JSON.stringify(value)], 'application/json');

export const sendHtml = (c: Context, page: VNode, status?: ContentfulStatusCode, doctype = '') =>
  send(c, [doctype, ...drawPieces(page)], 'text/html; charset=UTF-8', status);

const send = (c: Context, pieces: string[], type: string, status: ContentfulStatusCode = 200) =>
  c.body(bytesOf(pieces), status, { 'content-type': type });

/** What nearly every answer fits in, twice over; a longer one gets a place of its own. */
const wide = Buffer.allocUnsafeSlow(2 ** 20);

/**
 * UTF-8 by way of UTF-16: Node goes from bytes to bytes by many at a time, from a text with a ’ in it one by one. In pieces, since
 * putting them together first costs more than all the rest.
 */
function bytesOf(pieces: string[]): Buffer<ArrayBuffer> {
  const length = 2 * pieces.reduce((sum, { length }) => sum + length, 0);
  const place = length > wide.length ? Buffer.allocUnsafeSlow(length) : wide;
  let at = 0;
  for (const piece of pieces) at += place.write(piece, at, 'utf16le');
  return transcode(place.subarray(0, at), 'utf16le', 'utf8') as Buffer<ArrayBuffer>;
}
