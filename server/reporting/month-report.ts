// A month of the community, for who answers for it: health, members, moderation, what was asked for and what became of it (docs/decisions/074, 081).
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { figuresOf, type KeptFigures } from '../figures/queries.ts';
import { afterSpan, beforeSpan, momentsOf, monthBegins } from '../figures/spans.ts';
import type { Figures } from '../figures/wire.ts';
import { removedOf } from '../home/health.ts';
import { LISTED } from '../ideas/states.ts';
import { LANES } from '../inbox/lanes.ts';
import { writeCsv } from '../http/csv.ts';
import { dateFormat } from '../i18n/date-format.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { isVisibleThread } from '../threads/visible.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import { rulesLines, ruleTitles, sayIn, type Say } from './lines.ts';
import type { MonthDay, MonthReport, ReportLine, ReportSection } from './wire.ts';

/** Of each list: what a meeting gets through. */
const SHOWN = 10;
const EARLIEST = '2000-01-01';

type Span = { from: Date; until: Date };
type Asked = { month: string; locale: Locale };

/** The month before this one, where the site is: the last that is whole. */
export const lastMonthOf = ({ now }: Pick<Deps, 'now'>, { timeZone }: Site) =>
  beforeSpan('month', monthBegins(dateIn(now(), timeZone))).slice(0, 7);

/** `month`: YYYY-MM. Each number is of it alone, and beside it that of the month before. */
export async function monthReport(deps: Deps, site: Site, { month, locale }: Asked): Promise<MonthReport> {
  const { read } = deps.db;
  const begins = `${month}-01`;
  const kept = await figuresOf(read, site, { span: 'month', first: EARLIEST, last: monthBegins(dateIn(deps.now(), site.timeZone)) });
  const of = (first: string) => kept.find((row) => row.begins === first);
  const here = of(begins);
  const span = momentsOf('month', begins, site.timeZone);
  const head = {
    month,
    from: span.from.toISOString(),
    until: span.until.toISOString(),
    timeZone: site.timeZone,
    over: span.until <= deps.now(),
    months: kept.map((row) => row.begins.slice(0, 7)).toReversed(),
    countedAt: here?.countedAt.toISOString() ?? null,
  };
  if (!here) return { ...head, sections: [], days: [] };
  const say = sayIn(locale);
  const titles = await ruleTitles(read, site);
  const earlier = of(beforeSpan('month', begins));
  const sections = compared(summed(say, here.figures, titles), earlier ? summed(say, earlier.figures, titles) : []);
  return {
    ...head,
    sections: [...sections, ...(await listed(deps, site, { span, say }))],
    days: daysOf(await figuresOf(read, site, { span: 'day', first: begins, last: daysAfter(afterSpan('month', begins), -1) })),
  };
}

/** Read from what is kept of the month, and nothing else. */
function summed(say: Say, figures: Figures, titles: Map<string, string>): ReportSection[] {
  const { t, line, part } = say;
  const { posts, published, authors, threads, replied, repliedByUs, ours, joined, firstPosts, newVoices } = figures;
  const { removed, givenBack, reports, appeals, reversed, asked } = figures;
  return [
    section(say, 'health', [
      line('posts', t('report.line.posts'), posts),
      line('authors', t('report.line.authors'), authors),
      part('published', t('month.line.published'), published, posts),
      line('threads', t('review.line.threads'), threads),
      part('replied', t('month.line.replied'), replied.day, threads),
      part('repliedByUs', t('month.line.repliedByUs'), repliedByUs.day, threads),
      line('ours', t('report.line.ours'), ours),
    ]),
    section(say, 'members', [
      line('joined', t('review.line.joined'), joined),
      line('firstPosts', t('month.line.firstPosts'), firstPosts),
      part('newVoices', t('month.line.newVoices'), newVoices, firstPosts),
    ]),
    section(say, 'moderation', [
      part('removed', t('report.line.removed'), removedOf(figures), posts),
      ...rulesLines(say, removed, titles),
      part('givenBack', t('month.line.givenBack'), givenBack, removedOf(figures)),
      line('reports', t('report.line.reports'), reports),
      line('appeals', t('review.line.appeals'), appeals),
      part('reversed', t('month.line.reversed'), reversed, appeals),
    ]),
    section(
      say,
      'asked',
      LANES.filter((lane) => asked[lane].n > 0).flatMap((lane) => {
        const { n, answered, over, inTime } = asked[lane];
        const what = t(`month.lane.${lane}`);
        return [
          line(`asked ${lane}`, what, n),
          part(`answered ${lane}`, t('month.line.answered', { what }), answered, n),
          part(`inTime ${lane}`, t('month.line.inTime', { what }), inTime, over),
        ];
      }),
    ),
  ];
}

