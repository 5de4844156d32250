import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { tagsLike } from '../forum/tag-queries.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { tag as name } from '../threads/input.ts';
import { sayTag } from '../threads/tags.ts';
import { addSynonym, deleteTag, makeTag, mergeTag, renameTag } from './change-tags.ts';
import { listTags } from './queries.ts';
import type { TagSuggestions } from './wire.ts';

const tags = ['desk'];
const slug = z.object({ slug: z.string().max(100, 'field.wrong') });
const q = z.string().max(100, 'field.too_long|max=100').default('');

/** While one types; for anybody: of what everybody may read. */
export const tagSuggestionRoutes = new Hono<Env>().get(
  '/tags/suggestions',
  describeRoute({ summary: 'Tags that begin as typed', tags: ['threads'] }),
  valid('query', z.object({ site: z.string('field.required').max(100), q })),
  async (c) => {
    const { site: key, q: typed } = c.req.valid('query');
    const { db, now } = c.var.deps;
    const site = await findSiteByKey(db.read, key);
    if (!site) throw new Refusal('not_found');
    const found = await tagsLike(db.read, { siteId: site.id, typed, now: now() });
    c.header('cache-control', 'public, max-age=30');
    return c.json({ tags: found.map((one) => ({ slug: one.slug, name: sayTag(one) })) } satisfies TagSuggestions);
  },
);

export const tagRoutes = new Hono<Env>()
  .get('/tags', describeRoute({ summary: 'The site’s tags', tags }), valid('query', z.object({ q })), (c) =>
    show(c, c.req.valid('query').q),
  )
  .post('/tags', describeRoute({ summary: 'Make a tag', tags }), valid('json', z.object({ name })), async (c) => {
    await makeTag(c.var.deps, staffOf(c).site, c.req.valid('json').name);
    return c.body(null, 204);
  })
  .put(
    '/tags/:slug',
    describeRoute({ summary: 'Rename a tag; its old address leads on', tags }),
    valid('param', slug),
    valid('json', z.object({ name })),
    async (c) => {
      await renameTag(c.var.deps, { ...staffOf(c), ...c.req.valid('param') }, c.req.valid('json').name);
      return c.body(null, 204);
    },
  )
  .post(
    '/tags/:slug/synonyms',
    describeRoute({ summary: 'Add another way of writing a tag', tags }),
    valid('param', slug),
    valid('json', z.object({ name })),
    async (c) => {
      await addSynonym(c.var.deps, { ...staffOf(c), ...c.req.valid('param') }, c.req.valid('json').name);
      return c.body(null, 204);
    },
  )
  .put(
    '/tags/:slug/merger',
    describeRoute({ summary: 'Let a tag go into another one', tags }),
    valid('param', slug),
    valid('json', z.object({ into: name, name: z.string('field.required').max(200, 'field.wrong') })),
    async (c) => {
      const staff = staffOf(c);
      await mergeTag(c.var.deps, { ...staff, ...c.req.valid('param'), by: staff.session.account.uid }, c.req.valid('json'));
      return c.body(null, 204);
    },
  )
  .delete('/tags/:slug', describeRoute({ summary: 'Take a tag away from all conversations', tags }), valid('param', slug), async (c) => {
    await deleteTag(c.var.deps, { ...staffOf(c), ...c.req.valid('param') });
    return c.body(null, 204);
  });

const show = async (c: Context<Env>, typed: string) => c.json(await listTags(c.var.deps.db.read, staffOf(c).site.id, typed));
