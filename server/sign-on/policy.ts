import type { Role } from '../threads/wire.ts';
import type { Provider } from './queries.ts';

/** What an account may do elsewhere than as a reader. */
export type Standing = { owner: boolean; staff: { siteId: number; role: Role }[] };

/**
 * A provider vouches for its own site. Whoever configures one could have it vouch for anybody: so it opens no account
 * that has rights on another site, or over the installation; and one with a shared secret, which the site's managers
 * set, opens no admin's.
 */
export function mayEnterBy({ siteId, kind }: Pick<Provider, 'siteId' | 'kind'>, { owner, staff }: Standing): boolean {
  if (owner || staff.some((post) => post.siteId !== siteId)) return false;
  return kind === 'oidc' || !staff.some(({ role }) => role === 'admin');
}
