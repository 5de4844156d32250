import type { Context } from 'hono';
import { signedIn } from '../accounts/enter.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { Refusal } from '../errors.ts';
import { ownOrigin, type Env } from '../http/who.ts';
import { beginAttempt, type Aim } from './attempt.ts';
import type { Door } from './door.ts';
import { doors } from './doors.ts';
import { findProvider, type Provider } from './queries.ts';

export type Entrance = { provider: Provider; site: Site; door: Door; /** As it is registered at the provider. */ back: string };

/**
 * A provider's door on this host: its site's own, or the installation's, where the windows of any site's embeds may open.
 * Refuses `not_found`.
 */
export async function entranceOf(c: Context<Env>, uid: string): Promise<Entrance> {
  const { db, config } = c.var.deps;
  const provider = await findProvider(db.read, uid);
  const site = provider && (await findSite(db.read, provider.siteId));
  const door = provider && doors[provider.kind];
  if (!site || !door || !hostsOf(config, site).includes(ownOrigin(c))) throw new Refusal('not_found');
  return { provider, site, door, back: `${ownOrigin(c)}/signin/back/${uid}` };
}

/** A site's doors are open to those who come to that site: on its host, or in the window of its embed. Refuses `not_found`. */
export function requireOpen({ provider }: Entrance, site: Site | null) {
  if (!provider.enabled || provider.siteId !== site?.id) throw new Refusal('not_found');
}

/** The origins where a site's people may come back from a provider. */
export const hostsOf = (config: Context<Env>['var']['deps']['config'], site: Site): string[] => [
  ...new Set([siteUrl(config, site), config.publicUrl.origin]),
];

/** Sends the browser to the provider. Rejects with DoorClosed where it does not answer. */
export async function knock(c: Context<Env>, { provider, door, back }: Entrance, { aim, next }: { aim: Aim; next: string }) {
  const { deps, address } = c.var;
  await deps.limit('signOn', address.ip);
  const accountId = aim === 'enter' ? null : signedIn(c)!.account.id;
  const { state, attempt } = await beginAttempt(c, provider, { aim, next, accountId });
  c.header('cache-control', 'no-store');
  return c.redirect((await door.ask(deps, provider, { state, attempt, back })).href, 303);
}
