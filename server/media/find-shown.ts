import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Config } from '../config.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { figuresIn, type Picture, type Shown } from './figures.ts';
import { widthsOf } from './picture.ts';

/** Of one post: more is an album. */
const MOST = 8;

const NAMED = /\]\(media:([\da-f]{8}-[\da-f-]{27})/gi;
const WITHOUT_WORDS = /!\[\s*\]\(media:/i;

const namedIn = (source: string): string[] => [...new Set([...source.matchAll(NAMED)].map(([, uid]) => uid!.toLowerCase()))];

/**
 * The pictures that a source names: one's own, shown nowhere else, `postId` apart. Refuses `invalid` for others, for those that
 * are gone, for too many, and where one is not described.
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
  const rows = await freeMedia(db.read, { uids, memberId: member.id, postId });
  if (rows.length < uids.length) throw refusal('media.gone');
  const standing = rows.filter(({ rightsUntil }) => rightsUntil === null || rightsUntil > now());
  return new Map(standing.map((row) => [row.uid, pictureOf(config, site, row)]));
}

type Free = { uids: string[]; memberId: number; postId: number | null };

function freeMedia(reader: Reader, { uids, memberId, postId }: Free) {
  const { media } = reader.t;
  const { uid, width, height, rightsUntil } = media;
  return reader.select({ uid, width, height, rightsUntil }).from(media).where(isFree(reader, { uids, memberId, postId }));
}

/** Not shown in another post, nor taken down. */
const isFree = ({ t: { media } }: Reader, { uids, memberId, postId }: Free) =>
  and(
    inArray(media.uid, uids),
    eq(media.memberId, memberId),
    isNull(media.removedAt),
    postId === null ? isNull(media.postId) : or(isNull(media.postId), eq(media.postId, postId)),
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

/** What somebody has sent and is about to show, on whatever site. */
export async function findToPreview({ config, db }: Pick<Deps, 'config' | 'db'>, accountId: number, source: string): Promise<Shown> {
  const uids = namedIn(source).slice(0, MOST);
  if (uids.length === 0) return new Map();
  const { media, members, sites } = db.read.t;
  const rows = await db.read
    .select({ uid: media.uid, width: media.width, height: media.height, host: sites.host })
    .from(media)
    .innerJoin(members, eq(members.id, media.memberId))
    .innerJoin(sites, eq(sites.id, media.siteId))
    .where(and(inArray(media.uid, uids), eq(members.accountId, accountId), isNull(media.removedAt)));
  return new Map(rows.map((row) => [row.uid, pictureOf(config, row, row)]));
}

type Row = { uid: string; width: number | null; height: number | null };

export function pictureOf(config: Config, site: Pick<Site, 'host'>, { uid, width, height }: Row): Picture {
  return { url: `${siteUrl(config, site)}/media/${uid}`, width: width!, height: height!, widths: widthsOf(width!) };
}

const refusal = (key: string, args?: Record<string, number>) => new Refusal('invalid', { fields: { source: args ? [key, args] : [key] } });
