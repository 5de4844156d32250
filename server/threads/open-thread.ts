import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Author } from '../http/who.ts';
import { createPost, type Within } from '../posts/create-post.ts';
import type { Site } from '../sites/queries.ts';
import type { OpenedThread, Planned } from './input.ts';
import { refuseEnded } from '../partners/policy.ts';
import { partnerByUid } from '../partners/queries.ts';
import { refuseDates } from './answering.ts';
import { kindDetails } from './kind-details.ts';
import { kinds } from './kinds.ts';
import { threadPlace } from './place.ts';
import { refuseGone, type PlannedThread } from './insert-thread.ts';
import { isNewsroom, mayMakeTags, refusalToOpen } from './policy.ts';
import { requireVoice } from '../voices/speak-as.ts';
import { findArticlePlace, findSpace, type Place } from './queries.ts';

/**
 * Opens a thread of the forum with its first post, which is screened like any: public at once, or held, and the thread with
 * it. A repeat of (author, client id) gives the first one again. Refuses `invalid` for a space that is not there or archived and for a tag that is none where members make none, `forbidden`,
 * `not_invited` and `subscribers_only` for who may not open one there, and all that createPost refuses.
 * What is planned with it is the newsroom's to say: refuses `forbidden` to others, `invalid` for dates that are past and for what its kind refuses.
 * @returns the inside id of the post it opens with, and whether this call made it
 */
export async function openThread(
  deps: Deps,
  who: { actor: Author; address: Address },
  { site, within, alreadyRead, ...input }: OpenedThread & { site: Site; within?: Within; alreadyRead?: boolean },
): Promise<{ id: number; created: boolean }> {
  const { space, opens } = await prepareOpening(deps, { site, member: who.actor.member }, input);
  const uid = deps.newId();
  const place: Place = { site, space, article: null, thread: null, partner: null, articleKey: null, name: threadPlace(uid) };
  const { clientId, source, ofAge, typedMs, voice } = input;
  const text = { parent: null, clientId, source, ofAge, typedMs, voice };
  return createPost(deps, who, {
    place,
    opens: { uid, ...opens },
    ...text,
    ...(within && { within }),
    ...(alreadyRead && { alreadyRead }),
  });
}

/** All that is looked at before one opens; refuses as openThread. */
export async function prepareOpening(deps: Deps, { site, member }: { site: Site; member: Member }, input: OpenedThread) {
  const space = await findSpace(deps.db.read, site.id, input.space);
  refuseGone(space);
  const refusal = refusalToOpen(kinds[input.kind], space, member);
  if (refusal) throw new Refusal(refusal);
  const { kind, title, tags, voice } = input;
  const opens = {
    siteId: site.id,
    spaceId: space.id,
    authorId: voice ? (await requireVoice(deps.db.read, member, voice)).memberId : member.id,
    kind,
    title,
    tags,
    mayMakeTags: mayMakeTags(site, member),
    ...(await planOf(deps, { site, member, input })),
  };
  return { space, opens };
}

type Planning = { site: Site; member: Member; input: Planned & Pick<OpenedThread, 'kind' | 'details'> };

async function planOf(deps: Deps, { site, member, input }: Planning): Promise<PlannedThread> {
  const { opensAt, closesAt, remindsAt, article, partner } = input;
  const dated = kinds[input.kind].closes === 'dates';
  const [answersFrom, answersUntil] = dated ? [input.answersFrom, input.answersUntil] : [null, null];
  const acts = [
    { field: 'opensAt', act: 'open', at: opensAt },
    { field: 'closesAt', act: 'close', at: closesAt },
    { field: 'remindsAt', act: 'remind', at: remindsAt },
  ] as const;
  const said = acts.flatMap(({ at, ...one }) => (at ? [{ ...one, at }] : []));
  if (!isNewsroom(member) && (said.length > 0 || answersFrom || answersUntil || article || partner)) throw new Refusal('forbidden');
  const now = deps.now();
  refuseDates({ from: answersFrom, until: answersUntil }, now);
  for (const { field, at } of said) if (at <= now) throw new Refusal('invalid', { fields: { [field]: ['field.past'] } });
  const timers = said.map(({ act, at }) => ({ uid: deps.newId(), act, at }));
  const details = (await kindDetails[input.kind]?.plan?.(input.details, { db: deps.db, site, member, now })) ?? null;
  const articleId = article ? await articleOf(deps, site, article) : null;
  const partnerId = partner ? await partnerNamed(deps, site, partner) : null;
  return { answersFrom, answersUntil, opensAt, timers, articleId, partnerId, details };
}

async function partnerNamed({ db }: Deps, site: Site, uid: string): Promise<number> {
  const partner = await partnerByUid(db.read, site.id, uid);
  refuseEnded(partner);
  return partner.id;
}

async function articleOf({ db }: Deps, site: Site, key: string): Promise<number> {
  const { article } = await findArticlePlace(db.read, site, key);
  if (!article?.confirmedAt) throw new Refusal('invalid', { fields: { article: ['field.unknown_article', { article: key }] } });
  return article.id;
}
