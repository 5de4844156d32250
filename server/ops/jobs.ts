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

const OUTBOX_MS = 1000;
/** What was read meanwhile is in memory alone. */
const AUDIENCE_MS = 3000;
const REMIND_MS = 60_000;
const PURGE_MS = 3_600_000;

/** What goes on beside the requests: the outbox each second, what has had its time each hour. */
export function startJobs(deps: Deps, handlers: OutboxHandlers): { stop(): Promise<void> } {
  const failed = (err: unknown, kind: string) => deps.log.error({ err, kind }, 'outbox: will be tried again');
  const { mails = [], others = [] } = Object.groupBy(Object.entries(handlers), ([kind]) => (isMail(kind) ? 'mails' : 'others'));
  const stopping = new AbortController();
  const run = (kinds: typeof mails, atOnce: boolean) =>
    emptyOutbox(deps.db, Object.fromEntries(kinds), { now: deps.now, failed, signal: stopping.signal, atOnce });
  // Apart: a mail server that hangs keeps nothing else waiting.
  const post = every(OUTBOX_MS, () => run(mails, false));
  const letters = every(OUTBOX_MS, async () => void (await sendLetters(deps, (err) => failed(err, 'notice.mail'), stopping.signal)));
  const outbox = every(OUTBOX_MS, () => run(others, true));
  const webhooks = every(OUTBOX_MS, async () => void (await runDeliveries(deps, stopping.signal)));
  const pushes = every(OUTBOX_MS, async () => {
    await queuePushes(deps);
    while ((await runPushes(deps, stopping.signal)) > 0 && !stopping.signal.aborted);
  });
  const reminders = every(REMIND_MS, () => queueReminders(deps));
  const events = every(REMIND_MS, () => remind(deps));
  const rooms = every(REMIND_MS, async () => {
    await tendMediations(deps);
    await remindJournalists(deps);
  });
  const calendar = every(REMIND_MS, async () => {
    await makeRepeated(deps);
    await keepRhythm(deps);
  });
  const counting = countInWorker(deps.config.database, stopping.signal);
  const figures = every(REMIND_MS, async () => void (await keepFigures(deps, counting)));
  const reviews = every(REMIND_MS, async () => void (await queueReviews(deps)));
  const takeouts = every(OUTBOX_MS, async () => void (await runTakeouts(deps)));
  const exports = every(OUTBOX_MS, async () => void (await runExports(deps, stopping.signal)));
  const rights = every(REMIND_MS, () => endRights(deps));
  const departures = every(REMIND_MS, async () => void (await runDepartures(deps)));
  const words = every(OUTBOX_MS, async () => void (await indexStale(deps.db, undefined, stopping.signal)));
  const planned = every(OUTBOX_MS, () => publishDue(deps));
  const timers = every(OUTBOX_MS, async () => {
    await runTimers(deps);
    await turnThreads(deps);
    await wakeItems(deps);
  });
  const levels = every(REMIND_MS, async () => void (await keepLevels(deps)));
  const audience = every(AUDIENCE_MS, () => keepAudience(deps));
  const days = every(REMIND_MS, () => endDays(deps));
  const goals = every(REMIND_MS, () => watchGoals(deps));
  const merged = every(OUTBOX_MS, () => emptyMerged(deps));
  const purge = every(PURGE_MS, async () => {
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
  });
  return {
    stop: async () => {
      stopping.abort(); // of what somebody else's server may keep waiting
      await Promise.all([
        post(),
        letters(),
        outbox(),
        webhooks(),
        pushes(),
        reminders(),
        events(),
        rooms(),
        takeouts(),
        exports(),
        departures(),
        rights(),
        words(),
        timers(),
        planned(),
        calendar(),
        figures(),
        reviews(),
        merged(),
        audience(),
        levels(),
        days(),
        goals(),
        purge(),
      ]);
      await keepAudience(deps).catch((err: unknown) => deps.log.error({ err }, 'what was read last is not counted'));
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
