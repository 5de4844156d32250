import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireMember, type Env } from '../http/who.ts';
import { findSite } from '../sites/queries.ts';
import { setIgnored } from './ignore.ts';
import { siteOfMember } from './queries.ts';

const id = z.object({ id: z.uuid('field.wrong') });

/** The embed's: by the member that it names, whose site decides who asks. */
export const ignoreRoutes = new Hono<Env>()
  .put('/ignores/:id', describeRoute({ summary: 'Fold what a member writes, for oneself', tags: ['members'] }), valid('param', id), (c) =>
    set(c, c.req.valid('param').id, true),
  )
  .delete('/ignores/:id', describeRoute({ summary: 'Read a member again', tags: ['members'] }), valid('param', id), (c) =>
    set(c, c.req.valid('param').id, false),
  );

async function set(c: Context<Env>, uid: string, ignored: boolean) {
  const { deps } = c.var;
  const siteId = await siteOfMember(deps.db.read, uid);
  const site = siteId === null ? null : await findSite(deps.db.read, siteId);
  if (!site) throw new Refusal('not_found');
  const { member } = await requireMember(c, site);
  await setIgnored(deps, member, uid, ignored);
  return c.body(null, 204);
}
