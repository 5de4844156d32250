import type { Deps } from '../deps.ts';
import { OutboundRefused } from '../http/guarded-fetch.ts';
import { renderBody } from '../markdown/render.ts';
import { textOf } from '../markdown/text-of.ts';
import type { CheckedLink } from './wire.ts';

/** Of one text: more is a list of links, to be read by hand. */
const MOST = 10;
/** Milliseconds: somebody waits. */
const TIMEOUT_MS = 5000;
const GONE = [404, 410];

/** Where the links of a text lead today, each asked once: there, gone, or silent (it does not answer, or not to us). */
export async function checkLinks({ fetch }: Pick<Deps, 'fetch'>, source: string): Promise<CheckedLink[]> {
  const links = [...(await renderBody(source, 'markdown')).matchAll(/<a href="(https?:[^"]*)"/g)].map(([, href]) => textOf(href!));
  return Promise.all([...new Set(links)].slice(0, MOST).map(async (url) => ({ url, says: await ask(fetch, url) })));
}

async function ask(fetch: Deps['fetch'], url: string): Promise<CheckedLink['says']> {
  try {
    const { status } = await fetch(url, { timeoutMs: TIMEOUT_MS, headers: { accept: 'text/html' } });
    if (GONE.includes(status)) return 'gone';
    return status < 400 ? 'there' : 'silent';
  } catch (error) {
    // Larger than we read is there.
    return error instanceof OutboundRefused && error.reason === 'size' ? 'there' : 'silent';
  }
}
