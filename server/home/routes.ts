import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { staffOf, type Env } from '../http/who.ts';
import { readHome } from './read-home.ts';

export const homeRoutes = new Hono<Env>().get(
  '/home',
  describeRoute({ summary: 'What needs who asks now: due today, what waits, what rises, how the site is doing', tags: ['desk'] }),
  async (c) => c.json(await readHome(c.var.deps, staffOf(c))),
);
