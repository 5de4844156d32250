import type { Context } from 'hono';
import type { Env } from '../http/who.ts';

const HERE = 'http://here.invalid';

/** Where to go on after a form, as a path of this very host; `/` for anything else somebody may have put there. */
export function localPath(asked: string | undefined): string {
  if (!asked?.startsWith('/') || asked.length > 4000 || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  return origin === HERE && !pathname.startsWith('//') ? pathname + search + hash : '/';
}

export const nextOf = (c: Context<Env>) => localPath(c.req.query('next'));

/** A page of ours that keeps where to go on, and the language that was asked for. */
export function pathTo(c: Context<Env>, path: string, next = nextOf(c)): string {
  const lang = c.req.query('lang');
  const query = new URLSearchParams({ ...(next !== '/' && { next }), ...(lang && { lang }) }).toString();
  return query ? `${path}?${query}` : path;
}

/** Part of what an embed's window does: the parameters of /connect travel in `next`. */
export const isConnecting = (next: string) => next.startsWith('/connect?');
