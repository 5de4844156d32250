import { and, asc, count, eq, inArray, lte } from 'drizzle-orm';
import { findGround, type Ground } from '../cases/ground.ts';
import { logCase } from '../cases/log.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Staff } from '../http/who.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { makeOwnCase } from './own-case.ts';
import { refuseUnlessBelow } from './rank.ts';

export type Removal = { decision: number; memberId: number; upTo: Date; by: string };

type Asked = {
  member: { id: number; name: string };
  rule?: number | undefined;
  legalGround?: string | undefined;
  note?: string | undefined;
  /** Typed by whoever asks. */
  name: string;
};

/**
 * Takes away all that a member has published or that waits: one decision, carried out by a job (run-removal.ts), a
 * statement a post and one letter. What it took is given back post by post, or as a whole (restore-posts.ts). Refuses `invalid` where the name is not theirs.
 */
export async function removePosts(deps: Deps, { site, member: actor }: Staff, { member, note = '', name, ...because }: Asked) {
  if (name.trim() !== member.name) throw new Refusal('invalid', { fields: { name: ['field.wrong'] } });
  const ground = await findGround(deps, site, because);
  const at = deps.now();
  const uid = deps.newId();
  const done = await deps.db.write(async (tx) => {
    await refuseUnlessModerator(tx, actor.id, null);
    await refuseUnlessBelow(tx, { actorId: actor.id, memberId: member.id });
    const found = await makeOwnCase(tx, { uid: deps.newId(), siteId: site.id, memberId: member.id }, at);
    const decision = await decide(tx, { uid, found, actorId: actor.id, ground, note }, at);
    await logCase(tx, found, entryOf(actor.uid, ground), at);
    const data: Removal = { decision, memberId: member.id, upTo: at, by: actor.uid };
    await addToOutbox(tx, { kind: 'posts.removal', siteId: site.id, data, key: removalKey(uid) }, at);
    return { caseId: found.id, total: await countLeft(tx, { memberId: member.id, upTo: at }) };
  });
  deps.bus.emit('case.decided', { siteId: site.id, caseId: done.caseId });
  return { decision: uid, total: done.total };
}

export const removalKey = (uid: string) => `removal ${uid}`;
export const removalLetterKey = (uid: string) => `removals ${uid}`;

/** The oldest first, so that whoever reads meanwhile sees a thread shrink from its past. Index: posts_author. */
export function postsLeft(reader: Reader, { memberId, upTo }: Pick<Removal, 'memberId' | 'upTo'>, limit: number) {
  const { posts } = reader.t;
  return reader
    .select({ id: posts.id, threadId: posts.threadId })
    .from(posts)
    .where(and(eq(posts.authorId, memberId), inArray(posts.state, ['published', 'held']), lte(posts.createdAt, upTo)))
    .orderBy(asc(posts.id))
    .limit(limit);
}

export async function countLeft(reader: Reader, { memberId, upTo }: Pick<Removal, 'memberId' | 'upTo'>): Promise<number> {
  const { posts } = reader.t;
  const [row] = await reader
    .select({ n: count() })
    .from(posts)
    .where(and(eq(posts.authorId, memberId), inArray(posts.state, ['published', 'held']), lte(posts.createdAt, upTo)));
  return row!.n;
}

type New = { uid: string; found: { id: number; siteId: number }; actorId: number; ground: Ground; note: string };

async function decide(tx: Writer, { uid, found, actorId, ground, note }: New, at: Date): Promise<number> {
  const { decisions } = tx.t;
  const [made] = await tx
    .insert(decisions)
    .values({
      uid,
      siteId: found.siteId,
      caseId: found.id,
      caseVersion: 1,
      moderatorId: actorId,
      verdict: 'reject',
      ruleId: ground.rule?.id ?? null,
      legalGround: ground.legalGround,
      note,
      at,
    })
    .returning({ id: decisions.id });
  return made!.id;
}

const entryOf = (by: string, { rule, legalGround }: Ground) => ({
  act: 'decided' as const,
  by,
  verdict: 'reject',
  rule: rule?.number ?? null,
  legalGround,
  measures: [],
  version: 1,
  revision: null,
});
