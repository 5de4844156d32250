import type { Context, MiddlewareHandler } from 'hono';
import type { LimitName } from './rate-limit.ts';
import { hostSite } from './request.ts';
import type { Env } from './who.ts';

/** Before its route's own limits: every write by who, from where and on which site; every look at a mailed link. */
export const limitRequests: MiddlewareHandler<Env> = async function limitRequests(c, next) {
  const counted = ['GET', 'HEAD'].includes(c.req.method) ? looks(c) : [...looks(c), ...(await writers(c))];
  if (counted.length > 0) await Promise.all(counted.map(([name, who]) => c.get('deps').limit(name, who)));
  return next();
};

const looks = (c: Context<Env>): [LimitName, string][] => (MAILED.test(c.req.path) ? [['link', c.get('address').ip]] : []);

/** An address with a secret at its end. Those of invitations count by themselves (invitations/door-pages.tsx). */
const MAILED = /^\/(confirm|reset|signin|guest|account\/confirm-it-is-you|own-data)\/(.+\/)?[\w-]{32,}$/;

/** A publisher's server writes for its whole site, from one address. */
async function writers(c: Context<Env>): Promise<[LimitName, string][]> {
  const { who, address } = c.var;
  if (who.via === 'server') return [['writeByServer', `site ${who.site.id}`]];
  const siteId = who.via === 'embed' ? who.session.siteId : (await hostSite(c))?.id;
  return [
    ['writeFromAddress', address.ip],
    ['writeOnSite', `site ${siteId ?? 'none'}`],
    ...(who.via === 'nobody' ? [] : [['writeByAccount', `account ${who.session.account.id}`] satisfies [LimitName, string]]),
  ];
}
