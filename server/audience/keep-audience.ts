import { createHmac } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { newSecret } from '../ids.ts';
import { keepShown } from '../openings/shown.ts';
import { daysAfter, dateIn } from '../time/wall-time.ts';
import type { CameBy } from './came-by.ts';
import type { Act, Counted } from './gathering.ts';

/** Rows of one statement: SQLite takes 32,766 values. */
const BATCH = 1000;
/** Hosts and campaigns of one day that have a row of their own; what comes beyond is counted as `OTHERS`. */
const MOST_WAYS = 200;
const OTHERS: CameBy = { host: '*', source: '', medium: '', campaign: '' };

type Day = { siteId: number; day: string };
/** One of a day's rows, and what is new in it. */
type Page = Day & { articleId: number; threadId: number; views: number; visitors: number; sent: number };
type Way = Day & CameBy & Record<Act | 'visits' | 'visitors', number>;

/** What was gathered since, in one transaction. What cannot be written now is for the next time. */
export async function keepAudience(deps: Deps) {
  const taken = deps.audience.take();
  if (taken.length === 0) return;
  try {
    const shown = taken.filter((counted) => counted.kind === 'opening');
    const sums = await sum(
      deps,
      taken.filter((counted) => counted.kind !== 'opening'),
    );
    await write(deps, sums, shown);
  } catch (error) {
    for (const counted of taken) deps.audience.add(counted);
    throw error;
  }
}

const NOTHING = { visits: 0, visitors: 0, posts: 0, firstPosts: 0, follows: 0 };

type Sum = { pages: Map<string, Page>; ways: Map<string, Way>; hashes: Map<string, Day & { of: Page | Way }> };

type Summed = Exclude<Counted, { kind: 'opening' }>;

async function sum(deps: Deps, taken: Summed[]): Promise<Sum> {
  const { pages, ways, hashes }: Sum = { pages: new Map(), ways: new Map(), hashes: new Map() };
  for (const [, some] of Map.groupBy(taken, ({ siteId, day }) => `${siteId} ${day}`)) {
    const { siteId, day } = some[0]!;
    const key = `${await saltOf(deps, { siteId, day })} ${deps.config.secret}`;
    const page = (articleId: number, threadId: number) =>
      found(pages, `${siteId} ${day} ${articleId} ${threadId}`, () => ({
        siteId,
        day,
        articleId,
        threadId,
        views: 0,
        visitors: 0,
        sent: 0,
      }));
    const way = (by: CameBy) => found(ways, `${siteId} ${day} ${nameOf(by)}`, () => ({ siteId, day, ...by, ...NOTHING }));
    const see = (visitor: string, of: Page | Way, what: string) => hashes.set(hashOf(key, what, visitor), { siteId, day, of });
    for (const counted of some) {
      if (counted.kind === 'act') {
        way(counted.cameBy)[counted.act]++;
        continue;
      }
      const { articleId, threadId } = counted;
      const shown = [page(0, 0), ...(articleId + threadId > 0 ? [page(articleId, threadId)] : [])];
      if (counted.kind === 'sent') {
        for (const one of shown) one.sent++;
        continue;
      }
      const { visitor, cameBy } = counted;
      for (const one of shown) {
        one.views++;
        see(visitor, one, `page ${one.articleId} ${one.threadId}`);
      }
      if (cameBy) {
        way(cameBy).visits++;
        see(visitor, way(cameBy), `way ${nameOf(cameBy)}`);
      }
    }
  }
  return { pages, ways, hashes };
}

const nameOf = ({ host, source, medium, campaign }: CameBy) => JSON.stringify([host, source, medium, campaign]);

function found<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

const hashOf = (key: string, what: string, visitor: string) =>
  createHmac('sha256', key).update(`${what}\n${visitor}`).digest('base64url').slice(0, 22);

/** The day's own, made by whoever counts first. */
async function saltOf({ db }: Deps, { siteId, day }: Day): Promise<string> {
  const { audienceSalts } = db.read.t;
  const ofDay = and(eq(audienceSalts.siteId, siteId), eq(audienceSalts.day, day));
  const [known] = await db.read.select({ salt: audienceSalts.salt }).from(audienceSalts).where(ofDay);
  if (known) return known.salt;
  const salt = newSecret();
  return db.write(async (tx) => {
    await tx.insert(tx.t.audienceSalts).values({ siteId, day, salt }).onConflictDoNothing();
    const [row] = await tx.select({ salt: tx.t.audienceSalts.salt }).from(tx.t.audienceSalts).where(ofDay);
    return row!.salt;
  });
}

