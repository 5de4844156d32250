import { textOf } from '../../markdown/text-of.ts';
import { figuresIn } from '../../media/figures.ts';
import type { Phase } from '../screen.ts';

const PICTURE = /\.(?:avif|gif|jpe?g|mp4|png|svg|webm|webp)$/i;

/** What is shown, by the words that describe it, and addresses of pictures and films: no phase sees what is in them. */
export const media: Phase = ({ source, html }) => {
  const linked = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => textOf(href!));
  const embedded = Array.from(source.matchAll(/!\[[^\]\n]{0,200}\]\((?!media:)([^)\s]{1,2000})/g), ([, href]) => href!);
  const shown = figuresIn(html).map(({ alt }) => alt);
  const evidence = [...shown, ...embedded, ...linked.filter((href) => PICTURE.test(URL.parse(href)?.pathname ?? ''))];
  return evidence.length > 0 ? { phase: 'media', effect: 'flag', weight: 1, evidence, facts: { media: evidence.length } } : null;
};
