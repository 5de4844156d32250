import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { cohortsOn } from './cohorts.ts';
import { askSegment } from './ask-segment.ts';
import { askingInput, countInput, segmentId, segmentInput } from './input.ts';
import { countWho, segmentNames, segmentsOn } from './queries.ts';
import { retentionOn } from './retention.ts';
import { changeSegment, makeSegment, removeSegment } from './save-segment.ts';
import type { CohortsWire } from './wire.ts';

const tags = ['desk'];

export const segmentRoutes = new Hono<Env>()
  .get('/segments', describeRoute({ summary: 'Members by what they did, and how many', tags }), async (c) => c.json(await list(c)))
  .get('/segments/names', describeRoute({ summary: 'Their names alone', tags }), async (c) =>
    c.json(await segmentNames(c.var.deps.db.read, staffOf(c).site.id)),
  )
  .get('/cohorts', describeRoute({ summary: 'Who is new, silent, or wrote for the first time; and who stays', tags }), async (c) => {
    const { db, now } = c.var.deps;
    const { site } = staffOf(c);
    const [cohorts, retention] = [await cohortsOn(db.read, site, now()), await retentionOn(db.read, site, now())];
    return c.json({ cohorts, retention } satisfies CohortsWire);
  })
  .post('/segments', describeRoute({ summary: 'Name a filter over members', tags }), valid('json', segmentInput), async (c) => {
    await makeSegment(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(await list(c), 201);
  })
  .post(
    '/segments/count',
    describeRoute({ summary: 'How many a filter finds now, and some of them', tags }),
    valid('json', countInput),
    async (c) => {
      const { db, now } = c.var.deps;
      return c.json(await countWho(db.read, staffOf(c).site, c.req.valid('json').filter, now()));
    },
  )
  .put(
    '/segments/:id',
    describeRoute({ summary: 'Change one, naming the version edited', tags }),
    valid('param', segmentId),
    valid('json', segmentInput),
    async (c) => {
      await changeSegment(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json') });
      return c.json(await list(c));
    },
  )
  .delete('/segments/:id', describeRoute({ summary: 'Forget a filter', tags }), valid('param', segmentId), async (c) => {
    await removeSegment(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  })
  .post(
    '/segments/:id/askings',
    describeRoute({ summary: 'Ask who is in it to a conversation', tags }),
    valid('param', segmentId),
    valid('json', askingInput),
    async (c) => {
      await askSegment(c.var.deps, staffOf(c), { ...c.req.valid('param'), ...c.req.valid('json') });
      return c.json(await list(c), 201);
    },
  );

const list = (c: Context<Env>) => segmentsOn(c.var.deps.db.read, staffOf(c).site, c.var.deps.now());
