import { useEffect, useRef } from 'preact/hooks';

type Props = { title: string; html: string; scheme: 'light' | 'dark'; width: 'phone' | 'desktop' };

/** A mail as its program shows it, in a frame where nothing runs and nothing can be pressed. Its text part, beside it, is for all readers. */
export function LetterFrame({ title, html, scheme, width }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { page, css } = undress(html);
  const dress = () => frame.current && dressLetter(frame.current, css, scheme);
  useEffect(() => void dress(), [html, scheme, width]);
  return (
    <iframe class="look-preview" data-view={width} ref={frame} title={title} sandbox="allow-same-origin" srcdoc={page} onLoad={dress} />
  );
}

/** The desk's policy, which the frame inherits, refuses styles written in a page: they are put aside, and set by script. */
function undress(html: string): { page: string; css: string } {
  const sheet = /<style>([^]*?)<\/style>/;
  return { page: html.replace(sheet, '').replaceAll(' style="', ' data-style="'), css: sheet.exec(html)?.[1] ?? '' };
}

function dressLetter(frame: HTMLIFrameElement, css: string, scheme: Props['scheme']) {
  const { contentDocument: page, contentWindow: inside } = frame;
  if (!page?.body || !inside) return;
  const sheet = new (inside as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(css.replace('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all'));
  page.adoptedStyleSheets = [sheet];
  for (const part of page.querySelectorAll<HTMLElement>('[data-style]')) part.style.cssText = part.dataset['style']!;
  page.body.inert = true;
  frame.style.blockSize = `${page.body.offsetHeight + 2}px`; // and the frame's own edges
}
