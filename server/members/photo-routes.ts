import { Hono } from 'hono';
import { Refusal } from '../errors.ts';
import { sharedHeaders } from '../http/headers.ts';
import { hostSite } from '../http/request.ts';
import type { Env } from '../http/who.ts';
import { findPhoto } from './photo.ts';

/** Its name changes with it. What stands between us and a browser forgets it after a day: a photo that was taken off is gone by then. */
const CACHE = 'public, max-age=31536000, s-maxage=86400, immutable';

/** Faces, for our own pages and for whatever page shows the embed. */
export const photoRoutes = new Hono<Env>().use('/photos/*', sharedHeaders).get('/photos/:id', async (c) => {
  const photo = await findPhoto(c.var.deps.db.read, c.req.param('id'));
  if (!photo || photo.siteId !== (await hostSite(c))?.id) throw new Refusal('not_found');
  c.header('cache-control', CACHE);
  c.header('content-security-policy', "default-src 'none'");
  return c.body(new Uint8Array(photo.bytes), 200, { 'content-type': 'image/webp' });
});
