import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { letIn } from '../sites/opening.ts';
import { requireMember, type Env } from '../http/who.ts';
import { placeAsked } from '../threads/input.ts';
import { findPlace } from '../threads/queries.ts';
import { suggest } from './suggest.ts';
import type { HandlesWire } from './wire.ts';

const asked = placeAsked.and(
  z.object({
    begun: z
      .string()
      .toLowerCase()
      .regex(/^[a-z0-9.-]{0,40}$/, 'field.wrong')
      .default(''),
  }),
);

/** A guest calls nobody. */
export const mentionRoutes = new Hono<Env>().get(
  '/handles',
  describeRoute({ summary: 'Whom one may call, by the beginning of a handle', tags: ['members'] }),
  valid('query', asked),
  async (c) => {
    const { begun, ...where } = c.req.valid('query');
    const place = await findPlace(c.var.deps.db.read, where);
    await letIn(c, place);
    const { member } = await requireMember(c, place.site);
    await c.var.deps.limit('suggest', `member ${member.id}`);
    c.header('cache-control', 'private, no-store');
    const { db, now } = c.var.deps;
    const handles = member.role === 'guest' ? [] : await suggest(db.read, place, { begun, locale: c.var.locale, now: now() });
    return c.json({ handles } satisfies HandlesWire);
  },
);
