import { and, asc, between, desc, eq, gt, inArray, ne, or, sum, type Column } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { daysAfter } from '../time/wall-time.ts';
import type { AudienceWire, CampaignFigures, ReachWire } from './wire.ts';

/** Days of the site's calendar, both counted: YYYY-MM-DD. */
export type Period = { from: string; to: string };

/** Lines of a list. */
const SHOWN = 20;

/** How often each of these threads (inside ids) was read, and by how many; where nobody did, noughts. An article's, under its article too. */
export async function readersOf(reader: Reader, threadIds: number[], { from, to }: Period): Promise<Map<number, ReachWire>> {
  const { audienceDays, threads } = reader.t;
  const figures = { views: total(audienceDays.views), visitors: total(audienceDays.visitors), sent: total(audienceDays.sent) };
  const within = and(inArray(threads.id, threadIds), between(audienceDays.day, from, to));
  const of = (key: Column, id: Column) =>
    reader
      .select({ id: threads.id, ...figures })
      .from(threads)
      .innerJoin(audienceDays, eq(key, id))
      .where(within)
      .groupBy(threads.id);
  const found = [...(await of(audienceDays.threadId, threads.id)), ...(await of(audienceDays.articleId, threads.articleId))];
  const read = new Map<number, ReachWire>(threadIds.map((id) => [id, { views: 0, visitors: 0, sent: 0 }]));
  for (const { id, views, visitors, sent } of found) {
    const known = read.get(id)!;
    read.set(id, { views: known.views + views, visitors: known.visitors + visitors, sent: known.sent + sent });
  }
  return read;
}

/** A site's audience in some days: all of it, what was read, and what led there. */
export async function audienceOf(reader: Reader, config: Config, site: Site, { from, to }: Period): Promise<AudienceWire> {
  return {
    from,
    to,
    days: await daysOf(reader, site.id, { from, to }),
    pages: await pagesOf(reader, config, site, { from, to }),
    sources: await sourcesOf(reader, site.id, { from, to }),
    campaigns: await campaignsOf(reader, site.id, { from, to }),
  };
}

async function daysOf(reader: Reader, siteId: number, { from, to }: Period): Promise<AudienceWire['days']> {
  const { audienceDays } = reader.t;
  const { day, views, visitors, articleId, threadId } = audienceDays;
  const rows = await reader
    .select({ day, views, visitors })
    .from(audienceDays)
    .where(and(eq(audienceDays.siteId, siteId), between(day, from, to), eq(articleId, 0), eq(threadId, 0)));
  const known = new Map(rows.map((row) => [row.day, row]));
  const days: AudienceWire['days'] = [];
  for (let one = from; one <= to; one = daysAfter(one, 1)) days.push(known.get(one) ?? { day: one, views: 0, visitors: 0 });
  return days;
}

async function pagesOf(reader: Reader, config: Config, site: Site, { from, to }: Period): Promise<AudienceWire['pages']> {
  const { audienceDays, threads, articles } = reader.t;
  const { articleId, threadId } = audienceDays;
  const read = { views: total(audienceDays.views), visitors: total(audienceDays.visitors) };
  const rows = await reader
    .select({ articleId, threadId, ...read })
    .from(audienceDays)
    .where(and(eq(audienceDays.siteId, site.id), between(audienceDays.day, from, to), or(gt(articleId, 0), gt(threadId, 0))))
    .groupBy(articleId, threadId)
    .orderBy(desc(read.visitors), desc(read.views), asc(articleId), asc(threadId))
    .limit(SHOWN);
  const idsOf = (name: 'articleId' | 'threadId') => [0, ...rows.map((row) => row[name])];
  const home = siteUrl(config, site);
  const opened = await reader
    .select({ id: threads.id, uid: threads.uid, title: threads.title })
    .from(threads)
    .where(inArray(threads.id, idsOf('threadId')));
  const under = await reader
    .select({ id: articles.id, key: articles.key, title: articles.title })
    .from(articles)
    .where(inArray(articles.id, idsOf('articleId')));
  const named = new Map<string, Pick<AudienceWire['pages'][number], 'title' | 'url' | 'article'>>([
    ...opened.map((thread) => [`0 ${thread.id}`, { title: thread.title, url: home + threadPath(thread), article: false }] as const),
    ...under.map(({ id, key, title }) => [`${id} 0`, { title, url: `${home}/a/${encodeURIComponent(key)}`, article: true }] as const),
  ]);
  return rows.map(({ views, visitors, ...key }) => ({ ...named.get(`${key.articleId} ${key.threadId}`)!, views, visitors }));
}

async function sourcesOf(reader: Reader, siteId: number, { from, to }: Period): Promise<AudienceWire['sources']> {
  const { audienceVisits } = reader.t;
  const { host, day, source } = audienceVisits;
  const figures = { visits: total(audienceVisits.visits), visitors: total(audienceVisits.visitors) };
  return reader
    .select({ host, ...figures })
    .from(audienceVisits)
    .where(and(eq(audienceVisits.siteId, siteId), between(day, from, to), eq(source, '')))
    .groupBy(host)
    .orderBy(desc(figures.visits), asc(host))
    .limit(SHOWN);
}

/** By what their addresses named, those that brought most first. */
export async function campaignsOf(reader: Reader, siteId: number, { from, to }: Period): Promise<CampaignFigures[]> {
  const { audienceVisits } = reader.t;
  const { day, source, medium, campaign } = audienceVisits;
  const figures = {
    visits: total(audienceVisits.visits),
    visitors: total(audienceVisits.visitors),
    posts: total(audienceVisits.posts),
    firstPosts: total(audienceVisits.firstPosts),
    follows: total(audienceVisits.follows),
  };
  return reader
    .select({ source, medium, campaign, ...figures })
    .from(audienceVisits)
    .where(and(eq(audienceVisits.siteId, siteId), between(day, from, to), ne(source, '')))
    .groupBy(source, medium, campaign)
    .orderBy(desc(figures.visits), asc(source), asc(medium), asc(campaign));
}

const total = (column: Column) => sum(column).mapWith(Number);
