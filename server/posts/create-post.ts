import { acceptByPosting, isToAccept } from '../accounts/accept-charter.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Author } from '../http/who.ts';
import { keepFindings, openCaseFor } from '../cases/open-case.ts';
import { asSpeaker } from '../invitations/invited.ts';
import { countActiveDay } from '../members/active-day.ts';
import { bindShown, findShown, withCaptions } from '../media/find-shown.ts';
import { findCalled, saveCalled } from '../mentions/find-called.ts';
import { ageAsked, declareAge, refuseUndeclared } from '../members/age.ts';
import { renderBody } from '../markdown/render.ts';
import { isHeld } from '../moderation/screen.ts';
import { screenPost } from '../moderation/screen-post.ts';
import { awaitsSecondEyes, requireVoice } from '../voices/speak-as.ts';
import { partnerIn } from '../partners/queries.ts';
import { refuseRestricted } from '../sanctions/refuse.ts';
import { kinds } from '../threads/kinds.ts';
import { canAnswer, datedEnd, isNewsroom, refusalToPost, rulesOf, type Speaker } from '../threads/policy.ts';
import { insertThread, openWith, type NewThread } from '../threads/insert-thread.ts';
import { sayTag } from '../threads/tags.ts';
import { ensureArticleThread, threadIn, wasIn, type Place, type Thread } from '../threads/queries.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import type { NewPost } from './input.ts';
import { insertPost } from './insert-post.ts';
import { recordOrigin } from './origin-record.ts';
import { findByClientId, postById, type PostIn } from './queries.ts';
import { refusePace } from './refuse-pace.ts';
import { publish } from './transitions.ts';

/** What is done in the very transaction that writes a post, before it is public. */
export type Within = (tx: Writer, post: PostIn) => Promise<void>;

/**
 * Writes a post: public at once, or held with a case. A repeat of (author, client id) gives the first one again. With
 * `opens` it opens a new thread (threads/open-thread.ts).
 * Refuses `thread_closed`, `answers_over`, `live_over`, `live_paused`, `subscribers_only`, `not_invited`, `age_undeclared`, `parent_gone`, `parent_moved`; `banned`, `suspended`, `warning_unread`; `nudged`,
 * `text_refused`; `too_fast` where the thread is in slow mode.
 * @returns the post's inside id, and whether this call made it
 */
export async function createPost(
  deps: Deps,
  who: { actor: Author; address: Address },
  input: Pick<NewPost, 'parent' | 'clientId' | 'source' | 'page' | 'ofAge' | 'typedMs' | 'voice'> & {
    place: Place;
    opens?: NewThread;
    within?: Within;
    /** Of the newsroom's own, where nobody else writes any more, or did from the beginning. */
    evenClosed?: true;
    /** Another of the newsroom approved it: a voice asks for no second pair of eyes. */
    alreadyRead?: boolean;
    via?: 'mail';
  },
): Promise<{ id: number; created: boolean }> {
  const { db, now } = deps;
  const { member } = who.actor;
  const { place } = input;
  const voice = input.voice ? await requireVoice(db.read, member, input.voice) : null;
  const authorId = voice?.memberId ?? member.id;
  const known = await findByClientId(db.read, authorId, input.clientId);
  if (known !== null) return { id: known, created: false };
  const speaker = await asSpeaker(db.read, { member, thread: place.thread, now: now() });
  if (!input.evenClosed) refuseUnlessOpen(place, speaker, now());
  await refuseRestricted(db.read, member.id, now());
  const age = ageAsked(place.site, member);
  refuseUndeclared(age, input.ofAge === true);
  if (!speaker.host) await limitPace(deps, who, input);

  const parent = input.parent ? await findParent(deps, place, input.parent) : null;
  refuseUnasked(place, speaker, parent !== null);
  const called = await findCalled(deps, { site: place.site, member }, input.source);
  const shown = await findShown(deps, { site: place.site, member, postId: null }, input.source);
  const html = await renderBody(input.source, 'markdown', called, shown);
  const words = await withCaptions(deps, { source: input.source }, shown);
  const found = await screenPost(deps, who.actor, {
    place,
    parentId: parent?.id ?? null,
    source: input.opens ? [...namedBy(input.opens), words].join('\n\n') : words,
    html,
    invited: speaker.invited,
    typedMs: input.typedMs ?? null,
    before: null,
  });
  const findings = voice?.secondEyes && !input.alreadyRead ? [...found, awaitsSecondEyes] : found;

  const at = now();
  const uid = deps.newId();
  const caseUid = deps.newId();
  const threadUid = deps.newId();
  const sealed = deps.seal({ ...who.address, at });
  const written = await db.write(
    async (tx) => {
      const first = await findByClientId(tx, authorId, input.clientId);
      if (first !== null) return { id: first, created: false as const };
      const thread = await threadFor(tx, { ...input, uid: threadUid, at });
      const there = await asSpeaker(tx, { member, thread, now: at });
      const { invited } = there;
      // What it opens with is written before anybody finds it.
      const partner = place.partner && (await partnerIn(tx, place.partner.id));
      const here = { ...place, partner, thread: input.opens ? { ...thread, opensAt: null } : thread };
      if (!input.evenClosed) refuseUnlessOpen(here, there, at);
      await refusePace(tx, rulesOf(here, at), { threadId: thread.id, speaker: there, now: at });
      const post = await insertPost(tx, {
        uid,
        clientId: input.clientId,
        siteId: place.site.id,
        threadId: thread.id,
        surface: place.articleKey === null ? 'forum' : 'comments',
        authorId,
        handId: voice && member.id,
        parentId: parent?.id ?? null,
        expert: invited,
        format: 'markdown',
        source: input.source,
        via: input.via ?? null,
        html,
        createdAt: at,
      });
      if (called.size > 0) await saveCalled(tx, post, called);
      await bindShown(tx, post);
      if (input.opens) {
        await openWith(tx, thread.id, post.id);
        await input.opens.details?.insert(tx, { ...thread, openingId: post.id }, at);
      }
      if (isToAccept(member, place.site)) await acceptByPosting(tx, member);
      await countActiveDay(tx, member.id, place.site, at);
      if (age !== null) await declareAge(tx, member.id, at);
      await recordOrigin(tx, { siteId: place.site.id, postId: post.id, memberId: member.id, act: 'create', sealed, at });
      await keepFindings(tx, post, findings, at);
      await input.within?.(tx, post);
      if (!isHeld(findings))
        return { id: post.id, created: true as const, threadId: thread.id, seq: await publish(tx, post, at), case: null };
      await tellWebhooks(tx, { event: 'post.held', siteId: post.siteId, subject: post.uid }, at);
      return {
        id: post.id,
        created: true as const,
        threadId: thread.id,
        seq: null,
        case: await openCaseFor(tx, post, { uid: caseUid, findings }, at),
      };
    },
    // Whoever opens one twice at once, with the same client id, has it once.
    { lock: input.opens ? `opens:${member.id}` : place.name },
  );

  if (written.created) announce(deps, place, member.id, written);
  return { id: written.id, created: written.created };
}

