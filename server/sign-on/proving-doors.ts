import type { Context } from 'hono';
import { ownOrigin, type Env } from '../http/who.ts';
import { findSite } from '../sites/queries.ts';
import { doors } from './doors.ts';
import { isFrom } from './issuer.ts';
import { hostsOf } from './knock.ts';
import { mayEnterBy } from './policy.ts';
import { identitiesOf, providersOf, standingOf, type Provider } from './queries.ts';

/** The providers that know somebody, and can be asked on this host to have them prove anew who they are. */
export async function provingDoors(c: Context<Env>, accountId: number): Promise<Provider[]> {
  const { read } = c.var.deps.db;
  const [identities, standing] = [await identitiesOf(read, accountId), await standingOf(read, accountId)];
  const known = [...new Set(identities.map(({ siteId }) => siteId))];
  const sites = (await Promise.all(known.map((id) => findSite(read, id)))).filter(
    (site) => site && hostsOf(c.var.deps.config, site).includes(ownOrigin(c)),
  );
  const offered = (await Promise.all(sites.map((site) => providersOf(read, site!.id)))).flat();
  return offered.filter(
    (provider) =>
      provider.enabled &&
      doors[provider.kind]?.proves &&
      mayEnterBy(provider, standing) &&
      identities.some((identity) => isFrom(provider, identity)),
  );
}
