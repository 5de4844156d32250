import { count, eq, min, ne, sql } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { GIVEN_UP } from '../events/outbox.ts';

/** What a node says of itself to who watches it (docs/decisions/092). Nothing of a person: routes by their pattern, never an address. */
export type Measures = {
  /** `route`: its pattern, `/t/:thread`. */
  request(asked: { method: string; route: string; status: number }, ms: number): void;
  job(name: string, ms: number, failed: boolean): void;
  /** A page for nobody in particular was asked for: it was there, or had to be made. */
  kept(there: boolean): void;
  /** How many connections are open, to be asked when somebody reads. */
  sockets(open: () => number): void;
  /** Prometheus' text format (0.0.4); null where nobody is to read it. */
  text: (() => Promise<string>) | null;
};

export const unmeasured: Measures = { request: () => {}, job: () => {}, kept: () => {}, sockets: () => {}, text: null };

/** Seconds: what feels at once, what is waited for, what is given up. */
const REQUEST_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const JOB_SECONDS = [0.01, 0.1, 0.5, 1, 5, 15, 60, 300];

/** Without METRICS_TOKEN nothing is counted, and the library stays where it is. */
export async function openMeasures({ metricsToken }: Config, { db, now }: { db: Database; now: () => Date }): Promise<Measures> {
  if (metricsToken === null) return unmeasured;
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'terrasse_request_duration_seconds',
    help: 'Requests, until their answer was ready to leave.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const jobs = new Histogram({
    name: 'terrasse_job_duration_seconds',
    help: 'Runs of what goes on beside the requests.',
    labelNames: ['job', 'outcome'],
    buckets: JOB_SECONDS,
    registers,
  });
  const kept = new Counter({
    name: 'terrasse_kept_pages_total',
    help: 'Pages for nobody in particular: there already, or made.',
    labelNames: ['outcome'],
    registers,
  });
  const gauge = (name: string, help: string, ...labelNames: string[]) => new Gauge({ name, help, labelNames, registers });
  const writesWaiting = gauge('terrasse_writes_waiting', 'Writers that wait for the database.');
  const sockets = gauge('terrasse_sockets', 'Live connections.');
  const outboxEntries = gauge('terrasse_outbox_entries', 'What is to be done or sent; given up: for a person to see.', 'kind', 'state');
  const outboxOldest = gauge('terrasse_outbox_oldest_seconds', 'How late the outbox is.');
  const casesOpen = gauge('terrasse_cases_open', 'Cases that wait for a moderator.', 'site');
  const casesOldest = gauge('terrasse_cases_oldest_seconds', 'Since when the oldest waits.', 'site');
  let openSockets = () => 0;

  /** What stands now: the database is asked for each thing once. */
  async function look() {
    const [entries, oldest, cases] = await Promise.all([entriesOf(db), oldestOf(db), openCases(db)]);
    const at = now();
    writesWaiting.set(db.waiting());
    sockets.set(openSockets());
    outboxEntries.reset(); // a kind that is done with is told of no more
    for (const { kind, state, value } of entries) outboxEntries.set({ kind, state }, value);
    outboxOldest.set(since(oldest, at));
    casesOpen.reset();
    casesOldest.reset();
    for (const { site, open, oldest: first } of cases) {
      casesOpen.set({ site }, open);
      casesOldest.set({ site }, since(first, at));
    }
  }

  return {
    request: ({ method, route, status }, ms) => requests.observe({ method, route, status }, ms / 1000),
    job: (job, ms, failed) => jobs.observe({ job, outcome: failed ? 'failed' : 'done' }, ms / 1000),
    kept: (there) => kept.inc({ outcome: there ? 'there' : 'made' }),
    sockets: (open) => void (openSockets = open),
    text: async () => {
      await look();
      return registry.metrics();
    },
  };
}

const since = (at: Date | null, now: Date) => (at ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0);

async function entriesOf({ read }: Database) {
  const { outbox } = read.t;
  const rows = await read
    .select({ kind: outbox.kind, all: count(), lost: sql`count(*) filter (where ${eq(outbox.runAt, GIVEN_UP)})`.mapWith(Number) })
    .from(outbox)
    .groupBy(outbox.kind);
  return rows.flatMap(({ kind, all, lost }) => [
    { kind, state: 'waiting', value: all - lost },
    { kind, state: 'given up', value: lost },
  ]);
}

/** Index: outbox_due. */
async function oldestOf({ read }: Database): Promise<Date | null> {
  const { outbox } = read.t;
  const [row] = await read
    .select({ oldest: min(outbox.runAt) })
    .from(outbox)
    .where(ne(outbox.runAt, GIVEN_UP));
  return row!.oldest;
}

/** Index: cases_lane. */
function openCases({ read }: Database) {
  const { cases, sites } = read.t;
  return read
    .select({ site: sites.key, open: count(), oldest: min(cases.openedAt) })
    .from(cases)
    .innerJoin(sites, eq(sites.id, cases.siteId))
    .where(eq(cases.state, 'open'))
    .groupBy(sites.key);
}
