import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import type { Assets } from './assets.ts';
import { pageHeaders, sharedHeaders } from './headers.ts';
import { previewPictures } from '../sites/frame.ts';
import type { Env } from './who.ts';

/** A hashed name never changes its bytes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** The loader is the one name publishers paste: a release reaches every page within five minutes. */
const SOON = 'public, max-age=300';

/** What the build made: the loader and the element's modules for any site, the desk and the sheet for our own pages. */
export function assetRoutes(assets: Assets) {
  const { folder } = assets;
  const serve = (cache: string) => serveStatic<Env>({ root: folder, onFound: (_path, c) => void c.header('cache-control', cache) });
  return new Hono<Env>()
    .use('/embed.js', sharedHeaders)
    .get('/embed.js', serve(SOON))
    .use('/quotes.js', sharedHeaders)
    .get('/quotes.js', serve(SOON))
    .use('/counts.js', sharedHeaders)
    .get('/counts.js', serve(SOON))
    .use('/disqus.js', sharedHeaders)
    .get('/disqus.js', serve(SOON))
    .use('/embed/*', sharedHeaders)
    .get('/embed/manifest.json', serve(SOON))
    .get('/embed/:file{.+\\.(?:js|css)}', serve(FOR_EVER))
    .use('/admin/*', previewPictures, pageHeaders(assets))
    .get('/admin', (c) => c.redirect('/admin/'))
    .get('/admin/assets/*', serve(FOR_EVER))
    .get('/admin/*', (c, next) => serveDesk(c, folder, next));
}

/** Every address of the desk is its one page; what it may show, the API decides. */
function serveDesk(c: Context<Env>, folder: string, next: () => Promise<void>) {
  if (!existsSync(join(folder, 'admin/index.html'))) throw new Refusal('not_found');
  return serveStatic<Env>({
    root: folder,
    path: 'admin/index.html',
    onFound: (_path, found) => void found.header('cache-control', 'no-cache'),
  })(c, next);
}
