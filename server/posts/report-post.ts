import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { openCase, REPORT_WEIGHT } from '../cases/open-case.ts';
import type { Place } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { postIn } from './queries.ts';

/** A member's report: one a post, the first stands. Opens a case, or adds to the one that is open. Hides nothing by itself. */
export async function reportPost(
  deps: Deps,
  actor: Actor,
  report: { place: Place; postId: number; rule: number | null; note: string },
): Promise<void> {
  const { place, postId, rule, note } = report;
  await deps.limit('report', `member ${actor.member.id}`);
  const at = deps.now();
  const [uid, caseUid] = [deps.newId(), deps.newId()];
  const made = await deps.db.write(
    async (tx) => {
      const { reports } = tx.t;
      const post = (await postIn(tx, postId))!;
      if (post.state !== 'published') throw new Refusal('not_found');
      if (post.authorId === actor.member.id) throw new Refusal('forbidden');
      const [before] = await tx
        .select({ id: reports.id })
        .from(reports)
        .where(and(eq(reports.postId, postId), eq(reports.reporterId, actor.member.id)));
      if (before) return null;
      const entry = { act: 'reported' as const, reporter: actor.member.uid, rule, revision: post.revision };
      const onCase = await openCase(
        tx,
        post,
        { uid: caseUid, kind: 'reported', reasons: ['reported'], weight: REPORT_WEIGHT, reports: 1, entry },
        at,
      );
      await tx.insert(reports).values({
        uid,
        siteId: post.siteId,
        postId,
        caseId: onCase.id,
        reporterId: actor.member.id,
        rule,
        note,
        revision: post.revision,
        at,
      });
      await tellWebhooks(tx, { event: 'report.made', siteId: post.siteId, subject: `${onCase.uid}/${uid}` }, at);
      return onCase;
    },
    { lock: place.name },
  );
  if (made) deps.bus.emit(made.opened ? 'case.opened' : 'case.changed', { siteId: place.site.id, caseId: made.id });
}
