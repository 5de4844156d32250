import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { readersOf } from '../audience/queries.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { countFiguresWithin } from '../figures/count-figures.ts';
import { removedOf } from '../home/health.ts';
import { writeCsv } from '../http/csv.ts';
import type { Staff } from '../http/who.ts';
import type { Locale } from '../i18n/translate.ts';
import { LANES } from '../inbox/lanes.ts';
import { STAFF } from '../members/policy.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { inSpaces } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { dateIn, sameHourAfter } from '../time/wall-time.ts';
import { rulesLines, ruleTitles, sayIn, type Say } from './lines.ts';
import type { ReportedThreads, ReportLine, SpanReport, ThreadReport } from './wire.ts';

export const SPANS = { day: 1, week: 7 } as const;
type SpanName = keyof typeof SPANS;

/** Of the list: what one looks back at. */
const SHOWN = 30;

/** What a report is about: a thread, from when readers found it. */
export type Reported = { id: number; uid: string; siteId: number; title: string; url: string; openedAt: Date };

/** What came of a thread at a day and at a week, each number of that time alone. */
export async function threadReport(deps: Deps, site: Site, thread: Reported, locale: Locale): Promise<ThreadReport> {
  const { uid: id, title, url, openedAt } = thread;
  const spans = await Promise.all((Object.keys(SPANS) as SpanName[]).map((span) => spanReport(deps, site, { thread, span, locale })));
  return { id, title, url, openedAt: openedAt.toISOString(), spans };
}

type Asked = { thread: Reported; span: SpanName; locale: Locale };

export async function spanReport({ db, now }: Deps, site: Site, { thread, span, locale }: Asked): Promise<SpanReport> {
  const { id: threadId, siteId, openedAt: from } = thread;
  const [at, until] = [now(), sameHourAfter(from, SPANS[span], site.timeZone)];
  const figures = await countFiguresWithin(db.read, { siteId, threadId, from, until, now: at });
  // A day of the audience is the calendar's: the one in which the span ends counts.
  const days = { from: dateIn(from, site.timeZone), to: dateIn(until, site.timeZone) };
  const read = (await readersOf(db.read, [threadId], days)).get(threadId)!;
  return {
    span,
    from: from.toISOString(),
    until: until.toISOString(),
    over: until <= at,
    lines: await countedLines({ db }, site, { figures, read, locale }),
  };
}

type Counted = { figures: Awaited<ReturnType<typeof countFiguresWithin>>; read: Beside['read']; locale: Locale };

/** A line for each number, in words. */
export async function countedLines({ db }: Pick<Deps, 'db'>, site: Site, { figures, read, locale }: Counted): Promise<ReportLine[]> {
  return linesOf(sayIn(locale), figures, { read, rules: await ruleTitles(db.read, site) });
}

type Beside = { read: { views: number; visitors: number; sent: number }; rules: Map<string, string> };

function linesOf(say: Say, figures: Awaited<ReturnType<typeof countFiguresWithin>>, { read, rules }: Beside): ReportLine[] {
  const { t, line, part } = say;
  const { posts, published, authors, newVoices, ours, reports, removed, asked } = figures;
  const questions = LANES.map((lane) => asked[lane]);
  const sum = (of: 'n' | 'answered') => questions.reduce((total, lane) => total + lane[of], 0);
  return [
    line('visitors', t('report.line.visitors'), read.visitors),
    line('views', t('report.line.views'), read.views),
    line('sent', t('report.line.sent'), read.sent),
    line('posts', t('report.line.posts'), posts),
    line('authors', t('report.line.authors'), authors),
    line('newVoices', t('report.line.newVoices'), newVoices),
    part('published', t('report.line.published'), published, posts),
    part('removed', t('report.line.removed'), removedOf({ removed }), posts),
    ...rulesLines(say, removed, rules),
    line('reports', t('report.line.reports'), reports),
    part('answered', t('report.line.answered'), sum('answered'), sum('n')),
    line('ours', t('report.line.ours'), ours),
  ];
}

/** As the screen shows it: a line for each number, a column for each span. */
export function threadReportCsv(report: ThreadReport, locale: Locale): string {
  const { t } = sayIn(locale);
  const keys = [...new Map(report.spans.flatMap(({ lines }) => lines.map(({ key, label }) => [key, label])))];
  const cellOf = ({ lines }: SpanReport, key: string) => lines.find((line) => line.key === key)?.value ?? '0';
  return writeCsv([
    [report.title, ...report.spans.map(({ span }) => t(`report.span.${span}`))],
    [t('report.from'), ...report.spans.map(({ from }) => from)],
    [t('report.until'), ...report.spans.map(({ until }) => until)],
    ...keys.map(([key, label]) => [label, ...report.spans.map((span) => cellOf(span, key))]),
  ]);
}

/** By its outside id; `spaces`: those of who asks. Under an article, from when that was published; null for what readers do not find. */
export async function reportedThread(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  { site, spaces }: Pick<Staff, 'site' | 'spaces'>,
  which: { uid: string } | { id: number },
): Promise<Reported | null> {
  const { threads } = db.read.t;
  const one = 'uid' in which ? eq(threads.uid, which.uid) : eq(threads.id, which.id);
  const [row] = await reportedRows(db.read).where(
    and(eq(threads.siteId, site.id), one, isNotNull(threads.lastAt), inSpaces(db.read, spaces)),
  );
  if (!row) return null;
  const { id, uid, siteId } = row;
  const title = row.title ?? row.articleTitle ?? row.key ?? '';
  return { id, uid, siteId, title, url: siteUrl(config, site) + threadPath({ uid, title: row.title }), openedAt: openedAt(row) };
}

const openedAt = ({ at, articleAt, createdAt }: { at: Date | null; articleAt: Date | null; createdAt: Date }) =>
  at ?? articleAt ?? createdAt;

function reportedRows(reader: Reader) {
  const { threads, articles, posts } = reader.t;
  return reader
    .select({
      id: threads.id,
      uid: threads.uid,
      siteId: threads.siteId,
      title: threads.title,
      articleTitle: articles.title,
      key: articles.key,
      at: posts.createdAt,
      articleAt: articles.publishedAt,
      createdAt: threads.createdAt,
    })
    .from(threads)
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(posts, eq(posts.id, threads.openingId));
}

/** Those that the newsroom opened and readers find, the latest first. */
export async function reportedThreads({ db }: Pick<Deps, 'db'>, { site, spaces }: Staff): Promise<ReportedThreads> {
  const { threads, members, posts } = db.read.t;
  const rows = await db.read
    .select({ id: threads.uid, title: threads.title, by: members.name, at: posts.createdAt })
    .from(threads)
    .innerJoin(members, eq(members.id, threads.authorId))
    .innerJoin(posts, eq(posts.id, threads.openingId))
    .where(and(eq(threads.siteId, site.id), inArray(members.role, STAFF), isNotNull(threads.lastAt), inSpaces(db.read, spaces)))
    .orderBy(desc(threads.id))
    .limit(SHOWN);
  const latest = rows.toSorted((a, b) => b.at.getTime() - a.at.getTime());
  return { threads: latest.map(({ id, title, by, at }) => ({ id, title: title ?? '', by, openedAt: at.toISOString() })) };
}
