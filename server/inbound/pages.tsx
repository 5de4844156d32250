import { Hono } from 'hono';
import type { Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { clearFailing } from './bounces.ts';

export const inboundPages = new Hono<Env>().post('/account/address/retry', (c) =>
  asMember(c, async ({ session }) => {
    await c.var.deps.db.write((tx) => clearFailing(tx, session.account.id));
    return c.redirect('/notifications?done=retry', 303);
  }),
);
