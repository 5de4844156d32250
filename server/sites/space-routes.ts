import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { text } from './input.ts';
import { mergeSpace } from './merge-space.ts';
import { presentSpaces } from './present.ts';
import { spaceRows, threadCounts } from './queries.ts';
import { saveSpaces } from './save-spaces.ts';

/** Characters: what a space's own charter takes without becoming another one. */
const MAX_GUIDELINES = 4000;
const MAX_ARTICLE_TAGS = 50;

const tags = ['desk'];
const slug = z.string('field.wrong').max(100, 'field.wrong');
const optional = (max: number) => z.string().trim().max(max, `field.too_long|max=${max}`).default('');
const space = z.object({
  slug: slug.nullable(),
  name: text(100),
  description: optional(300),
  inner: z.boolean('field.wrong').default(false),
  guidelines: optional(MAX_GUIDELINES),
  opens: z.enum(['members', 'subscribers', 'staff'], 'field.wrong').default('members'),
  audience: z.enum(['members', 'subscribers', 'nobody'], 'field.wrong').nullable().default(null),
  moderation: z.enum(['before', 'after'], 'field.wrong').nullable().default(null),
  articleTags: z.array(text(100)).max(MAX_ARTICLE_TAGS, `field.too_many|max=${MAX_ARTICLE_TAGS}`).default([]),
  archived: z.boolean('field.wrong').default(false),
});
const spaces = z.object({
  version: z.string('field.required').max(100),
  spaces: z
    .array(space)
    .max(100, 'field.too_many|max=100')
    .refine((list) => list[0]?.inner !== true, 'sites.space_alone'),
});

export const spaceRoutes = new Hono<Env>()
  .get('/spaces', describeRoute({ summary: 'The forum’s spaces, in order', tags }), show)
  .put(
    '/spaces',
    describeRoute({ summary: 'Make, set up, order, archive spaces; take out empty ones', tags }),
    valid('json', spaces),
    async (c) => {
      await saveSpaces(c.var.deps, staffOf(c).site, c.req.valid('json'));
      return show(c);
    },
  )
  .put(
    '/spaces/:slug/merger',
    describeRoute({ summary: 'Let a space go into another one, where its address leads from then on', tags }),
    valid('param', z.object({ slug })),
    valid('json', z.object({ into: slug, name: z.string('field.required').max(100, 'field.wrong') })),
    async (c) => {
      await mergeSpace(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json') });
      return show(c);
    },
  );

async function show(c: Context<Env>) {
  const { read } = c.var.deps.db;
  const { id } = staffOf(c).site;
  return c.json(presentSpaces(await spaceRows(read, id), await threadCounts(read, id)));
}
