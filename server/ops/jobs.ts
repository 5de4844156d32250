import { deleteExpiredKeys } from '../accounts/one-time-key.ts';
import type { Deps } from '../deps.ts';
import { runOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { purgeOriginRecords } from '../posts/origin-record.ts';

const OUTBOX_MS = 1000;
const PURGE_MS = 3_600_000;

/** What goes on beside the requests: the outbox each second, what has had its time each hour. */
export function startJobs(deps: Deps, handlers: OutboxHandlers): { stop(): Promise<void> } {
  const outbox = every(OUTBOX_MS, async () => {
    const failed = (err: unknown, kind: string) => deps.log.error({ err, kind }, 'outbox: will be tried again');
    await runOutbox(deps.db, handlers, deps.now(), failed);
  });
  const purge = every(PURGE_MS, async () => {
    await purgeOriginRecords(deps.db, deps.now());
    await deleteExpiredKeys(deps.db, deps.now());
    await deps.sessions.deleteExpired(deps.now());
  });
  return {
    stop: async () => {
      await Promise.all([outbox(), purge()]);
    },
  };

  /** Now and then again, one run at a time; the stop waits for the run under way. */
  function every(ms: number, work: () => Promise<void>): () => Promise<void> {
    let running: Promise<void> = Promise.resolve();
    let busy = false;
    const run = () => {
      if (busy) return;
      busy = true;
      running = work()
        .catch((err: unknown) => deps.log.error({ err }, 'a job failed'))
        .finally(() => (busy = false));
    };
    run();
    const timer = setInterval(run, ms);
    return async () => {
      clearInterval(timer);
      await running;
    };
  }
}
