import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { askExport, fetchExport, removeExport } from './ask-export.ts';
import { exportId, exportInput } from './input.ts';
import { exportsOf } from './queries.ts';

const tags = ['desk'];

export const exportRoutes = new Hono<Env>()
  .get('/exports', describeRoute({ summary: 'Lists that whoever asks took along, or waits for', tags }), async (c) => c.json(await own(c)))
  .post('/exports', describeRoute({ summary: 'Ask for a list as CSV', tags }), valid('json', exportInput), async (c) => {
    await askExport(c.var.deps, staffOf(c), c.req.valid('json'));
    return c.json(await own(c), 202);
  })
  .delete('/exports/:id', describeRoute({ summary: 'Cancel one, or forget it', tags }), valid('param', exportId), async (c) => {
    await removeExport(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 204);
  })
  .get('/exports/:id/list.csv', describeRoute({ summary: 'The file', tags }), valid('param', exportId), async (c) => {
    const { bytes, headers } = await fetchExport(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(bytes, 200, headers);
  });

const own = (c: Context<Env>) => exportsOf(c.var.deps.db.read, staffOf(c).member.id, c.var.deps.now());
