import type { MiddlewareHandler } from 'hono';
import type { Env } from '../http/who.ts';
import { isConnecting } from './next.ts';

/** What a page of the window may also send a form's answer to: the publisher's page, when the window is a whole page. */
export type WindowEnv = Env & { Variables: { backTo?: string } };

const PAGES = ['/connect', '/signin', '/signup', '/signout', '/forgot'];

/**
 * Goes around `pageHeaders` and softens it where an embed's window needs it, all along its way: the default opener
 * policy would cut it from its opener for good (redirects count), and Chromium holds a form's redirect to form-action.
 */
export const windowHeaders: MiddlewareHandler<WindowEnv> = async function windowHeaders(c, next) {
  await next();
  if (!PAGES.includes(c.req.path)) return;
  if (c.req.path !== '/connect' && !isConnecting(c.req.query('next') ?? '')) return;
  const { headers } = c.res;
  headers.set('cross-origin-opener-policy', 'unsafe-none');
  if (c.var.backTo)
    headers.set(
      'content-security-policy',
      headers.get('content-security-policy')!.replace("form-action 'self'", `form-action 'self' ${c.var.backTo}`),
    );
};
