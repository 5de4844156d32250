import type { Context, MiddlewareHandler } from 'hono';
import type { Member } from '../accounts/queries.ts';
import { Refusal } from '../errors.ts';
import { actorOf, ownOrigin, type Env } from '../http/who.ts';
import { originsOf } from '../partners/policy.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Place } from '../threads/queries.ts';
import { findSiteByKey, type Site } from './queries.ts';
import { siteUrl } from './url.ts';

/** What stays open of a site that is not: ways in and out, one's own data and decisions, the law's pages, how it looks. */
const ALWAYS =
  /^\/(?:about|account(?!\/reactions)|agreements|appeals|charter|confirm|connect|connect\.js|forgot|invitations|join|legal|logo|fonts|notices(?=\/(?!new))|offline|own-data|reset|signin|signout|statements|unsubscribe|\.well-known)(?:\/|$)|^\/(?:theme-|icon-|manifest\.|worker\.)/;

/** A site before it opens, or while it pauses, is its newsroom's alone. */
export const canSee = ({ settings }: Site, member: Pick<Member, 'role'> | null) =>
  settings.state === undefined || (member !== null && isNewsroom(member));

/** Refuses `not_open` or `paused` to whoever is not of the newsroom. */
export async function refuseShut(c: Context<Env>, site: Site) {
  if (!site.settings.state || canSee(site, (await actorOf(c, site))?.member ?? null)) return;
  throw new Refusal(site.settings.state === 'draft' ? 'not_open' : 'paused');
}

/**
 * What any page may ask of a site, or of a conversation of its, by the API. Refuses `wrong_origin` to a page that is not listed for it, and as refuseShut.
 */
export async function letIn(c: Context<Env>, place: Pick<Place, 'site'> & Partial<Place>) {
  const { site } = place;
  const origin = c.req.header('origin');
  if (origin && !originsOf(place).includes(origin) && origin !== siteUrl(c.var.deps.config, site) && origin !== ownOrigin(c))
    throw new Refusal('wrong_origin');
  await refuseShut(c, site);
}

/** The site of that key, for whatever page asks by its API. Refuses `not_found`, and as letIn. */
export async function siteFor(c: Context<Env>, key: string): Promise<Site> {
  const site = await findSiteByKey(c.var.deps.db.read, key);
  if (!site) throw new Refusal('not_found');
  await letIn(c, { site });
  return site;
}

/** The pages of the site whose host was asked. */
export const shutPages: MiddlewareHandler<Env> = async function shutPages(c, next) {
  if (c.var.site?.settings.state && !ALWAYS.test(c.req.path)) await refuseShut(c, c.var.site);
  return next();
};
