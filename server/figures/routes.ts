import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import type { Env } from '../http/who.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import { figuresOf } from './queries.ts';
import type { FiguresWire } from './wire.ts';

/** Of one answer: a year of days, and a month. */
const MOST_DAYS = 400;
/** Where nobody says from when. */
const SHOWN = { day: 28, month: 365 };

const date = z.iso.date('field.wrong').optional();
const asked = z.object({ span: z.enum(['day', 'month'], 'field.wrong').default('day'), from: date, to: date });

/** What is kept of days and months: for the publisher's own programs, by a token that reads this and nothing else (docs/metrics.md). */
export const figureRoutes = new Hono<Env>().get(
  '/figures',
  describeRoute({ summary: 'Figures of days or months, with a token of scope figures', tags: ['figures'] }),
  valid('query', asked),
  async (c) => {
    const { who, deps } = c.var;
    if (who.via !== 'server') throw new Refusal('forbidden');
    const { site } = who;
    await deps.limit('figures', String(site.id));
    const { span, to = dateIn(deps.now(), site.timeZone) } = c.req.valid('query');
    const { from = daysAfter(to, -SHOWN[span]) } = c.req.valid('query');
    if (span === 'day' && from < daysAfter(to, -MOST_DAYS))
      throw new Refusal('invalid', { fields: { from: ['field.too_many', { max: MOST_DAYS }] } });
    const kept = await figuresOf(deps.db.read, site, { span, first: from, last: to });
    const rows = kept.map(({ begins, countedAt, figures }) => ({ begins, countedAt: countedAt.toISOString(), figures }));
    return c.json({ span, from, to, timeZone: site.timeZone, rows } satisfies FiguresWire);
  },
);
