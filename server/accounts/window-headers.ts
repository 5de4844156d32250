import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '../http/who.ts';
import { isConnecting } from './next.ts';

/**
 * `backTo`: what a page of the window may also send a form's answer to, which is the publisher's page when the window is a
 * whole page. `inWindow`: said by the pages on its way whose address doesn't.
 */
export type WindowEnv = Env & { Variables: { backTo?: string; inWindow?: boolean } };

const PAGES = ['/connect', '/signin', '/signin/code', '/signin/link', '/signin/passkey', '/signup', '/signout', '/forgot'];

/**
 * Goes around `pageHeaders` and softens it where an embed's window needs it, all along its way: the default opener
 * policy would cut it from its opener for good (redirects count), and Chromium holds a form's redirect to form-action.
 */
export const windowHeaders: MiddlewareHandler<WindowEnv> = async function windowHeaders(c, next) {
  await next();
  if (!c.var.inWindow && !isOnTheWay(c)) return;
  const { headers } = c.res;
  headers.set('cross-origin-opener-policy', 'unsafe-none');
  if (c.var.backTo)
    headers.set(
      'content-security-policy',
      headers.get('content-security-policy')!.replace("form-action 'self'", `form-action 'self' ${c.var.backTo}`),
    );
};

const isOnTheWay = ({ req }: Context<WindowEnv>) =>
  PAGES.includes(req.path) && (req.path === '/connect' || isConnecting(req.query('next') ?? ''));
