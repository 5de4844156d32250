import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { activeMeasures } from '../threads/measures.ts';
import { isClosed, rulesOf } from '../threads/policy.ts';
import { saveMeasures } from '../threads/pose-measure.ts';
import { nameHosts } from './choose-hosts.ts';
import { gatherMoments } from './gather-moments.ts';
import { refuseUnlessOversees } from './hosting.ts';
import { runLive, type There } from './run-live.ts';

/** An article's own conversation is a live night from now on, held by who says so (docs/decisions/068). Refuses `invalid` for any other, `thread_closed`. */
export const turnLive = (deps: Deps, actor: Actor, place: There) =>
  runLive(
    deps,
    actor,
    place,
    async (tx, thread, at) => {
      refuseWithoutArticle(place);
      if (thread.kind === 'live') return null;
      const rules = rulesOf({ ...place, thread }, at);
      if (isClosed(rules, at)) throw new Refusal('thread_closed', rules.closesAt ? { until: rules.closesAt } : {});
      const { threads, lives } = tx.t;
      const { id: threadId, siteId } = thread;
      await tx.update(threads).set({ kind: 'live' }).where(eq(threads.id, threadId));
      await tx.insert(lives).values({ threadId, siteId }).onConflictDoNothing();
      await nameHosts(tx, { threadId, siteId }, [actor.member.id], at);
      return 'live.turned';
    },
    refuseUnlessOversees,
  );

/** Comments again, and open; no pause and no pin outlives the night. Refuses `invalid` for a night that has no article. */
export const turnBack = (deps: Deps, actor: Actor, place: There) =>
  runLive(
    deps,
    actor,
    place,
    async (tx, thread, at) => {
      refuseWithoutArticle(place);
      if (thread.kind !== 'live') return null;
      const { threads } = tx.t;
      if (thread.closedAt === null) await gatherMoments(tx, thread, at);
      const measures = activeMeasures(thread.measures, at);
      await saveMeasures(
        tx,
        thread.id,
        measures.filter(({ kind }) => kind !== 'hosts'),
      );
      await tx.update(threads).set({ kind: 'article', closedAt: null }).where(eq(threads.id, thread.id));
      return 'live.turned_back';
    },
    refuseUnlessOversees,
  );

function refuseWithoutArticle({ articleKey }: There) {
  if (articleKey === null) throw new Refusal('invalid', { fields: { act: ['live.no_article'] } });
}
