// What an editor reads in the morning: yesterday on the site's calendar, in facts (docs/decisions/081).
import { and, desc, eq, gte, inArray, isNotNull, lt, not, notExists, or, sql, type SQL } from 'drizzle-orm';
import { openCounts } from '../cases/list.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { figuresOf } from '../figures/queries.ts';
import { countWhere } from '../figures/count-figures.ts';
import { momentsOf } from '../figures/spans.ts';
import type { Figures } from '../figures/wire.ts';
import { removedOf, USUAL_WEEKS, usualPosts } from '../home/health.ts';
import { oldestCase } from '../home/read-home.ts';
import type { Usual } from '../home/wire.ts';
import { dateFormat } from '../i18n/date-format.ts';
import type { Locale } from '../i18n/translate.ts';
import { LANES, promisesOf } from '../inbox/lanes.ts';
import { presentCounts } from '../inbox/present.ts';
import { shorten } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { STAFF } from '../members/policy.ts';
import { countCohort } from '../segments/cohorts.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { isVisibleThread } from '../threads/visible.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import { rulesLines, ruleTitles, sayIn, type Say } from './lines.ts';
import type { DailyReview, ReportLine, ReportSection, Voice } from './wire.ts';

const HOUR_MS = 3_600_000;
/** Conversations that rose, voices to quote: what one takes in over a coffee. */
const ROSE = 4;
const VOICES = 3;
/** Fewer in a day is a conversation. */
const LEAST = 3;
/** Of those that somebody singled out on a day. */
const LOOKED_AT = 200;
const QUOTE = 280; // characters
/** Less says nothing. */
const SHORTEST = 40;

type Asked = { day: string; locale: Locale };
type Span = { from: Date; until: Date };
export type Review = Omit<DailyReview, 'mailed'>;

/** Of the day before now, where the site is. */
export const yesterdayOf = ({ now }: Pick<Deps, 'now'>, { timeZone }: Site) => daysAfter(dateIn(now(), timeZone), -1);

/** A day that is over. What waits and who is silent are of this moment: said of yesterday alone. */
export async function dailyReview(deps: Deps, site: Site, { day, locale }: Asked): Promise<Review> {
  const { read } = deps.db;
  const kept = await figuresOf(read, site, { span: 'day', first: daysAfter(day, -7 * USUAL_WEEKS), last: daysAfter(day, 1) });
  const figures = kept.find(({ begins }) => begins === day)?.figures;
  const dayIs = (other: string) => (kept.some(({ begins }) => begins === other) ? other : null);
  const span = momentsOf('day', day, site.timeZone);
  const head = {
    day,
    from: span.from.toISOString(),
    until: span.until.toISOString(),
    before: dayIs(daysAfter(day, -1)),
    after: dayIs(daysAfter(day, 1)),
  };
  if (!figures) return { ...head, counted: false, quiet: false, sections: [], voices: [] };
  const isLast = day === yesterdayOf(deps, site);
  const say = sayIn(locale);
  const waits = isLast ? await waitingLines(deps, site, say) : [];
  const now = isLast ? [section(say, 'waits', waits), section(say, 'silent', await silentLines(deps, site, say))] : [];
  return {
    ...head,
    counted: true,
    quiet: figures.posts + figures.ours + removedOf(figures) + waits.length === 0,
    sections: [
      section(say, 'said', saidLines(say, figures, { day, usual: usualPosts(kept, day) })),
      section(say, 'rose', await roseLines(deps, { site, span, say })),
      ...now.slice(0, 1),
      section(say, 'removed', removedLines(say, figures, await ruleTitles(read, site))),
      ...now.slice(1),
    ],
    voices: await voicesOf(deps, site, span),
  };
}

const section = ({ t }: Say, key: 'said' | 'rose' | 'waits' | 'removed' | 'silent', lines: ReportLine[]): ReportSection => ({
  key,
  title: t(`review.${key}`),
  lines,
  none: t(`review.${key}_none`),
});

/** « mardi 24 novembre », of YYYY-MM-DD. */
export const dayWords = (
  day: string,
  locale: Locale,
  options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' },
) => dateFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));

function saidLines({ t, locale, line }: Say, figures: Figures, { day, usual }: { day: string; usual: Usual }): ReportLine[] {
  const { posts, authors, newVoices, threads, joined, ours } = figures;
  const weekday = dayWords(day, locale, { weekday: 'long' });
  const said = line('posts', t('report.line.posts'), posts);
  return [
    usual ? { ...said, note: t('review.usual', { weekday, ...usual }) } : said,
    line('authors', t('report.line.authors'), authors),
    line('newVoices', t('report.line.newVoices'), newVoices),
    line('threads', t('review.line.threads'), threads),
    line('joined', t('review.line.joined'), joined),
    line('ours', t('report.line.ours'), ours),
  ];
}

function removedLines(say: Say, figures: Figures, titles: Map<string, string>): ReportLine[] {
  const { posts, removed, reports, appeals } = figures;
  const all = [
    say.part('removed', say.t('report.line.removed'), removedOf(figures), posts),
    ...rulesLines(say, removed, titles),
    say.line('reports', say.t('report.line.reports'), reports),
    say.line('appeals', say.t('review.line.appeals'), appeals),
  ];
  return all.some(({ n }) => n > 0) ? all : [];
}

