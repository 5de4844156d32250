import { transcode } from 'node:buffer';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { VNode } from 'preact';
import { withPosts, type Piece } from '../../widget/thread/in-script.ts';
import { drawPieces } from '../pages/draw.ts';

/** For pages of some size that are read often: as bytes once, where the server below would count a text and write it again. */
export const sendJson = (c: Context, value: unknown) => send(c, [JSON.stringify(value)], 'application/json');

/** Of posts, each by the bytes that it was sent by before. */
export const sendPosts = (c: Context, page: Parameters<typeof withPosts>[0]) => send(c, withPosts(page), 'application/json');

export const sendHtml = (c: Context, page: VNode, status?: ContentfulStatusCode, doctype = '') =>
  send(c, [doctype, ...drawPieces(page)], 'text/html; charset=UTF-8', status);

function send(c: Context, pieces: Piece[], type: string, status: ContentfulStatusCode = 200) {
  const sent = bytesOf(pieces);
  c.set('sent', sent);
  return c.body(sent, status, { 'content-type': type });
}

/** What nearly every answer fits in; a longer one gets a place of its own. */
const WIDE = 2 ** 20;
const wide = Buffer.allocUnsafeSlow(WIDE);
const words = Buffer.allocUnsafeSlow(WIDE);
/** From as many characters on, a text is sooner encoded by way of UTF-16. */
const LONG = 512;

/** UTF-8. In pieces: putting them together first costs more than all the rest. */
function bytesOf(pieces: Piece[]): Buffer<ArrayBuffer> {
  const most = pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? 3 : 1) * piece.length, 0);
  const place = most > WIDE ? Buffer.allocUnsafeSlow(most) : wide;
  let at = 0;
  for (const piece of pieces) at += typeof piece === 'string' ? encode(piece, place, at) : put(piece, place, at);
  return Buffer.from(place.subarray(0, at));
}

function put(bytes: Uint8Array, place: Buffer, at: number): number {
  place.set(bytes, at);
  return bytes.length;
}

/** Node goes from bytes to bytes by many at a time, from a text with a ’ in it one by one. */
function encode(text: string, place: Buffer, at: number): number {
  if (text.length < LONG || 2 * text.length > WIDE) return place.write(text, at);
  return put(transcode(words.subarray(0, words.write(text, 'utf16le')), 'utf16le', 'utf8'), place, at);
}
