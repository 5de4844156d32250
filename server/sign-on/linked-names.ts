import type { Reader } from '../db/database.ts';
import { isFrom } from './issuer.ts';
import { identitiesOf, providersOf } from './queries.ts';

/** By which providers of a site an account comes in, as their buttons call them; an issuer's own address where its provider is no longer there. */
export async function linkedNames(reader: Reader, accountId: number, siteId: number): Promise<string[]> {
  const [linked, providers] = await Promise.all([identitiesOf(reader, accountId, siteId), providersOf(reader, siteId)]);
  return linked.map((identity) => providers.find((provider) => isFrom(provider, identity))?.name ?? identity.issuer);
}