/** The queue and each lane where something waits, with how long the oldest has. */
async function waitingLines({ db: { read }, config, now }: Deps, site: Site, say: Say): Promise<ReportLine[]> {
  const beat = { siteId: site.id, spaces: null };
  const [queue, oldest, inbox] = [
    await openCounts(read, beat),
    await oldestCase(read, beat),
    await presentCounts(read, { ...beat, lanes: null }, 0),
  ];
  const promises = promisesOf(site.settings);
  const desk = `${siteUrl(config, site)}/admin/#`;
  const all = [
    { lane: 'queue' as const, n: queue.all, since: oldest, promise: null, url: `${desk}/all` },
    ...LANES.map((lane) => {
      const { n, oldest: since } = inbox.lanes[lane];
      return { lane, n, since: since === null ? null : new Date(since), promise: promises[lane], url: `${desk}/inbox/${lane}` };
    }),
  ];
  return all
    .filter(({ n }) => n > 0)
    .map(({ lane, n, since, promise, url }) => {
      const hours = since ? Math.floor((now().getTime() - since.getTime()) / HOUR_MS) : 0;
      const kept = promise === null ? 'none' : hours >= promise ? 'late' : 'kept';
      const note = say.t('review.since', { age: ageOf(hours, say.locale), promise: ageOf(promise ?? 0, say.locale), kept });
      return { ...say.line(`lane ${lane}`, say.t(`review.lane.${lane}`), n, url), note };
    });
}

/** « 30 heures », « 3 jours » */
const ageOf = (hours: number, locale: Locale) => {
  const [n, unit] = hours < 48 ? [Math.max(1, hours), 'hour'] : [Math.floor(hours / 24), 'day'];
  return n.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' });
};

async function silentLines({ db: { read }, config, now }: Deps, site: Site, { t, line }: Say): Promise<ReportLine[]> {
  const url = `${siteUrl(config, site)}/admin/#/members`;
  const lines: ReportLine[] = [];
  for (const key of ['silent', 'experts'] as const)
    lines.push(line(`cohort ${key}`, t(`review.line.${key}`), await countCohort(read, site, { key, now: now() }), url));
  return lines.filter(({ n }) => n > 0);
}

/** What readers wrote in a time, and everybody reads; of `posts` beside its author and its thread. Index: posts_day. */
function byReaders(reader: Reader, site: Site, { from, until }: Span, now: Date): SQL | undefined {
  const { posts, members } = reader.t;
  return and(
    eq(posts.siteId, site.id),
    gte(posts.createdAt, from),
    lt(posts.createdAt, until),
    eq(posts.state, 'published'),
    not(inArray(members.role, STAFF)),
    isVisibleThread(reader, now),
  );
}

/** Conversations that readers wrote more in than the day before, by how many they wrote. */
async function roseLines(
  { db: { read }, config, now }: Deps,
  { site, span, say }: { site: Site; span: Span; say: Say },
): Promise<ReportLine[]> {
  const { posts, members, threads, articles } = read.t;
  const begins = momentsOf('day', daysAfter(dateIn(span.from, site.timeZone), -1), site.timeZone).from;
  const n = countWhere(gte(posts.createdAt, span.from));
  const before = countWhere(lt(posts.createdAt, span.from));
  const rows = await read
    .select({ uid: threads.uid, title: threads.title, articleTitle: articles.title, key: articles.key, n, before })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(byReaders(read, site, { from: begins, until: span.until }, now()))
    .groupBy(threads.id, threads.uid, threads.title, articles.title, articles.key)
    .having(sql`${n} >= ${LEAST} and ${n} > ${before}`)
    .orderBy(desc(n), desc(threads.id))
    .limit(ROSE);
  return rows.map(({ uid, title, articleTitle, key, n: here, before: earlier }) => ({
    ...say.line(`thread ${uid}`, title ?? articleTitle ?? key ?? '', here, siteUrl(config, site) + threadPath({ uid, title })),
    note: say.t('review.before', { n: earlier }),
  }));
}

/** Readers' words of the day that somebody else singled out, the most first, one an author. */
async function voicesOf({ db: { read }, config, now }: Deps, site: Site, span: Span): Promise<Voice[]> {
  const { posts, members, threads, articles, cases } = read.t;
  const contested = read
    .select({ one: sql`1` })
    .from(cases)
    .where(and(eq(cases.postId, posts.id), eq(cases.state, 'open')));
  const rows = await read
    .select({
      id: posts.id,
      uid: posts.uid,
      html: posts.html,
      featuredAt: posts.featuredAt,
      thanks: posts.thanks,
      votes: posts.votes,
      reactions: posts.reactions,
      authorId: posts.authorId,
      name: members.name,
      title: threads.title,
      articleTitle: articles.title,
    })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(
      and(
        byReaders(read, site, span, now()),
        or(isNotNull(posts.featuredAt), isNotNull(posts.thanks), isNotNull(posts.reactions), gte(posts.votes, 1)),
        notExists(contested),
      ),
    )
    .orderBy(desc(posts.id))
    .limit(LOOKED_AT);
  const told = rows
    .map((row) => ({ ...row, text: textOf(row.html).replace(/\s+/g, ' '), worth: worthOf(row) }))
    .filter(({ text }) => text.length >= SHORTEST)
    .toSorted((a, b) => b.worth - a.worth || a.id - b.id);
  const best = [...Map.groupBy(told, ({ authorId }) => authorId).values()].map(([first]) => first!);
  return best.slice(0, VOICES).map(({ uid, name, text, title, articleTitle }) => ({
    name,
    words: shorten(text, QUOTE),
    title: title ?? articleTitle ?? '',
    url: `${siteUrl(config, site)}/p/${uid}`,
  }));
}

type Singled = { featuredAt: Date | null; thanks: unknown; votes: number; reactions: Record<string, number> | null };
/** The newsroom's pick says more than ten readers', its thanks more than five. */
const worthOf = ({ featuredAt, thanks, votes, reactions }: Singled) =>
  (featuredAt ? 10 : 0) + (thanks ? 5 : 0) + votes + Object.values(reactions ?? {}).reduce((sum, n) => sum + n, 0);
