import { asc, desc, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { dateIn } from '../time/wall-time.ts';
import { isReached, progressOf } from './progress.ts';
import type { GoalsWire, GoalWire } from './wire.ts';

/** A site's goals, the newest first, each as far as it is. */
export async function goalsOn({ db, config, now }: Deps, site: Site): Promise<GoalsWire> {
  const { goals, threads, campaigns, articles } = db.read.t;
  const rows = await db.read
    .select({
      goal: goals,
      thread: { uid: threads.uid, title: threads.title },
      article: { title: articles.title, key: articles.key },
      campaign: { name: campaigns.name, url: campaigns.url },
    })
    .from(goals)
    .leftJoin(threads, eq(threads.id, goals.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(campaigns, eq(campaigns.id, goals.campaignId))
    .where(eq(goals.siteId, site.id))
    .orderBy(desc(goals.createdAt), desc(goals.id));
  const today = dateIn(now(), site.timeZone);
  const home = siteUrl(config, site);
  const wires: GoalWire[] = [];
  for (const { goal, thread, article, campaign } of rows) {
    const { uid: id, kind, target, until } = goal;
    const { value, n } = await progressOf(db.read, goal);
    const under = article && `${home}/a/${encodeURIComponent(article.key)}`;
    const url = campaign?.url ?? under ?? home + threadPath(thread!);
    const name = campaign?.name ?? article?.title ?? thread?.title ?? null;
    const reached = isReached(goal, { value, n });
    wires.push({ id, kind, target, until, name, url, value, n, reached, ended: reached || (until !== null && until < today) });
  }
  const links = await db.read
    .select({ id: campaigns.uid, name: campaigns.name })
    .from(campaigns)
    .where(eq(campaigns.siteId, site.id))
    .orderBy(asc(campaigns.name), asc(campaigns.id));
  return { goals: wires, campaigns: links };
}
