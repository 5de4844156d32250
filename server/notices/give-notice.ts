import { emailKey } from '../accounts/queries.ts';
import { setAlarm, startClocks } from '../cases/clocks.ts';
import { groundOf } from '../cases/legal-grounds.ts';
import { openCase } from '../cases/open-case.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Locale } from '../i18n/translate.ts';
import { postIn } from '../posts/queries.ts';
import { lawOf } from '../sites/law.ts';
import { siteUrl } from '../sites/url.ts';
import type { Place } from '../threads/queries.ts';
import { freezeEvidence } from './freeze-evidence.ts';
import type { NewNotice } from './input.ts';
import { hasNoticeFrom } from './queries.ts';

type From = { place: Place; postId: number; memberId: number | null; ip: string; locale: Locale };

/**
 * A notice of illegal content, by anyone (DSA, art. 16): the evidence is frozen, the case comes before all others, the
 * clocks start, the receipt leaves. Whatever the same person says again is kept, but weighs once. Resolves with the
 * secret of the address at which its author follows it. Refuses `not_found` where nobody can read that post any more.
 */
export async function giveNotice(deps: Deps, { place, postId, memberId, ip, locale }: From, input: NewNotice): Promise<string> {
  const { db, bus, config, limit, now, newId } = deps;
  await limit('notice', ip);
  const key = input.email ? emailKey(input.email) : null;
  if (key) await limit('notice', key);
  const [uid, caseUid, at] = [newId(), newId(), now()];
  const ground = groundOf(input.ground);
  const url = `${siteUrl(config, place.site)}/p/${input.post}`;
  const onCase = await db.write(
    async (tx) => {
      const post = (await postIn(tx, postId))!;
      if (post.state !== 'published') throw new Refusal('not_found');
      const again = await hasNoticeFrom(tx, post.id, key);
      const { id: evidenceId, print } = await freezeEvidence(tx, post.id, url, at);
      const entry = { act: 'noticed' as const, ground: input.ground, revision: post.revision, print };
      const weight = again ? 0 : ground.priority;
      const why = { uid: caseUid, kind: 'reported' as const, reasons: ['notice' as const], weight, reports: 0, legal: true, entry };
      const found = await openCase(tx, post, why, at);
      await tx.insert(tx.t.notices).values({
        uid,
        siteId: post.siteId,
        caseId: found.id,
        postId: post.id,
        revision: post.revision,
        ground: input.ground,
        explanation: input.explanation,
        url,
        name: input.name || null,
        email: key,
        memberId,
        locale,
        evidenceId,
        at,
      });
      await startClocks(tx, post, ground.manifest ? ['firstNoticeAt', 'knowledgeAt'] : ['firstNoticeAt'], at);
      await setAlarm(tx, post, new Date(at.getTime() + lawOf(place.site).alarmMinutes * 60_000));
      if (key) await addToOutbox(tx, { kind: 'legal.receipt', siteId: post.siteId, data: { notice: uid } }, at);
      return found;
    },
    { lock: place.name },
  );
  bus.emit(onCase.opened ? 'case.opened' : 'case.changed', { siteId: place.site.id, caseId: onCase.id });
  return uid;
}
