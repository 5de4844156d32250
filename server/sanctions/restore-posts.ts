import { and, eq, isNull, like, or, sql } from 'drizzle-orm';
import { logCase } from '../cases/log.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { refuseUnlessBelow } from './rank.ts';
import { removalKey, removalLetterKey } from './remove-posts.ts';

/** `removal`, `decision`: what took the posts, and what gives them back. */
export type Restoration = { removal: number; decision: number; by: string };

/**
 * Gives back all that the removal of a member's posts took: one decision that compensates the first, carried out by a job
 * (run-restoration.ts), and one letter with its reason. A removal that is not finished ends. Refuses `not_found` for another
 * site's, `forbidden` above or beside oneself, `taken` where it was given back before.
 */
export async function restorePosts(
  deps: Deps,
  { site, member: actor }: Staff,
  { removal: uid, reason }: { removal: string; reason: string },
) {
  const at = deps.now();
  const decision = deps.newId();
  const done = await deps.db
    .write(async (tx) => {
      await refuseUnlessModerator(tx, actor.id, null);
      const removal = await removalIn(tx, site.id, uid);
      await refuseUnlessBelow(tx, { actorId: actor.id, memberId: removal.memberId });
      const id = await takeBack(tx, { removal, uid: decision, actorId: actor.id, reason }, at);
      await endRemoval(tx, uid);
      await logCase(tx, { id: removal.caseId, siteId: site.id }, { act: 'restored', by: actor.uid, reason }, at);
      const data: Restoration = { removal: removal.id, decision: id, by: actor.uid };
      await addToOutbox(tx, { kind: 'posts.restoration', siteId: site.id, data, key: `restoration ${uid}` }, at);
      return { caseId: removal.caseId, total: await countTaken(tx, removal.id) };
    })
    .catch((error: unknown) => {
      throw deps.db.engine.isTaken(error) ? new Refusal('taken') : error;
    });
  deps.bus.emit('case.decided', { siteId: site.id, caseId: done.caseId });
  return { decision, total: done.total };
}

/** What a removal took that nobody has given back. */
export function countTaken(reader: Reader, removal: number): Promise<number> {
  const { restrictions } = reader.t;
  return reader.$count(restrictions, and(eq(restrictions.decisionId, removal), isNull(restrictions.liftedAt)));
}

type Removed = Awaited<ReturnType<typeof removalIn>>;

async function removalIn(tx: Writer, siteId: number, uid: string) {
  const { decisions, cases } = tx.t;
  const [row] = await tx
    .select({ id: decisions.id, caseId: cases.id, memberId: cases.memberId })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(and(eq(decisions.uid, uid), eq(decisions.siteId, siteId), eq(decisions.verdict, 'reject'), isNull(cases.postId)));
  if (!row) throw new Refusal('not_found');
  return { ...row, memberId: row.memberId! };
}

/** Once: `compensates` is unique. */
async function takeBack(
  tx: Writer,
  { removal, uid, actorId, reason }: { removal: Removed; uid: string; actorId: number; reason: string },
  at: Date,
): Promise<number> {
  const { decisions, cases } = tx.t;
  const [raised] = await tx
    .update(cases)
    .set({ version: sql`${cases.version} + 1` })
    .where(eq(cases.id, removal.caseId))
    .returning({ siteId: cases.siteId, version: cases.version });
  const of = { siteId: raised!.siteId, caseId: removal.caseId, caseVersion: raised!.version - 1 };
  const [made] = await tx
    .insert(decisions)
    .values({ ...of, uid, moderatorId: actorId, verdict: 'restore', note: reason, compensates: removal.id, at })
    .returning({ id: decisions.id });
  return made!.id;
}

/** What it had not taken yet stays, and what it would have told is told no more. */
async function endRemoval(tx: Writer, uid: string) {
  const { outbox } = tx.t;
  const parts = like(outbox.key, `${removalKey(uid)}%`);
  await tx.delete(outbox).where(or(parts, eq(outbox.key, removalLetterKey(uid))));
}
