import { JSDOM } from 'jsdom';

/** What a page says of itself, as it says it. */
export type Head = { title: string; description: string; site: string };

/** Of a page's first bytes (Open Graph, else plain HTML). `type`: its content type. */
export function headOf({ bytes, type }: { bytes: Uint8Array; type: string }): Head {
  const { document } = new JSDOM(bytes, { contentType: type }).window;
  const meta = (...names: string[]) =>
    names
      .map((name) => document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content'))
      .find((content) => content?.trim()) ?? '';
  return {
    title: meta('og:title', 'twitter:title') || document.title,
    description: meta('og:description', 'description'),
    site: meta('og:site_name'),
  };
}
