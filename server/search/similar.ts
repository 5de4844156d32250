import { and, eq, inArray, sql } from 'drizzle-orm';
import { idsByName, preparedRows } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { siteUrl } from '../sites/url.ts';
import type { Site } from '../sites/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { NearAsked } from './near.ts';
import { isVisibleThread } from '../threads/visible.ts';
import type { NearThread } from './wire.ts';

/** What has been said of this already, nearest first: five threads at most, of those that everybody may read; none where looking takes too long. */
export async function similarThreads(deps: Deps, site: Site, title: string): Promise<NearThread[]> {
  return present(deps, site, await deps.search.near(askedOf(site, { title })).catch(orNone));
}

/** How long what is near to a thread is taken to stay so, in ms; of how many threads. */
const KEPT_MS = 600_000;
const MOST_KEPT = 1000;
const kept = new WeakMap<Deps['search'], Map<number, { ids: number[]; until: number }>>();

/** The threads near to one. Found now and then, not for each of its readers; whether they may be read is looked up each time. */
export async function relatedThreads(deps: Deps, site: Site, threadId: number): Promise<NearThread[]> {
  let known = kept.get(deps.search);
  if (!known) kept.set(deps.search, (known = new Map()));
  const now = deps.now().getTime();
  const there = known.get(threadId);
  if (there && there.until > now) return present(deps, site, there.ids);
  const ids = await deps.search.near(askedOf(site, { threadId })).catch(orNone);
  known.delete(threadId);
  known.set(threadId, { ids, until: now + KEPT_MS });
  if (known.size > MOST_KEPT) known.delete(known.keys().next().value!);
  return present(deps, site, ids);
}

/** One does without, where searching takes too long. */
function orNone(error: unknown): number[] {
  if (error instanceof Refusal) return [];
  throw error;
}

const askedOf = ({ id, settings }: Site, about: { title: string } | { threadId: number }): NearAsked => ({
  site: { id, locale: settings.locale },
  ...about,
});

async function present({ db, config, now }: Deps, site: Site, ids: number[]): Promise<NearThread[]> {
  if (ids.length === 0) return [];
  const { threads, articles } = db.read.t;
  const { id, uid, kind, state, count, lastAt, title } = threads;
  const { values, placeholders } = idsByName(ids);
  const query = preparedRows(db.read, `near threads ${ids.length}`, () =>
    db.read
      .select({ id, uid, kind, state, count, lastAt, title, articleTitle: articles.title, confirmedAt: articles.confirmedAt })
      .from(threads)
      .leftJoin(articles, eq(articles.id, threads.articleId))
      .where(
        and(
          // The plus keeps the engine from going through the site's threads for five of them.
          sql`+${threads.siteId} = ${sql.placeholder('site')}`,
          inArray(id, placeholders),
          isVisibleThread(db.read, sql.param(sql.placeholder('now'), threads.opensAt)),
        ),
      ),
  );
  const rows = await query({ ...values, site: site.id, now: now() });
  return ids
    .flatMap((one) => rows.find((row) => row.id === one) ?? [])
    .flatMap((row) => {
      const name = row.title ?? (row.confirmedAt ? row.articleTitle : null);
      const wire = {
        id: row.uid,
        url: siteUrl(config, site) + threadPath({ uid: row.uid, title: name }),
        kind: row.kind,
        state: row.state,
      };
      return name === null ? [] : [{ ...wire, title: name, count: row.count, lastAt: row.lastAt!.toISOString() }];
    });
}
