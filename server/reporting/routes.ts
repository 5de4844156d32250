import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { reportedThread, reportedThreads, threadReport, threadReportCsv } from './thread-report.ts';

const tags = ['desk'];
const threadId = z.object({ id: z.string().max(64) });

export const reportRoutes = new Hono<Env>()
  .get('/reports/threads', describeRoute({ summary: 'Threads that the newsroom opened, the latest first', tags }), async (c) =>
    c.json(await reportedThreads(c.var.deps, staffOf(c))),
  )
  .get(
    '/reports/threads/:id',
    describeRoute({ summary: 'What came of a thread, at a day and at a week', tags }),
    valid('param', threadId),
    async (c) => c.json(await readThreadReport(c, c.req.valid('param').id)),
  )
  .get(
    '/reports/threads/:id/figures.csv',
    describeRoute({ summary: 'The same, for a spreadsheet', tags }),
    valid('param', threadId),
    async (c) =>
      c.body(threadReportCsv(await readThreadReport(c, c.req.valid('param').id), c.var.locale), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="figures.csv"',
        'cache-control': 'private, no-store',
      }),
  );

async function readThreadReport(c: Context<Env>, uid: string) {
  const { deps, locale } = c.var;
  const staff = staffOf(c);
  const thread = await reportedThread(deps, staff, { uid });
  if (!thread) throw new Refusal('not_found');
  return threadReport(deps, staff.site, thread, locale);
}
