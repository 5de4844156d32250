import { eq } from 'drizzle-orm';
import { readersOf } from '../audience/queries.ts';
import type { Deps } from '../deps.ts';
import { countFiguresWithin } from '../figures/count-figures.ts';
import { afterSpan, beforeSpan, monthBegins } from '../figures/spans.ts';
import type { Locale } from '../i18n/translate.ts';
import { countedLines } from '../reporting/thread-report.ts';
import type { ReportLine } from '../reporting/wire.ts';
import type { Site } from '../sites/queries.ts';
import { dateIn, dayStart, daysAfter } from '../time/wall-time.ts';
import type { Partner } from './queries.ts';

/** Lines of the table: a year. */
const MOST_MONTHS = 12;

/** A span on the calendar of the site, its last day included. */
type Span = { from: string; to: string };
export type MonthFigures = Span & Awaited<ReturnType<typeof countSpan>>;

/** What its conversations brought: since it began, and by month, the latest first. Each number of its span alone. */
export async function partnerFigures(
  deps: Deps,
  site: Site,
  { partner, locale }: { partner: Partner; locale: Locale },
): Promise<Span & { lines: ReportLine[]; months: MonthFigures[] }> {
  const { timeZone } = site;
  const whole = { from: dateIn(partner.createdAt, timeZone), to: dateIn(partner.endedAt ?? deps.now(), timeZone) };
  const months: MonthFigures[] = [];
  for (
    let first = monthBegins(whole.to);
    first >= monthBegins(whole.from) && months.length < MOST_MONTHS;
    first = beforeSpan('month', first)
  ) {
    const span = { from: first, to: daysAfter(afterSpan('month', first), -1) };
    months.push({ ...span, ...(await countSpan(deps, site, { partner, span })) });
  }
  const { figures, read } = await countSpan(deps, site, { partner, span: whole });
  return { ...whole, lines: await countedLines(deps, site, { figures, read, locale }), months };
}

async function countSpan({ db, now }: Deps, { id: siteId, timeZone }: Site, { partner, span }: { partner: Partner; span: Span }) {
  const { threads } = db.read.t;
  const rows = await db.read.select({ id: threads.id }).from(threads).where(eq(threads.partnerId, partner.id));
  const readers = await readersOf(
    db.read,
    rows.map(({ id }) => id),
    span,
  );
  const read = [...readers.values()].reduce(
    (sum, { views, visitors, sent }) => ({ views: sum.views + views, visitors: sum.visitors + visitors, sent: sum.sent + sent }),
    { views: 0, visitors: 0, sent: 0 },
  );
  const [from, until] = [dayStart(span.from, timeZone), dayStart(daysAfter(span.to, 1), timeZone)];
  return { read, figures: await countFiguresWithin(db.read, { siteId, partnerId: partner.id, from, until, now: now() }) };
}
