import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { measuresInput, removalInput } from '../cases/decision-input.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireMember, staffOf, type Env } from '../http/who.ts';
import { memberByUid } from '../members/queries.ts';
import { findSite } from '../sites/queries.ts';
import { acknowledge } from './acknowledge.ts';
import { liftMeasure } from './lift.ts';
import { measureMember } from './measure-member.ts';
import { siteOfStatement } from './queries.ts';
import { removePosts } from './remove-posts.ts';
import { restorePosts } from './restore-posts.ts';
import type { MeasuresAnswer, RemovalAnswer } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const MAX_REASON = 500;
const reason = z.object({
  reason: z.string('field.required').trim().min(1, 'field.required').max(MAX_REASON, `field.too_long|max=${MAX_REASON}`),
});

export const sanctionRoutes = new Hono<Env>()
  .post(
    '/members/:id/measures',
    describeRoute({ summary: 'Warn, slow, suspend or ban a member, with a ground', tags: ['desk'] }),
    valid('param', id),
    valid('json', measuresInput),
    async (c) => {
      const { id: memberId } = await findMember(c, c.req.valid('param').id);
      const { decision, tellAt } = await measureMember(c.var.deps, staffOf(c), { memberId, ...c.req.valid('json') });
      return c.json({ decision, tellAt: tellAt.toISOString() } satisfies MeasuresAnswer, 201);
    },
  )
  .post(
    '/members/:id/removals',
    describeRoute({ summary: 'Remove all that a member wrote, their name typed; carried out in the background', tags: ['desk'] }),
    valid('param', id),
    valid('json', removalInput),
    async (c) => {
      const member = await findMember(c, c.req.valid('param').id);
      return c.json((await removePosts(c.var.deps, staffOf(c), { member, ...c.req.valid('json') })) satisfies RemovalAnswer, 202);
    },
  )
  .post(
    '/removals/:id/restoration',
    describeRoute({ summary: 'Give back all that a removal took, with a reason; carried out in the background', tags: ['desk'] }),
    valid('param', id),
    valid('json', reason),
    async (c) => {
      const asked = { removal: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json((await restorePosts(c.var.deps, staffOf(c), asked)) satisfies RemovalAnswer, 202);
    },
  )
  .post(
    '/measures/:id/lift',
    describeRoute({ summary: 'End a measure before its time, with a reason', tags: ['desk'] }),
    valid('param', id),
    valid('json', reason),
    async (c) => {
      await liftMeasure(c.var.deps, staffOf(c), { statement: c.req.valid('param').id, ...c.req.valid('json') });
      return c.body(null, 204);
    },
  )
  .post(
    '/warnings/:id/acknowledgement',
    describeRoute({ summary: 'Say that one has read a warning', tags: ['posts'] }),
    valid('param', id),
    async (c) => {
      const statement = c.req.valid('param').id;
      const siteId = await siteOfStatement(c.var.deps.db.read, statement);
      const site = siteId === null ? null : await findSite(c.var.deps.db.read, siteId);
      if (!site) throw new Refusal('not_found');
      const { member } = await requireMember(c, site);
      await acknowledge(c.var.deps, member.id, statement);
      return c.body(null, 204);
    },
  );

async function findMember(c: Context<Env>, uid: string) {
  const member = await memberByUid(c.var.deps.db.read, staffOf(c).site.id, uid);
  if (!member) throw new Refusal('not_found');
  return member;
}
