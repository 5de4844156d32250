import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { text } from './input.ts';
import { spaceRows } from './queries.ts';
import { saveSpaces } from './save-spaces.ts';
import type { SpacesWire } from './wire.ts';

const slug = z.string('field.wrong').max(100, 'field.wrong');
const spaces = z.object({
  known: z.array(slug).max(100),
  spaces: z
    .array(
      z.object({ slug: slug.nullable(), name: text(100), description: z.string().trim().max(300, 'field.too_long|max=300').default('') }),
    )
    .max(100, 'field.too_many|max=100'),
});

export const spaceRoutes = new Hono<Env>()
  .get('/spaces', describeRoute({ summary: 'The forum’s spaces, in order', tags: ['desk'] }), async (c) => show(c))
  .put(
    '/spaces',
    describeRoute({ summary: 'Make, rename, order them; take out empty ones', tags: ['desk'] }),
    valid('json', spaces),
    async (c) => {
      await saveSpaces(c.var.deps, staffOf(c).site, c.req.valid('json'));
      return show(c);
    },
  );

async function show(c: Context<Env>) {
  const rows = await spaceRows(c.var.deps.db.read, staffOf(c).site.id);
  return c.json({
    spaces: rows.map(({ slug, name, description, threads }) => ({ slug, name, description, threads })),
  } satisfies SpacesWire);
}
