import { transcode } from 'node:buffer';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** For pages of some size that are read often: as bytes once, where the server below would count a text and write it again. */
export const sendJson = (c: Context, value: unknown) => send(c, JSON.stringify(value), 'application/json');

export const sendHtml = (c: Context, html: string, status?: ContentfulStatusCode) => send(c, html, 'text/html; charset=UTF-8', status);

const send = (c: Context, text: string, type: string, status: ContentfulStatusCode = 200) =>
  c.body(bytesOf(text), status, { 'content-type': type });

/** UTF-8 by way of UTF-16: Node goes from bytes to bytes by many at a time, from a text with a ’ in it one by one. */
const bytesOf = (text: string) => transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8') as Buffer<ArrayBuffer>;
