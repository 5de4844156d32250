import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { readCursor } from '../http/cursor.ts';
import { dateOf } from '../i18n/translate.ts';
import { historyPages } from '../posts/history-pages.tsx';
import { ownPostPages } from '../posts/own-pages.tsx';
import { postById } from '../posts/queries.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { reactionPages } from '../reactions/pages.tsx';
import { siteUrl } from '../sites/url.ts';
import { kinds } from '../threads/kinds.ts';
import { canFind } from '../threads/policy.ts';
import { findArticlePlace, findThreadPlace, type Place } from '../threads/queries.ts';
import { readThread } from '../threads/read-thread.ts';
import { element } from './embed-routes.ts';
import { forumThreads, spacesOf } from './queries.ts';
import { newThreadPages } from './new-pages.tsx';
import { reportPages } from './report-pages.tsx';
import { threadPath } from '../threads/thread-path.ts';
import { writePages } from './write-pages.tsx';

export const forumPages = new Hono<Env>()
  .get('/', async (c) => {
    const site = requireSite(c);
    const { read } = c.var.deps.db;
    return home(c, await spacesOf(read, site.id), await forumThreads(read, site.id));
  })
  .get('/s/:slug', async (c) => {
    const site = requireSite(c);
    const { read } = c.var.deps.db;
    const spaces = await spacesOf(read, site.id);
    const space = spaces.find(({ slug }) => slug === c.req.param('slug'));
    if (!space) throw new Refusal('not_found');
    return home(c, spaces, await forumThreads(read, site.id, space.id), space);
  })
  .get('/t/:id', (c) => threadAt(c, c.req.param('id')))
  .get('/t/:id/:slug', (c) => threadAt(c, c.req.param('id')))
  .get('/a/:article', async (c) => threadPage(c, await findArticlePlace(c.var.deps.db.read, requireSite(c), c.req.param('article'))))
  .get('/p/:id', async (c) => {
    const post = await postById(c.var.deps.db.read, c.req.param('id'));
    const place = post?.listed && (await findThreadPlace(c.var.deps.db.read, post.threadId));
    if (!place) throw new Refusal('not_found');
    return c.redirect(`${siteUrl(c.var.deps.config, place.site)}${threadPath(place.thread)}?around=${post.uid}#p-${post.uid}`);
  })
  .route('/', newThreadPages)
  .route('/', writePages)
  .route('/', ownPostPages)
  .route('/', historyPages)
  .route('/', reportPages)
  .route('/', reactionPages);

/** By its id alone, at the one address that its title makes of it. */
async function threadAt(c: Context<Env>, id: string) {
  const site = requireSite(c);
  const place = await findThreadPlace(c.var.deps.db.read, id);
  const viewer = await actorOf(c, site);
  if (place?.site.id !== site.id || !canFind(place.thread, viewer?.member ?? null, c.var.deps.now())) throw new Refusal('not_found');
  const path = threadPath(place.thread);
  if (c.req.path !== path) return c.redirect(path + new URL(c.req.url).search, 301);
  return threadPage(c, place);
}

/** The thread at full width: the very component of the embed. */
async function threadPage(c: Context<Env>, place: Place) {
  const { deps, locale } = c.var;
  const sort =
    (['newest', 'oldest', 'replies', 'flat'] as const).find((one) => one === c.req.query('sort')) ??
    kinds[place.thread?.kind ?? 'article'].sort;
  const viewer = await actorOf(c, place.site);
  const page = await readThread(deps, viewer, { place, sort, around: c.req.query('around'), after: readCursor(c.req.query('cursor')) });
  const html = element(page, {
    css: deps.assets.manifest.css,
    lang: locale,
    now: deps.now().getTime(),
    timeZone: place.site.timeZone,
    here: c.req.query('around') ?? null,
  });
  const t = wordsOf(c);
  return renderPage(c, {
    title: page.thread.title ?? t('thread.article'),
    script: '/embed.js',
    children: (
      <>
        {page.thread.article?.url && (
          <p class="kicker">
            <a href={page.thread.article.url}>{t('thread.readArticle')}</a>
          </p>
        )}
        <h1>{page.thread.title ?? t('thread.article')}</h1>
        <div class="conversation" dangerouslySetInnerHTML={{ __html: html }} />
      </>
    ),
  });
}

type Space = Awaited<ReturnType<typeof spacesOf>>[number];
type Row = Awaited<ReturnType<typeof forumThreads>>[number];

function home(c: Context<Env>, spaces: Space[], threads: Row[], here?: Space) {
  const t = wordsOf(c);
  const site = requireSite(c);
  return renderPage(c, {
    title: here?.name ?? t('forum.title'),
    children: (
      <div class="two">
        <section>
          <div class="line ends">
            <h1>{here?.name ?? site.settings.forumName}</h1>
            <a class="btn main" href={here ? `/new?space=${here.slug}` : '/new'}>
              {t('new.title')}
            </a>
          </div>
          {here?.description && <p class="lede">{here.description}</p>}
          <Threads t={t} threads={threads} locale={c.var.locale} timeZone={site.timeZone} />
        </section>
        <aside aria-labelledby="spaces">
          <section>
            <h2 id="spaces">{t('forum.spaces')}</h2>
            <ul class="rows tight">
              {spaces.map((space) => (
                <li key={space.slug}>
                  <a href={`/s/${space.slug}`} aria-current={space === here ? 'page' : undefined}>
                    {space.name}
                  </a>
                  {space.description && <p class="meta">{space.description}</p>}
                </li>
              ))}
            </ul>
          </section>
        </aside>
      </div>
    ),
  });
}

function Threads({ t, threads, locale, timeZone }: { t: Translate; threads: Row[]; locale: 'fr' | 'en'; timeZone: string }) {
  if (threads.length === 0) return <p class="centre meta">{t('forum.empty')}</p>;
  return (
    <ol class="rows">
      {threads.map((thread) => (
        <li key={thread.uid} class="row">
          <div>
            <h2 class="small">
              <a href={threadPath(thread)}>{thread.title}</a>
            </h2>
            <p class="meta">
              <a class="plain" href={`/s/${thread.spaceSlug}`}>
                {thread.space}
              </a>
              {thread.closedAt && <span>{t('forum.closed')}</span>}
            </p>
          </div>
          <p class="num">
            <span>{t('forum.posts', { n: thread.count })}</span>
            {thread.lastAt && (
              <span>
                <time dateTime={thread.lastAt.toISOString()}>{dateOf(locale, thread.lastAt, timeZone)}</time>
              </span>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
