import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';
import { linesIn } from './captions.ts';
import type { Given } from './captions-form.ts';
import { figuresIn, type Shown } from './figures.ts';
import { seenOf, seenRows, shownFrom } from './seen.ts';

/** Of one post: more is an album. */
const MOST = 8;

const NAMED = /\]\(media:([\da-f]{8}-[\da-f-]{27})/gi;
const WITHOUT_WORDS = /!\[\s*\]\(media:/i;

const namedIn = (source: string): string[] => [...new Set([...source.matchAll(NAMED)].map(([, uid]) => uid!.toLowerCase()))];

/**
 * The pictures, sounds and films that a source names: one's own, shown nowhere else, `postId` apart. Refuses `invalid` for
 * others, for those that are gone, for too many, and where one is not described.
 */
export async function findShown(
  { config, db, now }: Pick<Deps, 'config' | 'db' | 'now'>,
  { site, member, postId }: { site: Site; member: Pick<Member, 'id'>; postId: number | null },
  source: string,
): Promise<Shown> {
  const uids = namedIn(source);
  if (uids.length === 0) return new Map();
  if (uids.length > MOST) throw refusal('media.tooMany', { max: MOST });
  if (WITHOUT_WORDS.test(source)) throw refusal('media.noWords');
  const rows = await seenRows(db.read, isFree(db.read, { uids, memberId: member.id, postId }));
  if (rows.length < uids.length) throw refusal('media.gone');
  return shownFrom(rows, { config, site, now: now() });
}

type Free = { uids: string[]; memberId: number; postId: number | null };

/** Shown in no other post; nor, before it is in this one, taken down: what ended there stays named. */
const isFree = ({ t: { media } }: Reader, { uids, memberId, postId }: Free) =>
  and(
    inArray(media.uid, uids),
    eq(media.memberId, memberId),
    or(and(isNull(media.postId), isNull(media.removedAt)), postId === null ? undefined : eq(media.postId, postId)),
  );

/** What a post shows is its own from now on. Refuses `invalid` where another one took it meanwhile. */
export async function bindShown(tx: Writer, post: { id: number; authorId: number; html: string }) {
  const { media } = tx.t;
  for (const { uid, alt, credit } of figuresIn(post.html)) {
    const free = isFree(tx, { uids: [uid], memberId: post.authorId, postId: post.id });
    const bound = await tx.update(media).set({ postId: post.id, alt, credit }).where(free).returning({ id: media.id });
    if (bound.length === 0) throw refusal('media.gone');
  }
}

/** What somebody is about to put beside a sound or a film of their post. */
export type Recaptioned = Given & { uid: string };

/** The same with those captions. Refuses `not_found` where none of it plays under that id. */
export function recaption(shown: Shown, { uid, captions }: Recaptioned): Shown {
  const medium = shown.get(uid);
  if (medium?.kind !== 'audio' && medium?.kind !== 'video') throw new Refusal('not_found');
  const film = medium.kind === 'video';
  const said = film ? { captions: captions?.language ?? null } : { transcript: captions?.lines ?? [] };
  return new Map(shown).set(uid, { ...medium, ...said });
}

/** A source with what is said in what it shows, or is about to be: the phases read all of it. */
export async function withCaptions(
  { db }: Pick<Deps, 'db'>,
  { source, fresh }: { source: string; fresh?: Recaptioned | undefined },
  shown: Shown,
): Promise<string> {
  const played = [...shown].filter(([uid, { kind }]) => (kind === 'audio' || kind === 'video') && uid !== fresh?.uid).map(([uid]) => uid);
  const lines = fresh?.captions?.lines ?? [];
  if (played.length === 0) return [source, ...lines].join('\n\n');
  const { media } = db.read.t;
  const rows = await db.read
    .select({ captions: media.captions })
    .from(media)
    .where(and(inArray(media.uid, played), isNotNull(media.captions)));
  return [source, ...rows.map(({ captions }) => linesIn(captions!).join('\n')), lines.join('\n')].join('\n\n');
}

/** What somebody has sent and is about to show, on whatever site. */
export async function findToPreview({ config, db }: Pick<Deps, 'config' | 'db'>, accountId: number, source: string): Promise<Shown> {
  const uids = namedIn(source).slice(0, MOST);
  if (uids.length === 0) return new Map();
  const { media, members, sites } = db.read.t;
  const theirs = await db.read
    .select({ uid: media.uid, host: sites.host, settings: sites.settings })
    .from(media)
    .innerJoin(members, eq(members.id, media.memberId))
    .innerJoin(sites, eq(sites.id, media.siteId))
    .where(and(inArray(media.uid, uids), eq(members.accountId, accountId), isNull(media.removedAt)));
  if (theirs.length === 0) return new Map();
  const mine = new Map(theirs.map(({ uid, ...site }) => [uid, site]));
  const rows = await seenRows(db.read, inArray(media.uid, [...mine.keys()]));
  return new Map(rows.map((row) => [row.uid, seenOf(config, mine.get(row.uid)!, row)]));
}

const refusal = (key: string, args?: Record<string, number>) => new Refusal('invalid', { fields: { source: args ? [key, args] : [key] } });