/** Each line beside the same of the month before; what that did not have is a nought there. */
const compared = (sections: ReportSection[], earlier: ReportSection[]): ReportSection[] =>
  sections.map((one) => {
    const lines = earlier.find(({ key }) => key === one.key)?.lines;
    return lines
      ? { ...one, lines: one.lines.map((line) => ({ ...line, before: lines.find(({ key }) => key === line.key)?.value ?? '0' })) }
      : one;
  });

/** What became of what readers asked for, a line for each, leading there. */
async function listed(deps: Deps, site: Site, which: { span: Span; say: Say }): Promise<ReportSection[]> {
  const { say } = which;
  return [
    section(say, 'ideas', await ideaLines(deps, site, which)),
    section(say, 'unanswered', await unansweredLines(deps, site, which)),
    section(say, 'taken', await takenLines(deps, site, which)),
    section(say, 'calls', await callLines(deps, site, which)),
  ];
}

const section = (
  { t }: Say,
  key: 'health' | 'members' | 'moderation' | 'asked' | 'ideas' | 'unanswered' | 'taken' | 'calls',
  lines: ReportLine[],
): ReportSection => ({ key, title: t(`month.${key}`), lines, none: t(`month.${key}_none`) });

/** Proposed in the month, by how many support them; and those that the newsroom decided in it, by their official word. */
async function ideaLines({ db: { read }, config, now }: Deps, site: Site, { span, say }: { span: Span; say: Say }): Promise<ReportLine[]> {
  const { ideas, threads, posts } = read.t;
  const columns = { uid: threads.uid, title: threads.title, state: threads.state, votes: ideas.votes };
  const isIdea = and(eq(ideas.siteId, site.id), eq(threads.kind, 'idea'), isVisibleThread(read, now()));
  const proposed = await read
    .select(columns)
    .from(ideas)
    .innerJoin(threads, eq(threads.id, ideas.threadId))
    .where(and(isIdea, gte(threads.createdAt, span.from), lt(threads.createdAt, span.until)))
    .orderBy(desc(ideas.votes), asc(ideas.threadId));
  const decided = await read
    .select(columns)
    .from(ideas)
    .innerJoin(threads, eq(threads.id, ideas.threadId))
    .innerJoin(posts, eq(posts.id, threads.officialId))
    .where(and(isIdea, ne(threads.state, 'open'), gte(posts.createdAt, span.from), lt(posts.createdAt, span.until)))
    .orderBy(desc(ideas.votes), asc(ideas.threadId));
  if (proposed.length + decided.length === 0) return [];
  const isListed = (state: string | null): state is (typeof LISTED)[number] => (LISTED as readonly (string | null)[]).includes(state);
  const lineOf = (what: 'proposed' | 'decided') => (row: (typeof proposed)[number]) => ({
    ...say.line(`idea ${what} ${row.uid}`, row.title ?? '', row.votes, siteUrl(config, site) + threadPath(row)),
    note: say.t(`month.idea.${what}`, { state: isListed(row.state) ? row.state : 'other' }),
  });
  return [
    say.line('ideas proposed', say.t('month.line.proposed'), proposed.length),
    say.line('ideas decided', say.t('month.line.decided'), decided.length),
    ...decided.slice(0, SHOWN).map(lineOf('decided')),
    ...proposed
      .filter(({ state }) => state === 'open')
      .slice(0, SHOWN)
      .map(lineOf('proposed')),
  ];
}

/** Public questions of the month that nobody of the newsroom has answered yet, the oldest first. Index: inbox_items_waiting. */
async function unansweredLines(
  { db: { read }, config, now }: Deps,
  site: Site,
  { span, say }: { span: Span; say: Say },
): Promise<ReportLine[]> {
  const { inboxItems, posts, threads, articles } = read.t;
  const rows = await read
    .select({ uid: posts.uid, title: threads.title, articleTitle: articles.title, lane: inboxItems.lane, at: inboxItems.openedAt })
    .from(inboxItems)
    .innerJoin(posts, eq(posts.id, inboxItems.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        eq(inboxItems.siteId, site.id),
        inArray(inboxItems.state, ['open', 'waiting']),
        inArray(inboxItems.lane, ['question', 'newsroom']),
        gte(inboxItems.openedAt, span.from),
        lt(inboxItems.openedAt, span.until),
        isNull(inboxItems.answeredAt),
        eq(posts.state, 'published'),
        isVisibleThread(read, now()),
      ),
    )
    .orderBy(asc(inboxItems.openedAt), asc(inboxItems.id));
  if (rows.length === 0) return [];
  const days = (at: Date) => Math.floor((now().getTime() - at.getTime()) / 86_400_000);
  return [
    say.line('unanswered', say.t('month.line.unanswered'), rows.length),
    ...rows.slice(0, SHOWN).map(({ uid, title, articleTitle, lane, at }) => ({
      ...say.line(`question ${uid}`, title ?? articleTitle ?? '', days(at), `${siteUrl(config, site)}/p/${uid}`),
      value: say.t('month.days', { n: days(at) }),
      note: say.t(`month.lane.${lane as 'question'}`),
    })),
  ];
}

