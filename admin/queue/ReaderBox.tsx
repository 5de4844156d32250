import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import thread from '../../widget/thread/thread.css?inline';
import marks from './marks.css?inline';
import veils from './veil.css?inline';

const sheet = new CSSStyleSheet();
sheet.replaceSync(thread + marks + veils);

/** The reader's component in the reader's own sheet, neither touched by the desk's. */
export function ReaderBox({ veil, children }: { veil: string; children: ComponentChildren }) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    render(<div class={`thread ${veil}`}>{children}</div>, root);
  });
  useLayoutEffect(() => () => render(null, host.current!.shadowRoot!), []);
  return <div class="case-post" ref={host} />;
}
