import { h, type VNode } from 'preact';
import { inPieces } from '../../widget/thread/in-script.ts';

type Shown = { css: string; nonce?: string | undefined; inside: VNode; fallback?: VNode };

/** An element with its declarative shadow root: a publisher's page takes it as it is, and reads the same without JavaScript. */
export const shadowElement = (
  name: string,
  attributes: Record<string, string | undefined>,
  { css, nonce, inside, fallback }: Shown,
): VNode =>
  h(
    name,
    attributes,
    h('template', { shadowrootmode: 'open' }, h('style', { nonce, dangerouslySetInnerHTML: inPieces([bytesOf(css)]) }), inside),
    fallback,
  );

/** A page of comments carries some 20 kB of it, always the same. */
function bytesOf(css: string): Uint8Array {
  let bytes = known.get(css);
  if (!bytes) known.set(css, (bytes = new TextEncoder().encode(css)));
  return bytes;
}
const known = new Map<string, Uint8Array>();
