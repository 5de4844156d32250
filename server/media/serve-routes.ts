import { eq, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { sharedHeaders } from '../http/headers.ts';
import { hostSite } from '../http/request.ts';
import type { Env } from '../http/who.ts';
import { isOut } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { figuresIn } from './figures.ts';
import { fileName, playName } from './files.ts';
import { isKey } from './key.ts';
import { widthsOf } from './picture.ts';
import { readRange } from './range.ts';

/** Whoever keeps it asks each time whether it still stands: what was taken down is gone at once, everywhere. */
const CACHE = 'public, no-cache';
/** What only some may see is kept by nobody. */
const KEEP_NOT = 'private, no-store';

/** Pictures, sounds and films of posts, for our own pages and for whatever page shows the embed. By no cookie: see key.ts. */
export const mediaFileRoutes = new Hono<Env>().use('/media/*', sharedHeaders).get('/media/:id/:part{[0-9]+|play|captions}', async (c) => {
  const [uid, part] = [c.req.param('id'), c.req.param('part')];
  const medium = await findMedium(c.var.deps, uid);
  if (!medium || medium.siteId !== (await hostSite(c))?.id || !hasPart(medium, part)) throw new Refusal('not_found');
  const open = await isPublic(c.var.deps, medium);
  if (!open && !isKey(c.var.deps.config, uid, c.req.query('key') ?? '', c.var.deps.now())) throw new Refusal('not_found');
  c.header('cache-control', open ? CACHE : KEEP_NOT);
  c.header('content-security-policy', "default-src 'none'; sandbox");
  if (part === 'captions') return sendCaptions(c, medium);
  const etag = `"${uid}-${part}"`;
  c.header('etag', etag);
  if (open && c.req.header('if-none-match') === etag) return c.body(null, 304);
  return part === 'play' ? sendPart(c, medium, etag) : send(c, fileName(medium, Number(part)), 'image/webp');
});

const hasPart = ({ kind, width, captioned }: Medium, part: string) => {
  if (kind === 'image') return widthsOf(width!).includes(Number(part));
  return part === 'play' || (part === 'captions' && captioned);
};

async function send(c: Context<Env>, name: string, type: string) {
  const file = await c.var.deps.store.get(name);
  if (!file) throw new Refusal('not_found');
  return c.body(file.body, 200, { 'content-type': type, 'content-length': String(file.bytes) });
}

/** A player asks for parts (RFC 9110, 14): it begins before all is there, and goes to where one listens. */
async function sendPart(c: Context<Env>, medium: Medium, etag: string) {
  c.header('accept-ranges', 'bytes');
  const range = readRange({ range: c.req.header('range'), ifRange: c.req.header('if-range') }, { size: medium.bytes, etag });
  if (range === null) return send(c, playName(medium), medium.type);
  if (range === 'nowhere') return c.body(null, 416, { 'content-range': `bytes */${medium.bytes}` });
  const file = await c.var.deps.store.get(playName(medium), range);
  if (!file) throw new Refusal('not_found');
  return c.body(file.body, 206, {
    'content-type': medium.type,
    'content-length': String(file.bytes),
    'content-range': `bytes ${range.first}-${range.last}/${medium.bytes}`,
  });
}

async function sendCaptions(c: Context<Env>, { id }: Medium) {
  const { media } = c.var.deps.db.read.t;
  const [row] = await c.var.deps.db.read.select({ captions: media.captions }).from(media).where(eq(media.id, id));
  return c.body(row!.captions!, 200, { 'content-type': 'text/vtt; charset=utf-8' });
}

type Medium = NonNullable<Awaited<ReturnType<typeof findMedium>>>;

async function findMedium({ db: { read } }: Deps, uid: string) {
  const { media } = read.t;
  const { id, siteId, postId, kind, type, key, bytes, width, rightsUntil, removedAt } = media;
  const captioned = sql<number>`case when ${media.captions} is null then 0 else 1 end`.mapWith(Boolean);
  const [row] = await read
    .select({
      id,
      uid: media.uid,
      siteId,
      postId,
      kind,
      type,
      key,
      bytes,
      width,
      rightsUntil,
      removedAt,
      captioned,
    })
    .from(media)
    .where(eq(media.uid, uid));
  return row ?? null;
}

/** As long as its post is, and shows it. */
async function isPublic({ db: { read }, now }: Deps, { uid, postId, rightsUntil, removedAt }: Medium): Promise<boolean> {
  const { posts } = read.t;
  if (postId === null || removedAt || (rightsUntil && rightsUntil <= now())) return false;
  const [post] = await read
    .select({ state: posts.state, html: posts.html, threadId: posts.threadId })
    .from(posts)
    .where(eq(posts.id, postId));
  if (post?.state !== 'published' || !figuresIn(post.html).some((figure) => figure.uid === uid)) return false;
  return isOut((await findThreadPlace(read, post.threadId))!.thread, now());
}
