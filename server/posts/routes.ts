import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { countPost } from '../audience/count-act.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireMember, type Env } from '../http/who.ts';
import { heldReasonsOf, statementsOf } from '../cases/queries.ts';
import { currentRules } from '../charter/queries.ts';
import { renderBody } from '../markdown/render.ts';
import { withKeys } from '../media/figures.ts';
import { findToPreview } from '../media/find-shown.ts';
import { letIn } from '../sites/opening.ts';
import type { Site } from '../sites/queries.ts';
import { findPlace, findThreadPlace } from '../threads/queries.ts';
import { reportPost } from '../reports/report-post.ts';
import { canFind } from '../threads/policy.ts';
import { createPost } from './create-post.ts';
import { deletePost } from './delete-post.ts';
import { editPost } from './edit-post.ts';
import { findOwn } from './find-own.ts';
import { findPublic } from './find-public.ts';
import { editedPost, newPost, newReport, preview } from './input.ts';
import { presentOwn } from './present.ts';
import { postById } from './queries.ts';
import type { PostAnswer } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });

export const postRoutes = new Hono<Env>()
  .post(
    '/posts',
    describeRoute({ summary: 'Write a post; the same client id again gives the first one', tags: ['posts'] }),
    valid('json', newPost),
    async (c) => {
      const input = c.req.valid('json');
      const place = await findPlace(c.var.deps.db.read, input);
      await letIn(c, place);
      const actor = await requireMember(c, place.site);
      if (place.thread && !canFind(place.thread, actor.member, c.var.deps.now())) throw new Refusal('parent_gone');
      const { id, created } = await createPost(c.var.deps, { actor, address: c.var.address }, { ...input, place });
      if (created) await countPost(c, { site: place.site, member: actor.member });
      return c.json(await answerWith(c, id), created ? 201 : 200);
    },
  )
  .patch(
    '/posts/:id',
    describeRoute({ summary: 'Change one’s own post', tags: ['posts'] }),
    valid('param', id),
    valid('json', editedPost),
    async (c) => {
      const { post, place, actor } = await findOwn(c, c.req.valid('param').id);
      await letIn(c, place);
      await editPost(c.var.deps, { actor, address: c.var.address }, { place, postId: post.id, ...c.req.valid('json') });
      return c.json(await answerWith(c, post.id));
    },
  )
  .delete('/posts/:id', describeRoute({ summary: 'Take back one’s own post', tags: ['posts'] }), valid('param', id), async (c) => {
    const { post, place, actor } = await findOwn(c, c.req.valid('param').id);
    await deletePost(c.var.deps, { actor, address: c.var.address }, { place, postId: post.id });
    return c.body(null, 204);
  })
  .post(
    '/posts/:id/reports',
    describeRoute({ summary: 'Report a post to its moderators', tags: ['posts'] }),
    valid('param', id),
    valid('json', newReport),
    async (c) => {
      const { post, place } = await findPublic(c.var.deps, c.req.valid('param').id);
      const actor = await requireMember(c, place.site);
      const { rule, note, referrer } = c.req.valid('json');
      await refuseUnknownRule(c, place.site, rule ?? null);
      await c.var.deps.limit('reportFromAddress', c.var.address.ip);
      await reportPost(c.var.deps, actor, { place, postId: post.id, rule: rule ?? null, note, referrer: referrer ?? null });
      return c.body(null, 204);
    },
  )
  .post('/preview', describeRoute({ summary: 'What a source will look like', tags: ['posts'] }), valid('json', preview), async (c) => {
    const { deps, who } = c.var;
    await deps.limit('preview', c.var.address.ip);
    const { source } = c.req.valid('json');
    const shown = who.via === 'cookie' || who.via === 'embed' ? await findToPreview(deps, who.session.account.id, source) : undefined;
    return c.json({ html: withKeys(await renderBody(source, 'markdown', undefined, shown), deps.config, deps.now()) });
  });

async function refuseUnknownRule(c: Context<Env>, site: Site, rule: number | null) {
  if (rule === null) return;
  const rules = await currentRules(c.var.deps.db.read, site);
  if (!rules.some(({ number }) => number === rule)) throw new Refusal('invalid', { fields: { rule: ['field.unknown_rule'] } });
}

/** The post as its author is to see it from now on. */
export async function answerWith(c: Context<Env>, postId: number): Promise<PostAnswer> {
  const { db, config } = c.var.deps;
  const now = c.var.deps.now();
  const row = (await postById(db.read, postId))!;
  const place = (await findThreadPlace(db.read, row.threadId))!;
  const [statements, reasons] = [await statementsOf(db.read, [row.id], now), await heldReasonsOf(db.read, [row.id])];
  return {
    post: presentOwn(row, { config, site: place.site, statements, heldFor: reasons.get(row.id) ?? [], now }),
    thread: place.thread.uid,
  };
}
