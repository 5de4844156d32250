import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accountPages } from './accounts/pages.tsx';
import { windowHeaders } from './accounts/window-headers.ts';
import { embedSessionRoutes } from './accounts/embed-routes.ts';
import { articleRoutes } from './articles/routes.ts';
import { caseRoutes } from './cases/routes.ts';
import { charterPages } from './charter/pages.tsx';
import { charterRoutes } from './charter/routes.ts';
import type { Deps } from './deps.ts';
import { deskRoutes } from './desk/routes.ts';
import { Refusal } from './errors.ts';
import { forumPages } from './forum/pages.tsx';
import { assetRoutes } from './http/asset-routes.ts';
import { embedRoutes } from './forum/embed-routes.ts';
import { pageHeaders, sharedHeaders } from './http/headers.ts';
import { answerError } from './http/refuse.tsx';
import { openRequest, readSite } from './http/request.ts';
import { readWho, type Env } from './http/who.ts';
import { openapi } from './http/openapi.ts';
import { healthRoutes } from './ops/health-routes.ts';
import { postRoutes } from './posts/routes.ts';
import { settingsRoutes } from './sites/routes.ts';
import { threadRoutes } from './threads/routes.ts';

/** A post of 10,000 characters is at most 40 KB of UTF-8; nothing else we take is larger. */
const MAX_BODY = 64 * 1024;

/**
 * The map of the server: what every request goes through, then one line a slice. `beside` are pages that are not the
 * product's own (the demonstration's newspaper): they answer before its headers and its sign-in.
 */
export function createApp(deps: Deps, beside?: Hono<Env>) {
  const app = new Hono<Env>();
  app.onError(answerError);
  app.notFound(() => {
    throw new Refusal('not_found');
  });

  app.use(openRequest(deps));
  app.route('/', healthRoutes);
  app.route('/', assetRoutes(deps.assets));
  if (beside) app.route('/', beside);
  // Looking for a body makes a whole Request of what came: a read has none.
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', limitBody);

  const api = new Hono<Env>();
  api.use(sharedHeaders, readWho);
  api.route('/', threadRoutes);
  api.route('/', postRoutes);
  api.route('/', embedSessionRoutes);
  api.route('/', articleRoutes);
  // Those above name their site; the desk's is its host's.
  api.use(readSite);
  api.route('/', caseRoutes);
  api.route('/', charterRoutes);
  api.route('/', settingsRoutes);
  api.route('/', deskRoutes);
  api.get('/openapi.json', openapi(api));
  app.route('/api/v1', api);

  app.use('/embed/thread', sharedHeaders, readSite, readWho);
  app.route('/', embedRoutes);

  app.use(windowHeaders, pageHeaders(deps.assets), readSite, readWho);
  app.route('/', accountPages);
  app.route('/', charterPages);
  app.route('/', forumPages);
  return app;
}

const limitBody = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new Refusal('too_large');
  },
});
