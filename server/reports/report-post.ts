import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { openCase } from '../cases/open-case.ts';
import { currentRules } from '../charter/queries.ts';
import { countActiveDay } from '../members/active-day.ts';
import { screeningOf } from '../moderation/screening.ts';
import { isOwn, personOf } from '../posts/policy.ts';
import { postIn } from '../posts/queries.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Place } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { hideReported } from './hide-reported.ts';
import { hasReported, reporterRecord, reportsOfText, writtenBy } from './queries.ts';
import { scoreOf } from './score.ts';

/** What the newsroom or its guests wrote is never hidden by reports, but read first: hours of the queue. */
const NEWSROOM_WEIGHT = 10;

/**
 * A member's report: one a post, the first stands. Opens a case, or adds to the one that is open, with what it weighs.
 * Where their sum and their number say so, the post is out of sight until somebody has read it (score.ts).
 */
export async function reportPost(
  deps: Deps,
  actor: Actor,
  report: { place: Place; postId: number; rule: number | null; note: string; referrer: string | null },
): Promise<void> {
  const { place, postId, rule, note, referrer } = report;
  await deps.limit('report', `member ${actor.member.id}`);
  const at = deps.now();
  await refuseIfSilenced(deps.db.read, actor.member.id, at);
  const rules = await currentRules(deps.db.read, place.site);
  const { hideFrom } = screeningOf(place.site.settings);
  const [uid, caseUid] = [deps.newId(), deps.newId()];
  const made = await deps.db.write(
    async (tx) => {
      const post = (await postIn(tx, postId))!;
      if (post.state !== 'published') throw new Refusal('not_found');
      if (isOwn(post, actor.member)) throw new Refusal('forbidden');
      if (await hasReported(tx, postId, actor.member.id)) return null;
      const before = await reportsOfText(tx, post);
      const mine = { uid, reporter: await reporterRecord(tx, actor.member.id), rule, note, referrer };
      const by = await writtenBy(tx, postId);
      const score = scoreOf({ ...by, approved: post.approvedRevision === post.revision }, [...before, mine], { hideFrom, now: at });
      const weight = score.parts.at(-1)!.weight;
      const first = before.length === 0 && isNewsroom({ role: by.authorRole }) ? NEWSROOM_WEIGHT : 0;
      const entry = { act: 'reported' as const, reporter: actor.member.uid, rule, revision: post.revision };
      const onCase = await openCase(
        tx,
        post,
        { uid: caseUid, kind: 'reported', reasons: ['reported'], weight: weight + first, reports: 1, entry },
        at,
      );
      await countActiveDay(tx, actor.member.id, place.site, at);
      await tx.insert(tx.t.reports).values({
        uid,
        siteId: post.siteId,
        postId,
        caseId: onCase.id,
        reporterId: actor.member.id,
        rule,
        note,
        referrer,
        weight,
        revision: post.revision,
        at,
      });
      await tellWebhooks(tx, { event: 'report.made', siteId: post.siteId, subject: `${onCase.uid}/${uid}` }, at);
      const cited = [...before, mine].map((one) => one.rule);
      const change = await hideReported(tx, { post, caseId: onCase.id, score, cited, rules, site: place.site, newId: deps.newId }, at);
      return { onCase, change, authorId: personOf(post), threadId: post.threadId };
    },
    { lock: place.name },
  );
  if (!made) return;
  const { onCase, change, authorId, threadId } = made;
  deps.bus.emit(onCase.opened ? 'case.opened' : 'case.changed', { siteId: place.site.id, caseId: onCase.id });
  if (!change) return;
  deps.bus.emit('thread.changed', { threadId, place: place.name, ...change });
  deps.bus.emit('post.settled', { postId, place: place.name, authorId });
}
