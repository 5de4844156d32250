import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { text } from '../sites/input.ts';
import { resetFactors } from './reset-factors.ts';
import { signOutMember } from './sign-out-member.ts';

const whose = z.object({ id: z.uuid('field.wrong') });
/** For whoever reads the security log. */
const why = z.object({ reason: text(200) });

export const factorRoutes = new Hono<Env>()
  .post(
    '/members/:id/second-factor-resets',
    describeRoute({ summary: 'Take away the second factors of a member who lost them', tags: ['members'] }),
    valid('param', whose),
    valid('json', why),
    async (c) => {
      await resetFactors(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json'), ip: c.var.address.ip });
      return c.body(null, 204);
    },
  )
  .post(
    '/members/:id/sign-outs',
    describeRoute({ summary: 'Sign a member out everywhere', tags: ['members'] }),
    valid('param', whose),
    valid('json', why),
    async (c) => {
      await signOutMember(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json'), ip: c.var.address.ip });
      return c.body(null, 204);
    },
  );
