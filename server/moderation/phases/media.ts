import { textOf } from '../../markdown/text-of.ts';
import type { Phase } from '../screen.ts';

const PICTURE = /\.(?:avif|gif|jpe?g|mp4|png|svg|webm|webp)$/i;

/** Addresses of pictures and films: no phase sees what is in them. A post shows none itself. */
export const media: Phase = ({ source, html }) => {
  const linked = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => textOf(href!));
  const embedded = Array.from(source.matchAll(/!\[[^\]\n]{0,200}\]\(([^)\s]{1,2000})/g), ([, href]) => href!);
  const evidence = [...embedded, ...linked.filter((href) => PICTURE.test(URL.parse(href)?.pathname ?? ''))];
  return evidence.length > 0 ? { phase: 'media', effect: 'flag', weight: 1, evidence, facts: { media: evidence.length } } : null;
};