type Pacing = { place: Place; opens?: NewThread };

async function limitPace({ limit }: Deps, { actor: { member }, address }: { actor: Author; address: Address }, { place, opens }: Pacing) {
  if (isNewsroom(member)) return;
  const live = place.thread !== null && kinds[place.thread.kind].flows;
  await Promise.all([limit(live ? 'postLive' : 'post', `member ${member.id}`), limit('postFromAddress', address.ip)]);
  if (opens) await Promise.all([limit('openThread', `member ${member.id}`), limit('openThreadFromAddress', address.ip)]);
}

function refuseUnlessOpen(place: Place, speaker: Speaker, at: Date) {
  const rules = rulesOf(place, at);
  const refusal = refusalToPost(rules, speaker, at);
  const end = place.thread && datedEnd(place.thread);
  if (refusal === 'thread_closed' && end && end <= at) throw new Refusal('answers_over', { until: end });
  if (refusal === 'thread_closed' && place.thread && kinds[place.thread.kind].flows)
    throw new Refusal('live_over', rules.closesAt ? { until: rules.closesAt } : {});
  if (refusal) throw new Refusal(refusal);
  // Who opens one is its host before anybody is named.
  if (rules.hostsOnly && !speaker.host && place.thread) throw new Refusal('live_paused');
}

/** Where only the invited and the newsroom answer, everybody asks. */
function refuseUnasked({ thread }: Place, speaker: Speaker, answers: boolean) {
  if (thread && answers && !canAnswer(thread, speaker)) throw new Refusal('not_invited');
}

/** What answers a thread's opening is a root: were the opening one, all would hang in its branch. */
async function findParent({ db }: Deps, place: Place, uid: string) {
  const parent = await postById(db.read, uid);
  if (!parent || !place.thread || (parent.threadId !== place.thread.id && !(await wasIn(db.read, place.thread.id, parent.id))))
    throw new Refusal('invalid', { fields: { parent: ['field.wrong'] } });
  if (parent.threadId !== place.thread.id) throw new Refusal('parent_moved');
  return parent.id === place.thread.openingId ? null : parent;
}

/** What readers see of a thread beside its posts. */
const namedBy = ({ title, tags, details }: NewThread) => [title, ...tags.map(sayTag), ...(details?.text ? [details.text] : [])];

type Where = { place: Place; opens?: NewThread; page?: NewPost['page']; uid: string; at: Date };

async function threadFor(tx: Writer, { place, opens, page, uid, at }: Where): Promise<Thread> {
  if (place.thread) return threadIn(tx, place.thread.id);
  if (opens) return insertThread(tx, opens, at);
  return ensureArticleThread(tx, { siteId: place.site.id, key: place.articleKey!, uid, claimed: page ?? null, now: at });
}

function announce(
  deps: Deps,
  place: Place,
  authorId: number,
  written: { id: number; threadId: number; seq: number | null; case: { id: number; opened: boolean } | null },
) {
  const { bus } = deps;
  if (written.seq !== null)
    bus.emit('thread.changed', { threadId: written.threadId, place: place.name, seq: written.seq, kind: 'post.published' });
  else bus.emit('post.settled', { postId: written.id, place: place.name, authorId });
  if (written.case) bus.emit(written.case.opened ? 'case.opened' : 'case.changed', { siteId: place.site.id, caseId: written.case.id });
}
