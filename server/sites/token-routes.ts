import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { SCOPES } from './scopes.ts';
import { endToken, makeToken, tokensOf } from './tokens.ts';
import type { TokensWire } from './wire.ts';

const token = z.object({
  name: z.string('field.required').trim().min(1, 'field.required').max(100, 'field.too_long|max=100'),
  scopes: z
    .array(z.enum(SCOPES, 'field.wrong'))
    .min(1, 'field.required')
    .transform((scopes) => [...new Set(scopes)])
    .default(['articles']),
  expiresAt: z.iso
    .datetime({ offset: true, error: 'field.wrong' })
    .transform((text) => new Date(text))
    .nullable()
    .default(null),
});

export const tokenRoutes = new Hono<Env>()
  .get('/tokens', describeRoute({ summary: 'Tokens of the publisher’s servers', tags: ['desk'] }), async (c) =>
    c.json({ tokens: await tokensOf(c.var.deps.db.read, staffOf(c).site.id) } satisfies TokensWire),
  )
  .post('/tokens', describeRoute({ summary: 'Make one; shown this once', tags: ['desk'] }), valid('json', token), async (c) => {
    const staff = staffOf(c);
    return c.json(await makeToken(c.var.deps, staff.site.id, { ...c.req.valid('json'), by: staff }), 201);
  })
  .delete(
    '/tokens/:id',
    describeRoute({ summary: 'End one', tags: ['desk'] }),
    valid('param', z.object({ id: z.uuid('field.wrong') })),
    async (c) => {
      await endToken(c.var.deps, staffOf(c), c.req.valid('param').id);
      return c.body(null, 204);
    },
  );
