import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { localPath } from '../accounts/next.ts';
import { lacksSecondFactor } from '../accounts/policy.ts';
import { Refusal } from '../errors.ts';
import { spacesOf } from '../members/queries.ts';
import { rightOf, type Right } from '../rights.ts';
import type { Role } from '../threads/wire.ts';
import type { ErrorCode } from '../wire.ts';
import { hostSite } from './request.ts';
import { actorOf, isFromOwnPage, type Env } from './who.ts';

/**
 * Holds a request to its route's line of rights.ts, before its handler and before what it brings is looked at. Staff it
 * lets by are found again by `staffOf`. A route without a line is a bug, and closed.
 */
export const guard: MiddlewareHandler<Env> = async function guard(c, next) {
  const what = routeOf(c);
  const right = what === undefined ? undefined : rightOf(what);
  if (c.get('who').via === 'data' && !right?.data) c.set('who', { via: 'nobody' });
  if (!what) return next();
  if (!right) throw new Error(`${what} has no line in server/rights.ts`);
  if (isForm(c, right) && !isFromOwnPage(c)) throw new Refusal('wrong_origin');
  if (isStrange(c, right)) return askToSignIn(c);
  await admit(c, right);
  return next();
};

/** Who must be signed in by our cookie is nobody on another page (who.ts): the API says no more of it than that. */
const isForm = (c: Context<Env>, { to, by }: Right) => by === 'page' && !isReading(c) && (to === 'anyone' || !isApi(c.req.path));

const isReading = (c: Context<Env>) => ['GET', 'HEAD'].includes(c.req.method);

/** An embed's token signs nobody in on a page of ours. */
const isStrange = (c: Context<Env>, { to, by }: Right) =>
  to !== 'anyone' && (c.get('who').via === 'nobody' || (c.get('who').via === 'embed' && by === 'page' && !isApi(c.req.path)));

const isApi = (path: string) => path.startsWith('/api/');

/** The route that will answer, as rights.ts names it; what is for all methods or all paths is on its way only. */
function routeOf(c: Context<Env>): string | undefined {
  const route = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && !path.endsWith('*'));
  return route && `${route.method} ${route.path}`;
}

/** A program is told; somebody on a page of ours signs in and comes back to it. */
function askToSignIn(c: Context<Env>): Response {
  if (isApi(c.req.path)) throw new Refusal('not_signed_in');
  const page = isReading(c) ? c.req.url : c.req.header('referer');
  const { pathname, search } = new URL(page ?? '/', c.req.url);
  return c.redirect(`/signin?next=${encodeURIComponent(localPath(pathname + search)).replaceAll('%2F', '/')}`, 303);
}

async function admit(c: Context<Env>, { to, by, scope }: Right): Promise<void> {
  if (to === 'anyone') return;
  const { who } = c.var;
  if (to === 'owner') return admitOwner(c);
  if (to === 'server') return refuseUnless(who.via === 'server' && who.scopes.includes(scope!), 'forbidden');
  if (to === 'account' || to === 'member')
    return refuseUnless(who.via === 'cookie' || who.via === 'data' || (who.via === 'embed' && by !== 'page'), 'forbidden');
  await admitStaff(c, to);
}

function refuseUnless(allowed: boolean, code: ErrorCode) {
  if (!allowed) throw new Refusal(code);
}

async function admitOwner(c: Context<Env>): Promise<void> {
  const { who } = c.var;
  if (who.via !== 'cookie' || !who.session.account.owner) throw new Refusal('not_found');
  const site = await hostSite(c);
  if (site && lacksSecondFactor(site, who.session)) throw new Refusal('second_factor_needed');
}

/** By their own cookie and on their own host: never from an embed, nor about another site's things. */
async function admitStaff(c: Context<Env>, roles: readonly Role[]): Promise<void> {
  const site = await hostSite(c);
  const actor = site && c.var.who.via === 'cookie' ? await actorOf(c, site) : null;
  if (!site || !actor || !roles.includes(actor.member.role)) throw new Refusal('not_found');
  if (lacksSecondFactor(site, actor.session)) throw new Refusal('second_factor_needed');
  c.set('staff', { ...actor, site, spaces: await spacesOf(c.var.deps.db.read, actor.member) });
}
