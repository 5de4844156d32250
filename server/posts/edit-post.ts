import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Actor } from '../http/who.ts';
import { hasOpenCase, keepFindings, openCaseFor } from '../cases/open-case.ts';
import { isRestricted } from '../cases/restrict.ts';
import { renderBody, RENDERER } from '../markdown/render.ts';
import { textOf } from '../markdown/text-of.ts';
import { languageOf } from '../moderation/language.ts';
import { bindShown, findShown, recaption, withCaptions, type Recaptioned } from '../media/find-shown.ts';
import { putCaptions } from '../media/save-captions.ts';
import { findCalled, saveCalled } from '../mentions/find-called.ts';
import { isHeld } from '../moderation/screen.ts';
import { screenPost } from '../moderation/screen-post.ts';
import { tellOfPublication } from '../notifications/notify.ts';
import { previewLinksSoon } from '../previews/preview-links.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import { appendChange, threadIn, type Place } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import { recordOrigin } from './origin-record.ts';
import { editableUntil } from './policy.ts';
import { isAgreedText } from '../testimonies/queries.ts';
import { isAwaited } from './tell-published.ts';
import { postIn, type PostIn } from './queries.ts';
import { takeDown } from './transitions.ts';

/**
 * Changes one's own post: what it said is kept, what it says is screened again. A public post that the phases now hold
 * leaves the page until somebody has read it; an open case learns that the text changed.
 * `captions`: of a sound or a film that it shows. Refuses `edit_window_over`, and `post_changed` where `revision` is no longer the current one; `nudged`,
 * `text_refused`; `agreed_text` where somebody else agreed to the very words.
 */
export async function editPost(
  deps: Deps,
  who: { actor: Actor; address: Address },
  edit: { place: Place; postId: number; source: string; revision: number; captions?: Recaptioned },
): Promise<void> {
  const { db, bus } = deps;
  const { member } = who.actor;
  const { place } = edit;
  await deps.limit('edit', `member ${member.id}`);
  const at = deps.now();
  await refuseIfSilenced(db.read, member.id, at);
  const called = await findCalled(deps, { site: place.site, member }, edit.source);
  const named = await findShown(deps, { site: place.site, member, postId: edit.postId }, edit.source);
  const shown = edit.captions ? recaption(named, edit.captions) : named;
  const html = await renderBody(edit.source, 'markdown', called, shown);
  const before = await postIn(db.read, edit.postId);
  const findings = await screenPost(deps, who.actor, {
    place,
    parentId: before?.parentId ?? null,
    source: await withCaptions(deps, { source: edit.source, fresh: edit.captions }, shown),
    html,
    invited: false,
    typedMs: null,
    before,
  });
  const caseUid = deps.newId();
  const sealed = deps.seal({ ...who.address, at });

  const written = await db.write(
    async (tx) => {
      const { posts, revisions } = tx.t;
      const post = (await postIn(tx, edit.postId))!;
      const until = editableUntil(post, place.site);
      if (!until || until < at) throw new Refusal('edit_window_over');
      if (await isAgreedText(tx, post.id)) throw new Refusal('agreed_text');
      if (post.revision !== edit.revision || post.state !== before?.state) throw new Refusal('post_changed');
      await tx.insert(revisions).values({ ...earlier(post), public: post.state === 'published', at: post.editedAt ?? post.createdAt });
      const revision = post.revision + 1;
      await tx
        .update(posts)
        .set({
          source: edit.source,
          html,
          format: 'markdown',
          renderer: RENDERER,
          revision,
          editedAt: at,
          lang: languageOf(textOf(html)),
          unindexed: true,
        })
        .where(and(eq(posts.id, post.id), eq(posts.revision, post.revision)));
      const edited = { ...post, source: edit.source, html, revision };
      await saveCalled(tx, post, called);
      await bindShown(tx, edited);
      if (edit.captions) await putCaptions(tx, eq(tx.t.media.uid, edit.captions.uid), edit.captions, { byId: member.id, at });
      await recordOrigin(tx, { siteId: post.siteId, postId: post.id, memberId: member.id, act: 'edit', sealed, at });
      await keepFindings(tx, edited, findings, at);
      const onCase =
        isHeld(findings) || (await hasOpenCase(tx, post.id)) || (await isRestricted(tx, post.id))
          ? await openCaseFor(tx, edited, { uid: caseUid, findings, edited: true }, at)
          : null;
      if (post.state === 'held') return { threadId: post.threadId, seq: null, kind: null, case: onCase };
      if (isHeld(findings))
        return { threadId: post.threadId, seq: await takeDown(tx, edited, 'held', at), kind: 'post.removed' as const, case: onCase };
      await previewLinksSoon(tx, edited, at, post.html);
      if (!isAwaited(await threadIn(tx, post.threadId), at)) await tellOfPublication(tx, edited, at);
      await tellWebhooks(tx, { event: 'post.edited', siteId: post.siteId, subject: post.uid }, at);
      const seq = await appendChange(tx, { threadId: post.threadId, kind: 'post.edited', postId: post.id, count: 0, at });
      return { threadId: post.threadId, seq, kind: 'post.edited' as const, case: onCase };
    },
    { lock: place.name },
  );

  if (written.seq !== null)
    bus.emit('thread.changed', { threadId: written.threadId, place: place.name, seq: written.seq, kind: written.kind });
  bus.emit('post.settled', { postId: edit.postId, place: place.name, authorId: member.id });
  if (written.case) bus.emit(written.case.opened ? 'case.opened' : 'case.changed', { siteId: place.site.id, caseId: written.case.id });
}

const earlier = ({ siteId, id, revision, source, format, html }: PostIn) => ({ siteId, postId: id, revision, source, format, html });