/** Words of the month that an article took up. */
async function takenLines({ db: { read }, config, now }: Deps, site: Site, { span, say }: { span: Span; say: Say }): Promise<ReportLine[]> {
  const { posts, articles, members, threads } = read.t;
  const rows = await read
    .select({ uid: posts.uid, title: articles.title, by: members.name })
    .from(posts)
    .innerJoin(articles, eq(articles.id, posts.takenInto))
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        eq(posts.siteId, site.id),
        gte(posts.createdAt, span.from),
        lt(posts.createdAt, span.until),
        isNotNull(posts.takenInto),
        eq(posts.state, 'published'),
        isVisibleThread(read, now()),
      ),
    )
    .orderBy(asc(posts.id));
  if (rows.length === 0) return [];
  return [
    say.line('taken', say.t('month.line.taken'), rows.length),
    ...rows.slice(0, SHOWN).map(({ uid, title, by }) => ({
      ...say.line(`taken ${uid}`, title ?? '', 1, `${siteUrl(config, site)}/p/${uid}`),
      value: by,
    })),
  ];
}

/** Calls for testimony that were open in the month, with the answers of the month that are still kept. Index: testimony_calls_site. */
async function callLines({ db: { read }, config, now }: Deps, site: Site, { span, say }: { span: Span; say: Say }): Promise<ReportLine[]> {
  const { testimonyCalls, testimonies, threads } = read.t;
  const sent = read
    .select({ n: sql`count(*)` })
    .from(testimonies)
    .where(and(eq(testimonies.threadId, threads.id), gte(testimonies.sentAt, span.from), lt(testimonies.sentAt, span.until)));
  const rows = await read
    .select({ uid: threads.uid, title: threads.title, n: sql`(${sent})`.mapWith(Number) })
    .from(testimonyCalls)
    .innerJoin(threads, eq(threads.id, testimonyCalls.threadId))
    .where(
      and(
        eq(testimonyCalls.siteId, site.id),
        gt(testimonyCalls.closesAt, span.from),
        lt(threads.createdAt, span.until),
        isVisibleThread(read, now()),
      ),
    )
    .orderBy(asc(threads.id));
  return rows.map(({ uid, title, n }) => ({
    ...say.line(`call ${uid}`, title ?? '', n, siteUrl(config, site) + threadPath({ uid, title })),
    value: say.t('month.answers', { n }),
  }));
}

const daysOf = (kept: KeptFigures[]): MonthDay[] =>
  kept.map(({ begins: day, figures }) => {
    const { posts, authors, newVoices } = figures;
    return { day, posts, authors, newVoices, removed: removedOf(figures) };
  });

/** « octobre 2026 », of YYYY-MM. */
export const monthWords = (month: string, locale: Locale) =>
  dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T12:00:00Z`));

export const DAY_COLUMNS = ['posts', 'authors', 'newVoices', 'removed'] as const satisfies (keyof MonthDay)[];

/** As the screen shows it: its parts one below the other, then its days. */
export function monthReportCsv({ month, from, until, over, sections, days }: MonthReport, locale: Locale): string {
  const { t } = sayIn(locale);
  return writeCsv([
    [t('month.title', { month: monthWords(month, locale) }), t('month.value'), t('month.before'), t('month.note')],
    [t('report.from'), from, '', ''],
    [t('report.until'), until, '', over ? '' : t('month.going')],
    ...sections.flatMap(({ title, lines, none }) => [
      [title, '', '', ''],
      ...(lines.length === 0 ? [[none, '', '', '']] : []),
      ...lines.map(({ label, value, before = '', note = '' }) => [label, value, before, note]),
    ]),
    [],
    [t('month.day'), ...DAY_COLUMNS.map((column) => t(`month.column.${column}`))],
    ...days.map((row) => [row.day, ...DAY_COLUMNS.map((column) => String(row[column]))]),
  ]);
}
