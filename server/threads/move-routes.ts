import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { postById } from '../posts/queries.ts';
import { MAX_SPLIT, title } from './input.ts';
import { linkArticle, unlinkArticle } from './linked-articles.ts';
import { mergeThread, movePost, splitThread } from './move-posts.ts';
import { moderates } from './policy.ts';
import { findSpace, findThreadPlace, type Place, type Thread } from './queries.ts';
import { addTimer, dropTimer, timersOf } from './timers.ts';

const tags = ['desk'];
const uid = z.uuid('field.wrong');
const id = z.object({ id: uid });
/** An article by its publisher's id. */
const linked = z.object({ id: uid, article: z.string().min(1).max(200) });
const split = z.object({
  posts: z.array(uid).min(1, 'field.required').max(MAX_SPLIT, `field.too_many|max=${MAX_SPLIT}`),
  title,
  space: z.string('field.required'),
});
const timer = z.object({ act: z.enum(['open', 'close', 'remind'], 'field.wrong'), at: z.iso.datetime('field.wrong') });

/** Posts that change threads, and what happens to a thread by itself. */
export const moveRoutes = new Hono<Env>()
  .put(
    '/posts/:id/place',
    describeRoute({ summary: 'Move a post, with what hangs on it, to another thread', tags }),
    valid('param', id),
    valid('json', z.object({ thread: uid })),
    async (c) => {
      const post = await postById(c.var.deps.db.read, c.req.valid('param').id);
      const from = post && (await findModerated(c, post.threadId));
      if (!from) throw new Refusal('not_found');
      const to = await findTarget(c, c.req.valid('json').thread, 'thread');
      await movePost(c.var.deps, staffOf(c), { postId: post.id, from, to });
      return c.body(null, 204);
    },
  )
  .put(
    '/threads/:id/merger',
    describeRoute({ summary: 'Merge a thread into another one, where its address leads from then on', tags }),
    valid('param', id),
    valid('json', z.object({ into: uid })),
    async (c) => {
      const from = await requireModerated(c);
      await mergeThread(c.var.deps, staffOf(c), { from, to: await findTarget(c, c.req.valid('json').into, 'into') });
      return c.body(null, 204);
    },
  )
  .post(
    '/threads/:id/splits',
    describeRoute({ summary: 'Make posts a thread of their own', tags }),
    valid('param', id),
    valid('json', split),
    async (c) => {
      const from = await requireModerated(c);
      const { posts, title: name, space } = c.req.valid('json');
      const { id: spaceId } = await requireSpace(c, space);
      const rows = await Promise.all(posts.map((one) => postById(c.var.deps.db.read, one)));
      const postIds = rows.flatMap((row) => (row?.threadId === from.thread.id ? row.id : []));
      if (postIds.length < posts.length) throw new Refusal('invalid', { fields: { posts: ['field.wrong'] } });
      return c.json({ thread: await splitThread(c.var.deps, staffOf(c), { postIds, from, title: name, spaceId }) }, 201);
    },
  )
  .put(
    '/threads/:id/articles/:article',
    describeRoute({ summary: 'Read an article with a thread of the forum: each leads to the other', tags }),
    valid('param', linked),
    async (c) => {
      const { article } = c.req.valid('param');
      await linkArticle(c.var.deps, staffOf(c), { place: await requireModerated(c), article });
      return c.body(null, 204);
    },
  )
  .delete(
    '/threads/:id/articles/:article',
    describeRoute({ summary: 'An article is read with a thread no more', tags }),
    valid('param', linked),
    async (c) => {
      const { article } = c.req.valid('param');
      await unlinkArticle(c.var.deps, staffOf(c), { place: await requireModerated(c), article });
      return c.body(null, 204);
    },
  )
  .get('/threads/:id/timers', describeRoute({ summary: 'What is to happen to a thread by itself', tags }), valid('param', id), async (c) =>
    showTimers(c, await requireModerated(c)),
  )
  .post(
    '/threads/:id/timers',
    describeRoute({ summary: 'Open, close, or be reminded of a thread at a moment', tags }),
    valid('param', id),
    valid('json', timer),
    async (c) => {
      const place = await requireModerated(c);
      const { act, at } = c.req.valid('json');
      if (Date.parse(at) <= c.var.deps.now().getTime()) throw new Refusal('invalid', { fields: { at: ['field.past'] } });
      await addTimer(c.var.deps, staffOf(c), place, { act, at: new Date(at) });
      return showTimers(c, place, 201);
    },
  )
  .delete(
    '/threads/:id/timers/:timer',
    describeRoute({ summary: 'What was to happen will not', tags }),
    valid('param', z.object({ id: uid, timer: uid })),
    async (c) => {
      await dropTimer(c.var.deps, staffOf(c), await requireModerated(c), c.req.valid('param').timer);
      return c.body(null, 204);
    },
  );

type Named = Context<Env, string, { out: { param: { id: string } } }>;

/** The thread that is named, where it is theirs to moderate. Refuses `not_found`. */
export async function requireModerated(c: Named): Promise<Place & { thread: Thread }> {
  const place = await findModerated(c, c.req.valid('param').id);
  if (!place) throw new Refusal('not_found');
  return place;
}

async function findModerated(c: Context<Env>, thread: string | number) {
  const place = await findThreadPlace(c.var.deps.db.read, thread);
  return place && moderates(staffOf(c), place.thread) ? place : null;
}

async function findTarget(c: Context<Env>, thread: string, field: string) {
  const place = await findModerated(c, thread);
  if (!place) throw new Refusal('invalid', { fields: { [field]: ['field.wrong'] } });
  return place;
}

async function requireSpace(c: Context<Env>, slug: string) {
  const space = await findSpace(c.var.deps.db.read, staffOf(c).site.id, slug);
  if (!space) throw new Refusal('invalid', { fields: { space: ['field.required'] } });
  return space;
}

const showTimers = async (c: Context<Env>, { thread }: { thread: Thread }, status: 200 | 201 = 200) =>
  c.json(await timersOf(c.var.deps.db.read, thread.id), status);
