import { deleteExpiredKeys } from '../accounts/one-time-key.ts';
import { endDays, keepAudience, purgeAudience } from '../audience/keep-audience.ts';
import type { Deps } from '../deps.ts';
import { purgeDrafts } from '../drafts/queries.ts';
import { keepLevels } from '../engagement/count-levels.ts';
import { emptyOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { purgeExports } from '../exports/ask-export.ts';
import { runExports } from '../exports/run-exports.ts';
import { countInWorker } from '../figures/figures-in-worker.ts';
import { keepFigures } from '../figures/keep-figures.ts';
import { watchGoals } from '../goals/watch-goals.ts';
import { fillInbox } from '../inbox/fill-inbox.ts';
import { wakeItems } from '../inbox/change-item.ts';
import { queueReminders } from '../invitations/remind.ts';
import { fillHandles } from '../mentions/handle.ts';
import { isMail } from '../mail/kinds.ts';
import { purgeWalkIns } from '../meetings/check-in.ts';
import { remind } from '../meetings/reminders.ts';
import { purgeMediations, tendMediations } from '../mediations/tend-mediations.ts';
import { endRights } from '../media/redraw.ts';
import { sweepMedia } from '../media/sweep.ts';
import { runDepartures } from '../members/erase-account.ts';
import { fillSkeletons } from '../members/fill-skeletons.ts';
import { purgeNotes } from '../members/kept-for.ts';
import { purgeTakeouts, runTakeouts } from '../members/takeout.ts';
import { purgeEvidence } from '../notices/forget.ts';
import { sendLetters } from '../notifications/letters-in-worker.ts';
import { purgeNotices } from '../notifications/queries.ts';
import { publishDue } from '../planning/publish-due.ts';
import { makeRepeated } from '../planning/repeat-item.ts';
import { keepRhythm } from '../planning/rhythm.ts';
import { remindJournalists } from '../relays/remind.ts';
import { forgetShown } from '../openings/shown.ts';
import { purgeOriginRecords } from '../posts/origin-record.ts';
import { runPushes } from '../push/deliver.ts';
import { queuePushes } from '../push/queue.ts';
import { queueReviews } from '../reporting/send-reviews.ts';
import { indexStale } from '../search/index-stale.ts';
import { purgeSecurityLog } from '../security/purge.ts';
import { emptyMerged } from '../sites/merge-space.ts';
import { deleteExchanged } from '../sign-on/exchange-token.ts';
import { purgeTestimonies } from '../testimonies/purge.ts';
import { turnThreads } from '../threads/answering.ts';
import { runTimers } from '../threads/timers.ts';
import { purgeDeliveries, runDeliveries } from '../webhooks/deliver.ts';

/** In ms. */
const SECOND = 1000;
/** What was read meanwhile is in memory alone. */
const AUDIENCE_MS = 3000;

/** What goes on beside the requests: the outbox each second, what has had its time each hour. */
export function startJobs(deps: Deps, handlers: OutboxHandlers): { stop(): Promise<void> } {
  const failed = (err: unknown, kind: string) => deps.log.error({ err, kind }, 'outbox: will be tried again');
  const { letters = [], others = [] } = Object.groupBy(Object.entries(handlers), ([kind]) => (isMail(kind) ? 'letters' : 'others'));
  const stopping = new AbortController();
  const run = (kinds: typeof letters, atOnce: boolean) =>
    emptyOutbox(deps.db, Object.fromEntries(kinds), { now: deps.now, failed, signal: stopping.signal, atOnce });
  const counting = countInWorker(deps.config.database, stopping.signal);
  const stops = [
    every(SECOND, {
      // Apart: a mail server that hangs keeps nothing else waiting.
      mails: () => run(letters, false),
      letters: () => sendLetters(deps, (err) => failed(err, 'notice.mail'), stopping.signal),
      outbox: () => run(others, true),
      webhooks: () => runDeliveries(deps, stopping.signal),
      pushes: async () => {
        await queuePushes(deps);
        while ((await runPushes(deps, stopping.signal)) > 0 && !stopping.signal.aborted);
      },
      takeouts: () => runTakeouts(deps),
      exports: () => runExports(deps, stopping.signal),
      words: () => indexStale(deps.db, undefined, stopping.signal),
      planned: () => publishDue(deps),
      timers: async () => {
        await runTimers(deps);
        await turnThreads(deps);
        await wakeItems(deps);
      },
      merged: () => emptyMerged(deps),
    }),
    every(AUDIENCE_MS, { audience: () => keepAudience(deps) }),
    every(60 * SECOND, {
      reminders: () => queueReminders(deps),
      events: () => remind(deps),
      rooms: () => tendMediations(deps),
      relays: () => remindJournalists(deps),
      calendar: async () => {
        await makeRepeated(deps);
        await keepRhythm(deps);
      },
      figures: () => keepFigures(deps, counting),
      reviews: () => queueReviews(deps),
      rights: () => endRights(deps),
      departures: () => runDepartures(deps),
      levels: () => keepLevels(deps),
      days: () => endDays(deps),
      goals: () => watchGoals(deps),
    }),
    every(3600 * SECOND, {
      purge: async () => {
        await purgeOriginRecords(deps.db, deps.now());
        await deleteExpiredKeys(deps.db, deps.now());
        await deleteExchanged(deps.db, deps.now());
        await deps.sessions.deleteExpired(deps.now());
        await purgeDeliveries(deps);
        await purgeNotices(deps.db, deps.now());
        await purgeDrafts(deps.db, deps.now());
        await sweepMedia(deps);
        await purgeTakeouts(deps.db, deps.now());
        await purgeExports(deps.db, deps.now());
        await purgeSecurityLog(deps.db, deps.now());
        await purgeEvidence(deps.db, deps.now());
        await purgeWalkIns(deps.db, deps.now());
        await purgeTestimonies(deps.db, deps.now());
        await purgeMediations(deps.db, deps.now());
        await purgeAudience(deps);
        await forgetShown(deps.db, deps.now());
        await purgeNotes(deps.db, deps.now());
        await fillSkeletons(deps.db);
        await fillHandles(deps.db);
        await fillInbox(deps.db);
      },
    }),
  ].flat();
  return {
    stop: async () => {
      stopping.abort(); // of what somebody else's server may keep waiting
      await Promise.all(stops.map((stop) => stop()));
      await keepAudience(deps).catch((err: unknown) => deps.log.error({ err }, 'what was read last is not counted'));
    },
  };

  function every(ms: number, works: Record<string, () => Promise<unknown>>): (() => Promise<void>)[] {
    return Object.entries(works).map(([name, work]) => again(ms, name, work));
  }

  /** Now and then again, one run at a time; the stop waits for the run under way. */
  function again(ms: number, name: string, work: () => Promise<unknown>): () => Promise<void> {
    let running: Promise<void> = Promise.resolve();
    let busy = false;
    const run = () => {
      if (busy) return;
      busy = true;
      const began = performance.now();
      const ended = (failure: boolean) => {
        busy = false;
        deps.measures.job(name, performance.now() - began, failure);
      };
      running = deps.traces.span(`job ${name}`, {}, work).then(
        () => ended(false),
        (err: unknown) => {
          deps.log.error({ err, job: name }, 'a job failed');
          ended(true);
        },
      );
    };
    run();
    const timer = setInterval(run, ms);
    return async () => {
      clearInterval(timer);
      await running;
    };
  }
}
