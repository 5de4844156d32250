import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { fontIn } from '../machines/draw-card.ts';
import { dateIn } from '../time/wall-time.ts';
import { settingsOf } from '../notifications/queries.ts';
import { dailyReview, yesterdayOf } from './daily-review.ts';
import { monthPdfInWorker } from './month-pdf-in-worker.ts';
import { lastMonthOf, monthReport, monthReportCsv } from './month-report.ts';
import { setReview } from './send-reviews.ts';
import { reportedThread, reportedThreads, threadReport, threadReportCsv } from './thread-report.ts';
import type { DailyReview } from './wire.ts';

const tags = ['desk'];
const dayOf = z.object({ day: z.iso.date('field.wrong').optional(), lang: z.string().optional() });
const monthOf = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'field.wrong')
    .optional(),
  lang: z.string().optional(),
});
const threadId = z.object({ id: z.string().max(64) });

export const reportRoutes = new Hono<Env>()
  .get(
    '/reports/daily',
    describeRoute({ summary: 'A day in facts: what was said, rose, waits, was removed; yesterday where none is named', tags }),
    valid('query', dayOf),
    async (c) => {
      const { deps, locale } = c.var;
      const { site, member } = wholeOf(c);
      const last = yesterdayOf(deps, site);
      const { day = last } = c.req.valid('query');
      if (day > last) throw new Refusal('not_found');
      const { review: mailed } = await settingsOf(deps.db.read, member.id);
      return c.json({ ...(await dailyReview(deps, site, { day, locale })), mailed } satisfies DailyReview);
    },
  )
  .put('/reports/daily/mail', describeRoute({ summary: 'Get it by mail each morning', tags }), async (c) => {
    const { member } = wholeOf(c);
    await c.var.deps.db.write((tx) => setReview(tx, member, true));
    return c.body(null, 204);
  })
  .delete('/reports/daily/mail', describeRoute({ summary: 'Get it by mail no more', tags }), async (c) => {
    const { member } = staffOf(c);
    await c.var.deps.db.write((tx) => setReview(tx, member, false));
    return c.body(null, 204);
  })
  .get(
    '/reports/month',
    describeRoute({ summary: 'A month: health, members, moderation, what was asked for and what became of it', tags }),
    valid('query', monthOf),
    async (c) => c.json(await readMonth(c, c.req.valid('query'))),
  )
  .get(
    '/reports/month/figures.csv',
    describeRoute({ summary: 'The same, for a spreadsheet', tags }),
    valid('query', monthOf),
    async (c) => {
      const report = await readMonth(c, c.req.valid('query'));
      return c.body(monthReportCsv(report, c.var.locale), 200, fileHeaders('text/csv; charset=utf-8', `${report.month}.csv`));
    },
  )
  .get('/reports/month/report.pdf', describeRoute({ summary: 'The same, on paper', tags }), valid('query', monthOf), async (c) => {
    const report = await readMonth(c, c.req.valid('query'));
    const { deps, locale } = c.var;
    const site = staffOf(c).site.settings.forumName;
    const bytes = await monthPdfInWorker({ report, site, locale, letters: fontIn(deps.assets.folder) });
    return c.body(new Uint8Array(bytes), 200, fileHeaders('application/pdf', `${report.month}.pdf`));
  })
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
      c.body(
        threadReportCsv(await readThreadReport(c, c.req.valid('param').id), c.var.locale),
        200,
        fileHeaders('text/csv; charset=utf-8', 'figures.csv'),
      ),
  );

/** What is of the whole site is not there for who moderates some spaces of it. */
function wholeOf(c: Context<Env>) {
  const staff = staffOf(c);
  if (staff.spaces !== null) throw new Refusal('not_found');
  return staff;
}

/** Refuses `not_found` for a month to come. */
async function readMonth(c: Context<Env>, { month }: z.infer<typeof monthOf>) {
  const { deps, locale } = c.var;
  const { site } = staffOf(c);
  if (month && `${month}-01` > dateIn(deps.now(), site.timeZone)) throw new Refusal('not_found');
  return monthReport(deps, site, { month: month ?? lastMonthOf(deps, site), locale });
}

const fileHeaders = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'private, no-store',
});

async function readThreadReport(c: Context<Env>, uid: string) {
  const { deps, locale } = c.var;
  const staff = staffOf(c);
  const thread = await reportedThread(deps, staff, { uid });
  if (!thread) throw new Refusal('not_found');
  return threadReport(deps, staff.site, thread, locale);
}
