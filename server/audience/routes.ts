import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { writeCsv } from '../http/csv.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { translate } from '../i18n/translate.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import { audienceOf } from './queries.ts';

const tags = ['desk'];
const MOST_DAYS = 366;
const asked = z.object({
  days: z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong').max(MOST_DAYS, 'field.wrong').default(28),
});

export const audienceRoutes = new Hono<Env>()
  .get('/audience', describeRoute({ summary: 'How many read, and what led them here', tags }), valid('query', asked), async (c) =>
    c.json(await read(c, c.req.valid('query').days)),
  )
  .get(
    '/audience/days.csv',
    describeRoute({ summary: 'Views and visitors of each day, for a spreadsheet', tags }),
    valid('query', asked),
    async (c) => {
      const { days } = await read(c, c.req.valid('query').days);
      const head = (['day', 'views', 'visitors'] as const).map((column) => translate(c.var.locale, `audience.csv.${column}`));
      return c.body(writeCsv([head, ...days.map(({ day, views, visitors }) => [day, String(views), String(visitors)])]), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="audience.csv"',
        'cache-control': 'private, no-store',
      });
    },
  );

function read(c: Context<Env>, days: number) {
  const { deps } = c.var;
  const { site } = staffOf(c);
  const to = dateIn(deps.now(), site.timeZone);
  return audienceOf(deps.db.read, deps.config, site, { from: daysAfter(to, 1 - days), to });
}
