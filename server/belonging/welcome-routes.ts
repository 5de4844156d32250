import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { typedIn } from '../accounts/form.tsx';
import { localPath } from '../accounts/next.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireMember, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { putWelcomeAway } from './welcome.ts';

const input = z.object({ site: z.string('field.required').max(100, 'field.wrong') });

export const welcomeRoutes = new Hono<Env>().put(
  '/welcome',
  describeRoute({ summary: 'Put away what helps with a first post', tags: ['members'] }),
  valid('json', input),
  async (c) => {
    const { deps } = c.var;
    const site = await findSiteByKey(deps.db.read, c.req.valid('json').site);
    if (!site) throw new Refusal('not_found');
    await putWelcomeAway(deps, (await requireMember(c, site)).member);
    return c.body(null, 204);
  },
);

/** Without JavaScript: back to where it stood. */
export const welcomePages = new Hono<Env>().post('/welcome', (c) =>
  asMember(c, async ({ member }) => {
    const { next } = await typedIn(c);
    await putWelcomeAway(c.var.deps, member);
    return c.redirect(localPath(next), 303);
  }),
);
