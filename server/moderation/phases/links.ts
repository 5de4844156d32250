import { textOf } from '../../markdown/text-of.ts';
import type { Phase } from '../screen.ts';

const DAY_MS = 86_400_000;

/** More links than the site allows, one to a host it blocks, or any from an account that is too young. Counted in the HTML, where every way of writing one ends up the same. */
export const links: Phase = ({ html, author, screening, now }) => {
  const { maxLinks, linksAfterDays, trustedHosts, blockedHosts } = screening;
  const strange = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => textOf(href!)).filter((href) => !isOf(href, trustedHosts));
  const blocked = strange.filter((href) => isOf(href, blockedHosts));
  const days = Math.floor((now.getTime() - author.createdAt.getTime()) / DAY_MS);
  const young = strange.length > 0 && days < linksAfterDays;
  if (strange.length <= maxLinks && blocked.length === 0 && !young) return null;
  const facts = { links: strange.length, allowed: maxLinks, blocked: blocked.length, days: young ? days : -1 };
  return { phase: 'links', effect: 'hold', weight: blocked.length > 0 ? 5 : 2, evidence: strange, facts };
};

/** A host, and all that is under it. */
function isOf(href: string, hosts: string[]): boolean {
  const host = URL.parse(href)?.hostname;
  return host !== undefined && hosts.some((listed) => host === listed || host.endsWith(`.${listed}`));
}
