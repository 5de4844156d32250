import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { refit } from './refit.ts';

/** A moderator decides in bursts: one lesson for all of them. */
const GATHER_MS = 10 * 60_000;

/** A site's decisions changed, or a text of theirs is gone: `because` names what must not wait behind another reason. */
export async function learnAgain(tx: Writer, siteId: number, at: Date, because = ''): Promise<void> {
  const key = `classifier ${siteId} ${because}`;
  await addToOutbox(tx, { kind: 'classifier.learn', siteId, data: { siteId }, key }, new Date(at.getTime() + (because ? 0 : GATHER_MS)));
}

export const classifierOutbox = (deps: Deps): OutboxHandlers => ({
  'classifier.learn': ({ siteId }: { siteId: number }) => refit(deps, siteId),
});