const write = ({ db, config, now }: Deps, { pages, ways, hashes }: Sum, shown: Exclude<Counted, Summed>[]) =>
  db.write(
    async (tx) => {
      const seen = await addHashes(tx, hashes);
      const rows = [...pages.values()].map((page) => ({ ...page, visitors: seen.get(page) ?? 0 }));
      const { audienceDays } = tx.t;
      for (const some of batches(rows))
        await tx
          .insert(audienceDays)
          .values(some)
          .onConflictDoUpdate({
            target: [audienceDays.siteId, audienceDays.day, audienceDays.articleId, audienceDays.threadId],
            set: {
              views: sql`${audienceDays.views} + excluded.views`,
              visitors: sql`${audienceDays.visitors} + excluded.visitors`,
              sent: sql`${audienceDays.sent} + excluded.sent`,
            },
          });
      await addWays(
        tx,
        [...ways.values()].map((way) => ({ ...way, visitors: seen.get(way) ?? 0 })),
      );
      await keepShown(tx, shown, { secret: config.secret, now: now() });
    },
    { lock: 'audience' },
  );

/** How many visitors of each are new today. In the order of hashes, which is none of who came when. */
async function addHashes(tx: Writer, hashes: Sum['hashes']): Promise<Map<Page | Way, number>> {
  const seen = new Map<Page | Way, number>();
  const rows = [...hashes].map(([hash, { siteId, day }]) => ({ siteId, day, hash })).toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
  for (const some of batches(rows)) {
    const added = await tx.insert(tx.t.audienceHashes).values(some).onConflictDoNothing().returning({ hash: tx.t.audienceHashes.hash });
    for (const { hash } of added) {
      const { of } = hashes.get(hash)!;
      seen.set(of, (seen.get(of) ?? 0) + 1);
    }
  }
  return seen;
}

async function addWays(tx: Writer, ways: Way[]) {
  const { audienceVisits } = tx.t;
  const { siteId, day, host, source, medium, campaign, visits, visitors, posts, firstPosts, follows } = audienceVisits;
  for (const [, some] of Map.groupBy(ways, (way) => `${way.siteId} ${way.day}`)) {
    const known = await tx
      .select({ host, source, medium, campaign })
      .from(audienceVisits)
      .where(and(eq(siteId, some[0]!.siteId), eq(day, some[0]!.day)));
    const names = new Set([nameOf(OTHERS), ...known.map(nameOf)]);
    const rows = new Map<string, Way>();
    for (const way of some) {
      const by = names.has(nameOf(way)) || names.size <= MOST_WAYS ? way : { ...way, ...OTHERS };
      names.add(nameOf(by));
      const row = rows.get(nameOf(by));
      rows.set(nameOf(by), row ? added(row, by) : by);
    }
    for (const part of batches([...rows.values()]))
      await tx
        .insert(audienceVisits)
        .values(part)
        .onConflictDoUpdate({
          target: [siteId, day, host, source, medium, campaign],
          set: {
            visits: sql`${visits} + excluded.visits`,
            visitors: sql`${visitors} + excluded.visitors`,
            posts: sql`${posts} + excluded.posts`,
            firstPosts: sql`${firstPosts} + excluded.first_posts`,
            follows: sql`${follows} + excluded.follows`,
          },
        });
  }
}

const added = (a: Way, b: Way): Way => ({
  ...a,
  visits: a.visits + b.visits,
  visitors: a.visitors + b.visitors,
  posts: a.posts + b.posts,
  firstPosts: a.firstPosts + b.firstPosts,
  follows: a.follows + b.follows,
});

const batches = <T>(rows: T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, i) => rows.slice(i * BATCH, (i + 1) * BATCH));

/** What a day's last seconds counted is written by then. */
const LATE_MS = 120_000;

/** A day that is over: what its visitors were hashed with is destroyed, and their hashes. */
export async function endDays({ db, now }: Deps) {
  const { sites, audienceSalts, audienceHashes } = db.read.t;
  for (const { id, timeZone } of await db.read.select({ id: sites.id, timeZone: sites.timeZone }).from(sites)) {
    const today = dateIn(new Date(now().getTime() - LATE_MS), timeZone);
    const over = and(eq(audienceSalts.siteId, id), lt(audienceSalts.day, today));
    if ((await db.read.$count(audienceSalts, over)) === 0) continue;
    await db.write(
      async (tx) => {
        await tx.delete(tx.t.audienceSalts).where(over);
        await tx.delete(tx.t.audienceHashes).where(and(eq(audienceHashes.siteId, id), lt(audienceHashes.day, today)));
      },
      { lock: 'audience' },
    );
  }
}

/** CNIL, audience measurement without consent: 25 months at most, the shortest of which are 758 days; one less, as it is tomorrow already somewhere. */
const KEPT_DAYS = 757;

export async function purgeAudience({ db, now }: Deps) {
  const first = daysAfter(now().toISOString().slice(0, 10), -KEPT_DAYS);
  await db.write(
    async (tx) => {
      for (const table of [tx.t.audienceDays, tx.t.audienceVisits]) await tx.delete(table).where(lt(table.day, first));
    },
    { lock: 'audience' },
  );
}
