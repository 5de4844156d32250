import { textOf } from '../../markdown/render.ts';
import type { Phase } from '../screen.ts';

/** More links than the site allows. Counted in the HTML, where every way of writing one ends up the same. */
export const links: Phase = ({ html, settings }) => {
  const found = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => textOf(href!));
  return found.length > settings.maxLinks
    ? { phase: 'links', effect: 'hold', weight: 2, evidence: found, facts: { links: found.length, allowed: settings.maxLinks } }
    : null;
};
