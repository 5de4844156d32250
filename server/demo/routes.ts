import { and, eq, like } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/who.ts';
import { renderElement } from '../forum/embed-routes.ts';
import { draw } from '../pages/draw.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { countsOf, findArticlePlace } from '../threads/queries.ts';
import { articles } from './articles.ts';
import { articlePage, frontPage } from './newspaper.ts';

/**
 * The newspaper, on an origin of its own: its pages answer at 127.0.0.1 and take their comments from localhost, two
 * sites to a browser, so that what separates a publisher from Terrasse in life separates them here.
 */
export function newspaper(deps: Deps, site: Site): Hono<Env> {
  const { origin, host } = deps.config.publicUrl;
  const options = { origin, now: site.createdAt };
  return new Hono<Env>()
    .use('/demo/*', async (c, next) => {
      if (c.req.header('host') === host) return c.redirect(`${newspaperOrigin(deps)}${c.req.path}`);
      c.header('content-security-policy', publisherPolicy(origin));
      await next();
      return;
    })
    .get('/demo', (c) => c.redirect(`${newspaperOrigin(deps)}/demo/`))
    .get('/demo/', async (c) =>
      c.html(
        frontPage({
          ...options,
          counts: await countsOf(
            deps.db.read,
            site.id,
            articles.map(({ id }) => id),
          ),
        }),
      ),
    )
    .get('/demo/articles/:slug', async (c) => {
      const article = articles.find(({ slug }) => slug === c.req.param('slug'));
      // What a publisher's server would ask of GET /embed/thread while it makes the page.
      const rendered = article?.serverRendered
        ? draw(
            await renderElement(deps, await findArticlePlace(deps.db.read, (await findSite(deps.db.read, site.id))!, article.id), {
              sort: 'newest',
              lang: article.lang,
            }),
          )
        : null;
      const quoted = article?.quotes && (await postThatBegins(deps, site, article.quotes));
      const html = articlePage(c.req.param('slug'), { ...options, ...(rendered && { rendered }), ...(quoted && { quoted }) });
      return html ? c.html(html) : c.notFound();
    });
}

async function postThatBegins({ db: { read } }: Deps, site: Site, words: string): Promise<string | undefined> {
  const { uid, siteId, source } = read.t.posts;
  const [post] = await read
    .select({ uid })
    .from(read.t.posts)
    .where(and(eq(siteId, site.id), like(source, `${words}%`)))
    .limit(1);
  return post?.uid;
}

/** Another site than the service's own, on the same port. */
export const newspaperOrigin = ({ config: { publicUrl } }: Pick<Deps, 'config'>) => `http://127.0.0.1:${publicUrl.port}`;

/** All that the embed asks of a publisher's policy (docs/embedding.md), beside the newspaper's own inline style. */
const publisherPolicy = (origin: string) =>
  [
    "default-src 'none'",
    `script-src ${origin}`,
    `connect-src ${origin} ${origin.replace(/^http/, 'ws')}`,
    "style-src 'unsafe-inline'",
    `img-src 'self' data: ${origin}`,
    "base-uri 'none'",
    `form-action 'self' ${origin}`,
  ].join('; ');
