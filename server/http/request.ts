import type { Context, MiddlewareHandler, Next } from 'hono';
import { routePath } from 'hono/route';
import type { Deps } from '../deps.ts';
import { chooseLocale } from '../i18n/translate.ts';
import { untraced } from '../ops/traces.ts';
import { findSiteByHost, type Site } from '../sites/queries.ts';
import { createAddressReader } from './address.ts';
import type { Env } from './who.ts';

/** Gives a request its id, its log line, its language, its address; ours alone name an id that we kept from outside. */
export function openRequest(deps: Deps): MiddlewareHandler<Env> {
  const readAddress = createAddressReader(deps.config.trustedProxies);
  return async function openRequest(c, next) {
    const requestId = deps.newId();
    const began = performance.now();
    c.set('deps', deps);
    c.set('requestId', requestId);
    c.set('address', readAddress(c));
    c.set('locale', chooseLocale(c.req.query('lang'), c.req.header('accept-language'), 'fr'));
    c.set('site', null);
    c.header('x-request-id', requestId);
    await tracedRequest(c, next);
    const [{ method }, { status }, ms] = [c.req, c.res, performance.now() - began];
    deps.log.info({ requestId, method, path: loggedPath(c.req.path), status, ms: Math.round(ms) }, 'request');
    if (deps.measures.text) deps.measures.request({ method, route: routePath(c), status }, ms);
  };
}

/** Named by its route, once that is known. `traceparent` is believed where a proxy of ours is before us: it sets it, or takes it away. */
function tracedRequest(c: Context<Env>, next: Next): Promise<void> {
  const { config, traces } = c.var.deps;
  if (traces === untraced) return next();
  const traceparent = config.trustedProxies.length > 0 ? c.req.header('traceparent') : undefined;
  return traces.span(c.req.method, { kind: 'server', traceparent }, async ({ name, set, failed }) => {
    await next();
    const [{ method }, { status }, route] = [c.req, c.res, routePath(c)];
    name(`${method} ${route}`);
    set({ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
    if (status >= 500) failed();
  });
}

/** A secret in an address is still good when its page is only looked at: the log must not hold it. */
export const loggedPath = (path: string) =>
  path.replace(/^\/(asked|calendars|confirm|guest|invitations|notices|partners|reset|signin|statements|unsubscribe)\/.+/, '/$1/…');

/** On our own pages the Host header chooses the site. */
export const readSite: MiddlewareHandler<Env> = async function readSite(c, next) {
  const site = await hostSite(c);
  c.set('site', site);
  if (site) c.set('locale', chooseLocale(c.req.query('lang'), c.req.header('accept-language'), site.settings.locale));
  await next();
};

/** The site whose host was asked; null on a host that is no site's. */
export async function hostSite({ var: { site, deps }, req }: Context<Env>): Promise<Site | null> {
  const host = req.header('host') ?? deps.config.publicUrl.host;
  return site ?? findSiteByHost(deps.db.read, host.toLowerCase());
}
