import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { MAX_TOPICS } from '../threads/linked-articles.ts';
import { setArticle } from './set-article.ts';

/** Of one article: what newsrooms' systems send, with room. */
const MAX_TAGS = 50;

const time = z.iso.datetime({ offset: true, error: 'field.wrong' }).transform((text) => new Date(text));
const article = z.object({
  title: z.string('field.required').trim().min(1, 'field.required').max(500, 'field.too_long|max=500'),
  url: z.url({ protocol: /^https?$/, error: 'field.wrong' }).max(2000, 'field.too_long|max=2000'),
  section: z.string().max(100, 'field.too_long|max=100').nullable().default(null),
  bylines: z.array(z.string().max(200, 'field.too_long|max=200')).max(20, 'field.too_many|max=20').default([]),
  publishedAt: time.nullable().default(null),
  audience: z.enum(['members', 'subscribers', 'nobody'], 'field.wrong').nullable().default(null),
  moderation: z.enum(['before', 'after'], 'field.wrong').nullable().default(null),
  closesAt: time.nullable().default(null),
  tags: z
    .array(z.string().trim().min(1, 'field.wrong').max(100, 'field.too_long|max=100'))
    .max(MAX_TAGS, `field.too_many|max=${MAX_TAGS}`)
    .default([]),
  threads: z.array(z.uuid('field.wrong')).max(MAX_TOPICS, `field.too_many|max=${MAX_TOPICS}`).optional(),
});
export type ArticleInput = z.infer<typeof article>;

export const articleRoutes = new Hono<Env>().put(
  '/articles/:id',
  describeRoute({ summary: 'Confirm an article, with the site’s token', tags: ['articles'] }),
  valid('param', z.object({ id: z.string().min(1).max(200, 'field.too_long|max=200') })),
  valid('json', article),
  async (c) => {
    const { who, deps } = c.var;
    if (who.via !== 'server') throw new Refusal(who.via === 'nobody' ? 'not_signed_in' : 'forbidden');
    const created = await setArticle(deps, who.site, c.req.valid('param').id, c.req.valid('json'));
    return c.body(null, created ? 201 : 204);
  },
);
