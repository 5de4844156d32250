import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { sendJson, sendPosts } from '../http/send.ts';
import { valid } from '../http/validate.ts';
import { actorOf, staffOf, type Env } from '../http/who.ts';
import { countOpening } from '../openings/shown.ts';
import { letIn, siteFor } from '../sites/opening.ts';
import { findSiteByKey } from '../sites/queries.ts';
import { setThread } from './set-thread.ts';
import { canFind, isClosed, isNewsroom, isOut, moderates, rulesOf, turnsAt } from './policy.ts';
import { hashSecret } from '../ids.ts';
import { linkedWith, type Links } from './linked-articles.ts';
import { countsOf, findArticlePlace, findThreadPlace, type Place, type Thread } from './queries.ts';
import { readAround, readBranch, readChanges, readRoots, readThread } from './read-thread.ts';
import { measureForThread, measureKind, SORTS } from './input.ts';
import { activeMeasures, MAX_DAYS } from './measures.ts';
import { liftMeasure, poseMeasure } from './pose-measure.ts';
import type { Sort } from './wire.ts';

const sort = z.enum(SORTS).default('newest');
const uid = z.uuid('field.wrong');
const id = z.object({ id: uid });
const whole = z.coerce.number('field.wrong').int('field.wrong').min(0, 'field.wrong');
const DAY_MS = 86_400_000;
/** Articles whose counts one request may ask for: a front page's worth. */
const MAX_COUNTS = 100;

const thread = z.object({
  site: z.string().optional(),
  article: z.string().max(200).optional(),
  thread: uid.optional(),
  sort,
  around: uid.optional(),
  lang: z.string().optional(),
});
const page = z.object({
  sort,
  cursor: z.string().max(100).optional(),
  root: uid.optional(),
  after: whole.default(0),
  around: uid.optional(),
  lang: z.string().optional(),
});
const counts = z.object({
  site: z.string('field.required'),
  articles: z
    .string('field.required')
    .transform((list) => [...new Set(list.split(',').filter(Boolean))])
    .pipe(z.array(z.string().max(200)).max(MAX_COUNTS, `field.too_many|max=${MAX_COUNTS}`)),
});

export const threadRoutes = new Hono<Env>()
  .get('/thread', describeRoute({ summary: 'A thread and its first page', tags: ['threads'] }), valid('query', thread), async (c) => {
    const asked = c.req.valid('query');
    const place = await findPlace(c, asked);
    const viewer = await actorOf(c, place.site);
    const deps = c.get('deps');
    if (!viewer || !isNewsroom(viewer.member)) c.set('read', place);
    await countOpening(c, place, viewer);
    const linked = await linkedWith(deps.db.read, place, deps.now());
    const etag = viewer ? null : validatorOf(place, { sort: asked.sort, linked, now: deps.now() });
    c.header('cache-control', viewer ? 'private, no-store' : 'public, no-cache');
    c.header('vary', 'authorization, cookie', { append: true });
    if (etag) c.header('etag', etag);
    if (etag && !asked.around && c.req.header('if-none-match') === etag) return c.body(null, 304);
    return sendPosts(c, await readThread(deps, viewer, { place, linked, ...asked }));
  })
  .get(
    '/threads/:id/posts',
    describeRoute({ summary: 'More of a thread: roots, the rest of a branch, or what surrounds a post', tags: ['threads'] }),
    valid('param', id),
    valid('query', page),
    async (c) => {
      const asked = c.req.valid('query');
      const place = await requireThread(c, c.req.valid('param').id);
      const viewer = await actorOf(c, place.site);
      const deps = c.get('deps');
      if (asked.around) return sendPosts(c, await readAround(deps, viewer, { place, post: asked.around }));
      if (asked.root) return sendPosts(c, await readBranch(deps, viewer, { place, root: asked.root, after: asked.after }));
      return sendPosts(c, await readRoots(deps, viewer, { place, sort: asked.sort, cursor: asked.cursor || undefined }));
    },
  )
  .get(
    '/threads/:id/changes',
    describeRoute({ summary: 'What came after a number', tags: ['threads'] }),
    valid('param', id),
    valid('query', z.object({ after: whole })),
    async (c) => {
      const place = await requireThread(c, c.req.valid('param').id);
      return sendJson(c, await readChanges(c.get('deps'), await actorOf(c, place.site), place, c.req.valid('query').after));
    },
  )
  .get(
    '/counts',
    describeRoute({ summary: 'Published posts under each of these articles', tags: ['threads'] }),
    valid('query', counts),
    async (c) => {
      const { site: key, articles } = c.req.valid('query');
      const site = await siteFor(c, key);
      c.header('cache-control', 'public, max-age=30');
      return sendJson(c, { counts: await countsOf(c.var.deps.db.read, site.id, articles) });
    },
  )
  .put('/threads/:id/closure', describeRoute({ summary: 'Close a thread', tags: ['desk'] }), valid('param', id), (c) =>
    change(c, { closed: true }),
  )
  .delete('/threads/:id/closure', describeRoute({ summary: 'Open a thread again', tags: ['desk'] }), valid('param', id), (c) =>
    change(c, { closed: false }),
  )
  .put(
    '/threads/:id/moderation',
    describeRoute({ summary: 'Read a thread before or after publication; null follows its article or site', tags: ['desk'] }),
    valid('param', id),
    valid('json', z.object({ moderation: z.enum(['before', 'after']).nullable() })),
    (c) => change(c, c.req.valid('json')),
  )
  .put(
    '/threads/:id/measures/:kind',
    describeRoute({ summary: 'What holds in a thread for a while; another of its kind takes its place', tags: ['desk'] }),
    valid('param', measureKind),
    valid('json', measureForThread),
    async (c) => {
      const { id: threadId, kind } = c.req.valid('param');
      const { seconds, ...given } = c.req.valid('json');
      const until = Date.parse(given.until);
      const now = c.var.deps.now().getTime();
      if (until <= now || until > now + MAX_DAYS * DAY_MS) throw new Refusal('invalid', { fields: { until: ['field.wrong'] } });
      if ((kind === 'slow') !== (seconds !== undefined)) throw new Refusal('invalid', { fields: { seconds: ['field.wrong'] } });
      const { actor, place } = await findModerated(c, threadId);
      await poseMeasure(c.var.deps, actor, { place, kind, ...given, ...(seconds !== undefined && { seconds }) });
      return c.body(null, 204);
    },
  )
  .delete(
    '/threads/:id/measures/:kind',
    describeRoute({ summary: 'End what holds in a thread', tags: ['desk'] }),
    valid('param', measureKind),
    async (c) => {
      const { id: threadId, kind } = c.req.valid('param');
      const { actor, place } = await findModerated(c, threadId);
      await liftMeasure(c.var.deps, actor, { place, kind });
      return c.body(null, 204);
    },
  );

