import { z } from 'zod';
import { check } from '../accounts/form.tsx';
import { accountOfMember, findMember, roleOf } from '../accounts/queries.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { prepareDigest } from '../digests/prepare.ts';
import { Refusal } from '../errors.ts';
import type { Author } from '../http/who.ts';
import { clientId, source, voice } from '../posts/input.ts';
import type { Site } from '../sites/queries.ts';
import { openedThread, type OpenedThread } from '../threads/input.ts';
import { prepareOpening } from '../threads/open-thread.ts';
import { isClosed, isNewsroom, rulesOf } from '../threads/policy.ts';
import { findArticlePlace, type Place } from '../threads/queries.ts';
import { voicesFor } from '../voices/queries.ts';
import type { Planned } from './wire.ts';

/** Of what is only tried. */
const NO_CLIENT = '--------';

/**
 * Tries all that opening it will ask, at its moment. Refuses `invalid` by the names of its fields: without a moment or for one that
 * is past, whose author has gone or whose voice is no longer theirs, and as opening one by hand does.
 */
export async function refuseUnready(deps: Deps, site: Site, { planned, authorId }: { planned: Planned; authorId: number }) {
  if (planned.at === null) throw wrong('at', 'field.required');
  const at = new Date(planned.at);
  if (at <= deps.now()) throw wrong('at', 'field.past');
  const { member } = await requireAuthor(deps.db.read, site, authorId);
  if (planned.kind === 'digest') return void (await prepareDigest({ ...deps, now: () => at }, site, planned));
  if (planned.voice && !(await voicesFor(deps.db.read, member)).some(({ uid }) => uid === planned.voice))
    throw wrong('voice', 'planning.voice_gone');
  if (planned.kind !== 'article') {
    await prepareOpening({ ...deps, now: () => at }, { site, member }, openingOf(planned, NO_CLIENT));
    return;
  }
  sayingOf(planned, NO_CLIENT);
  if (isClosed(rulesOf(await articlePlace(deps.db.read, site, planned), at), at)) throw wrong('article', 'planning.article_closed');
}

/** Of the newsroom still, with an account that answers for it. Refuses `invalid`. */
export async function requireAuthor(reader: Reader, site: Site, memberId: number): Promise<Author> {
  const account = await accountOfMember(reader, memberId);
  const member = account && (await findMember(reader, site.id, account.id));
  const actor = member && { member: { ...member, role: roleOf(account, member) }, session: { account } };
  if (!actor || !isNewsroom(actor.member)) throw wrong('author', 'planning.author_gone');
  return actor;
}

/** What openThread is given. Refuses `invalid`. */
export const openingOf = ({ dates, space, voice, article, ...planned }: Planned, clientId: string): OpenedThread =>
  check(openedThread, { ...planned, ...dates, article: article || null, space: space ?? '', voice: voice ?? '', opensAt: null, clientId });

const saying = z.object({ source, clientId, voice });

/** What createPost is, under an article. Refuses `invalid`. */
export const sayingOf = (planned: Planned, client: string) =>
  check(saying, { source: planned.source, voice: planned.voice ?? '', clientId: client });

/** Of an article that its publisher confirmed. Refuses `invalid`. */
export async function articlePlace(reader: Reader, site: Site, { article }: Pick<Planned, 'article'>): Promise<Place> {
  const place = await findArticlePlace(reader, site, article ?? '');
  if (!place.article?.confirmedAt)
    throw new Refusal('invalid', { fields: { article: ['field.unknown_article', { article: article ?? '' }] } });
  return place;
}

const wrong = (field: string, key: string) => new Refusal('invalid', { fields: { [field]: [key] } });
