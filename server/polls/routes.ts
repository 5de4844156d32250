import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireMember, staffOf, type Env } from '../http/who.ts';
import { requireModerated } from '../threads/move-routes.ts';
import { moderates } from '../threads/policy.ts';
import { newPoll, pollVote } from './input.ts';
import { addPoll, dropPoll, endPoll, mendPoll } from './manage-polls.ts';
import { findPoll } from './queries.ts';
import { votePoll } from './vote-poll.ts';

const id = z.object({ id: z.uuid('field.wrong') });

export const pollRoutes = new Hono<Env>()
  .put(
    '/polls/:id/vote',
    describeRoute({ summary: 'Vote in a poll', tags: ['threads'] }),
    valid('param', id),
    valid('json', pollVote),
    async (c) => {
      const found = await findPoll(c.var.deps.db.read, c.req.valid('param').id);
      if (!found) throw new Refusal('not_found');
      return c.json(await votePoll(c.var.deps, await requireMember(c, found.place.site), { ...found, ...c.req.valid('json') }));
    },
  )
  .post(
    '/threads/:id/polls',
    describeRoute({ summary: 'Add a poll to a thread', tags: ['desk'] }),
    valid('param', id),
    valid('json', newPoll),
    async (c) => c.json({ poll: await addPoll(c.var.deps, staffOf(c), await requireModerated(c), c.req.valid('json')) }, 201),
  )
  .put(
    '/polls/:id',
    describeRoute({ summary: 'Mend a poll before anybody votes', tags: ['desk'] }),
    valid('param', id),
    valid('json', newPoll),
    async (c) => {
      const { poll, place } = await findModeratedPoll(c, c.req.valid('param').id);
      await mendPoll(c.var.deps, staffOf(c), place, poll, c.req.valid('json'));
      return c.body(null, 204);
    },
  )
  .put('/polls/:id/end', describeRoute({ summary: 'End a poll now', tags: ['desk'] }), valid('param', id), async (c) => {
    const { poll, place } = await findModeratedPoll(c, c.req.valid('param').id);
    await endPoll(c.var.deps, staffOf(c), place, poll);
    return c.body(null, 204);
  })
  .delete('/polls/:id', describeRoute({ summary: 'Take a poll away, with its votes', tags: ['desk'] }), valid('param', id), async (c) => {
    const { poll, place } = await findModeratedPoll(c, c.req.valid('param').id);
    await dropPoll(c.var.deps, staffOf(c), place, poll);
    return c.body(null, 204);
  });

/** Refuses `not_found` unless it stands in a thread that is theirs to moderate. */
async function findModeratedPoll(c: Context<Env>, uid: string) {
  const found = await findPoll(c.var.deps.db.read, uid);
  if (!found || !moderates(staffOf(c), found.place.thread)) throw new Refusal('not_found');
  return found;
}