/** For nobody in particular: all that a page says of its site, its article and its posts hangs on these. */
function validatorOf(place: Place, { sort, linked, now }: { sort: Sort; linked: Links; now: Date }): string {
  const { site, article, thread } = place;
  const rules = rulesOf(place, now);
  const closed = isClosed(rules, now);
  const measures = activeMeasures(thread?.measures, now).map(({ id }) => id);
  const turns = turnsAt(place, now)?.getTime() ?? 0;
  const named = Object.values(linked).some(({ length }) => length > 0) ? hashSecret(JSON.stringify(linked)) : '';
  const versions = [site.version, site.charterVersion, site.membersVersion, Number(article?.confirmedAt ?? 0), place.partner?.version ?? 0];
  return `W/"${[thread?.seq ?? 0, ...versions, Number(closed), rules.audience, rules.moderation, turns, ...measures, named, sort].join('.')}"`;
}

async function change(c: Context<Env, string, { out: { param: { id: string } } }>, to: Parameters<typeof setThread>[3]) {
  const { actor, place } = await findModerated(c, c.req.valid('param').id);
  await setThread(c.var.deps, actor, place, to);
  return c.body(null, 204);
}

async function findModerated(c: Context<Env>, threadId: string) {
  const place = await findThreadPlace(c.var.deps.db.read, threadId);
  const actor = staffOf(c);
  if (!place || !moderates(actor, place.thread)) throw new Refusal('not_found');
  return { actor, place };
}

async function findPlace(
  c: Context<Env>,
  asked: { site?: string | undefined; article?: string | undefined; thread?: string | undefined },
): Promise<Place> {
  if (asked.thread) return requireThread(c, asked.thread);
  if (!asked.site || !asked.article) throw new Refusal('invalid', { fields: { [asked.site ? 'article' : 'site']: ['field.required'] } });
  const { deps } = c.var;
  const site = await findSiteByKey(deps.db.read, asked.site);
  if (!site) throw new Refusal('not_found');
  const place = await findArticlePlace(deps.db.read, site, asked.article);
  await letIn(c, place);
  return place;
}

async function requireThread(c: Context<Env>, threadId: string): Promise<Place & { thread: Thread }> {
  const place = await findThreadPlace(c.var.deps.db.read, threadId);
  if (!place) throw new Refusal('not_found');
  await letIn(c, place);
  if (!isOut(place.thread, c.var.deps.now())) await refuseUnfound(c, place);
  return place;
}

/** What is not public yet is there for who opened it, and the newsroom. */
async function refuseUnfound(c: Context<Env>, { site, thread }: Place & { thread: Thread }) {
  const actor = await actorOf(c, site);
  if (!canFind(thread, actor?.member ?? null, c.var.deps.now())) throw new Refusal('not_found');
}
