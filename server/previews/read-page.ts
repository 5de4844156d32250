import { readHtml } from '../html/read-html.ts';
import type { GuardedFetch } from '../http/guarded-fetch.ts';
import { cutAtWord } from '../markdown/shorten.ts';
import type { LinkPreview } from '../posts/schema.ts';

/** Milliseconds: nobody waits for it, but the next one does. */
const TIMEOUT_MS = 5000;
/** Of a page: what it says of itself comes first. */
const MAX_BYTES = 1024 * 1024;
const HEAD_BYTES = 128 * 1024;
/** Characters. */
export const [TITLE, DESCRIPTION] = [120, 200];
const SITE = 50;

/**
 * What a page says of itself (Open Graph, else plain HTML); null where it says nothing, is no page, does not answer, or lies
 * where we ask nothing (private addresses). No picture: a reader's browser asks no third party.
 */
export async function readPage(fetch: GuardedFetch, url: string): Promise<LinkPreview | null> {
  const answer = await fetch(url, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, headers: { accept: 'text/html' } }).catch(() => null);
  const type = answer?.headers.get('content-type') ?? '';
  if (!answer?.ok || !/^text\/html\b/i.test(type)) return null;
  const bytes = Buffer.from(await answer.arrayBuffer()).subarray(0, HEAD_BYTES);
  const head = await readHtml('headOf', { bytes, type });
  const title = inLine(head.title, TITLE);
  if (!title) return null;
  const description = inLine(head.description, DESCRIPTION);
  return { url, title, description, site: inLine(head.site, SITE) || new URL(url).hostname.replace(/^www\./, '') };
}

/** One line; nothing that turns the writing of what follows around. No-break spaces stay. */
export function inLine(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/[ \n\t]+/g, ' ');
  return cutAtWord(line.trim(), most);
}
