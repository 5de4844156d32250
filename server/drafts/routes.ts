import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { requireMember, type Env } from '../http/who.ts';
import { source } from '../posts/input.ts';
import { placeAsked } from '../threads/input.ts';
import { findPlace } from '../threads/queries.ts';
import { Refusal } from '../errors.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { keepTopicDraft } from './topic-draft.ts';
import { dropDraft, keepDraft } from './keep-draft.ts';
import { draftsIn } from './queries.ts';
import type { DraftsWire } from './wire.ts';

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
const param = z.object({ name: z.string().regex(new RegExp(`^(?:new|(?:reply|edit):${UUID})$`), 'field.wrong') });
const version = z.coerce.number('field.wrong').int('field.wrong').min(0, 'field.wrong');
/** Longer than what can be published: a draft is refused nothing that its author may still shorten. */
const typed = (max: number) => z.string().max(max, `field.too_long|max=${max}`).default('');
const topicDraft = z.object({ space: typed(100), kind: typed(40), title: typed(300), tags: typed(600), source: typed(20_000), version });
const tags = ['drafts'];

/** What one has begun to write follows to another device. */
export const draftRoutes = new Hono<Env>()
  .get('/drafts', describeRoute({ summary: 'One’s own drafts in a conversation', tags }), valid('query', placeAsked), async (c) => {
    const { place, actor } = await findHere(c, c.req.valid('query'));
    c.header('cache-control', 'private, no-store');
    return c.json({ drafts: await draftsIn(c.var.deps.db.read, actor.member.id, place) } satisfies DraftsWire);
  })
  .put(
    '/drafts/:name',
    describeRoute({ summary: 'Keep one, naming the version it grew from', tags }),
    valid('param', param),
    valid('query', placeAsked),
    valid('json', z.object({ source, version })),
    async (c) => {
      const { place, actor } = await findHere(c, c.req.valid('query'));
      return c.json(await keepDraft(c.var.deps, actor, { place, ...c.req.valid('param'), ...c.req.valid('json') }));
    },
  )
  .put(
    '/topic-draft',
    describeRoute({ summary: 'Keep a conversation that one has not opened yet, naming the version it grew from', tags }),
    valid('query', z.object({ site: z.string('field.required').max(100) })),
    valid('json', topicDraft),
    async (c) => {
      const site = await findSiteByKey(c.var.deps.db.read, c.req.valid('query').site);
      if (!site) throw new Refusal('not_found');
      return c.json(await keepTopicDraft(c.var.deps, await requireMember(c, site), c.req.valid('json')));
    },
  )
  .delete(
    '/drafts/:name',
    describeRoute({ summary: 'Give one up', tags }),
    valid('param', param),
    valid('query', placeAsked.and(z.object({ version }))),
    async (c) => {
      const { place, actor } = await findHere(c, c.req.valid('query'));
      await dropDraft(c.var.deps, actor, { place, ...c.req.valid('param'), ...c.req.valid('query') });
      return c.body(null, 204);
    },
  );

async function findHere(c: Context<Env>, asked: z.output<typeof placeAsked>) {
  const { site, name: place } = await findPlace(c.var.deps.db.read, asked);
  return { place, actor: await requireMember(c, site) };
}
