import { eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { sharedHeaders } from '../http/headers.ts';
import { hostSite } from '../http/request.ts';
import type { Env } from '../http/who.ts';
import { isOut } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { figuresIn } from './figures.ts';
import { fileName } from './files.ts';
import { isKey } from './key.ts';
import { widthsOf } from './picture.ts';

/** Whoever keeps it asks each time whether it still stands: what was taken down is gone at once, everywhere. */
const CACHE = 'public, no-cache';
/** What only some may see is kept by nobody. */
const KEEP_NOT = 'private, no-store';

/** Pictures of posts, for our own pages and for whatever page shows the embed. By no cookie: see key.ts. */
export const mediaFileRoutes = new Hono<Env>().use('/media/*', sharedHeaders).get('/media/:id/:width{[0-9]+}', async (c) => {
  const [uid, width] = [c.req.param('id'), Number(c.req.param('width'))];
  const medium = await findMedium(c.var.deps, uid);
  if (!medium || medium.siteId !== (await hostSite(c))?.id || !widthsOf(medium.width!).includes(width)) throw new Refusal('not_found');
  const open = await isPublic(c.var.deps, medium);
  if (!open && !isKey(c.var.deps.config, uid, c.req.query('key') ?? '', c.var.deps.now())) throw new Refusal('not_found');
  c.header('cache-control', open ? CACHE : KEEP_NOT);
  c.header('content-security-policy', "default-src 'none'; sandbox");
  const etag = `"${uid}-${width}"`;
  c.header('etag', etag);
  if (open && c.req.header('if-none-match') === etag) return c.body(null, 304);
  return send(c, fileName(medium, width));
});

async function send(c: Context<Env>, name: string) {
  const file = await c.var.deps.store.get(name);
  if (!file) throw new Refusal('not_found');
  return c.body(file.body, 200, { 'content-type': 'image/webp', 'content-length': String(file.bytes) });
}

type Medium = NonNullable<Awaited<ReturnType<typeof findMedium>>>;

async function findMedium({ db: { read } }: Deps, uid: string) {
  const { media } = read.t;
  const { siteId, postId, key, width, rightsUntil, removedAt } = media;
  const [row] = await read
    .select({ uid: media.uid, siteId, postId, key, width, rightsUntil, removedAt })
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
