import { h, type VNode } from 'preact';

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
    h('template', { shadowrootmode: 'open' }, h('style', { nonce, dangerouslySetInnerHTML: { __html: css } }), inside),
    fallback,
  );
