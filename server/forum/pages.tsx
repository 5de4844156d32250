import { outPath } from '../audience/count-view.ts';
import { Hono, type Context } from 'hono';
import { carried } from '../audience/came-by.ts';
import { Refusal } from '../errors.ts';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { countOpening } from '../openings/shown.ts';
import { sayLabel } from '../partners/label.ts';
import { threadHead } from '../machines/thread-head.ts';
import { historyPages } from '../posts/history-pages.tsx';
import { ownPostPages } from '../posts/own-pages.tsx';
import { postById } from '../posts/queries.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { reactionPages } from '../reactions/pages.tsx';
import { Related } from '../search/Related.tsx';
import { relatedThreads } from '../search/similar.ts';
import { siteUrl } from '../sites/url.ts';
import { SORTS } from '../threads/input.ts';
import { kinds } from '../threads/kinds.ts';
import { whispersAbove } from '../whispers/pages.tsx';
import { thankedFor } from '../inbox/queries.ts';
import { ThankedLine } from '../inbox/ThankedLine.tsx';
import { articlesWith } from '../threads/linked-articles.ts';
import { canFind, isOut } from '../threads/policy.ts';
import { findArticlePlace, findThreadPlace, type Place, type Thread } from '../threads/queries.ts';
import { readThread } from '../threads/read-thread.ts';
import { answerPages } from './answer-pages.tsx';
import { thanksPages } from '../belonging/thanks-pages.tsx';
import { kindParts } from './kind-parts.tsx';
import { Bylines, bylinesOf } from '../follows/Bylines.tsx';
import { element } from './embed-routes.ts';
import { ideaPages } from '../ideas/pages.tsx';
import { homePages } from './home-pages.tsx';
import { managePages } from './manage-pages.tsx';
import { newThreadPages } from './new-pages.tsx';
import { officialPages } from './official-pages.tsx';
import { reportPages } from './report-pages.tsx';
import { threadPath } from '../threads/thread-path.ts';
import { livePages } from '../lives/pages.tsx';
import { pollPages } from '../polls/pages.tsx';
import { votePages } from '../votes/pages.tsx';
import { tagsOf } from './tag-queries.ts';
import { Trail } from './Trail.tsx';
import { writePages } from './write-pages.tsx';

export const forumPages = new Hono<Env>()
  .route('/', homePages)
  .route('/', ideaPages)
  .get('/t/:id', (c) => threadAt(c, c.req.param('id')))
  .get('/t/:id/:slug', (c) => threadAt(c, c.req.param('id')))
  .get('/a/:article', async (c) => threadPage(c, await findArticlePlace(c.var.deps.db.read, requireSite(c), c.req.param('article'))))
  .get('/p/:id', async (c) => {
    const post = await postById(c.var.deps.db.read, c.req.param('id'));
    const place = post?.listed && (await findThreadPlace(c.var.deps.db.read, post.threadId));
    // Its address says its title.
    const viewer = place && !isOut(place.thread, c.var.deps.now()) ? await actorOf(c, place.site) : null;
    if (!place || !canFind(place.thread, viewer?.member ?? null, c.var.deps.now())) throw new Refusal('not_found');
    return c.redirect(`${siteUrl(c.var.deps.config, place.site)}${threadPath(place.thread)}?around=${post.uid}#p-${post.uid}`);
  })
  .route('/', newThreadPages)
  .route('/', answerPages)
  .route('/', officialPages)
  .route('/', thanksPages)
  .route('/', managePages)
  .route('/', writePages)
  .route('/', ownPostPages)
  .route('/', historyPages)
  .route('/', reportPages)
  .route('/', reactionPages)
  .route('/', votePages)
  .route('/', pollPages)
  .route('/', livePages);

/** By its id alone, at the one address that its title makes of it. */
async function threadAt(c: Context<Env>, id: string) {
  const site = requireSite(c);
  const place = await findThreadPlace(c.var.deps.db.read, id);
  const viewer = await actorOf(c, site);
  if (place?.site.id !== site.id || !canFind(place.thread, viewer?.member ?? null, c.var.deps.now())) throw new Refusal('not_found');
  const { mergedIntoId } = place.thread;
  const path = threadPath((mergedIntoId ? await findThreadPlace(c.var.deps.db.read, mergedIntoId) : null)?.thread ?? place.thread);
  if (c.req.path !== path) {
    // Titles change back: what a browser keeps for ever would go round in circles.
    c.header('cache-control', 'no-cache');
    return c.redirect(path + new URL(c.req.url).search, 301);
  }
  return threadPage(c, place);
}

/** The thread at full width: the very component of the embed. */
async function threadPage(c: Context<Env>, place: Place) {
  const { deps, locale } = c.var;
  const sort = SORTS.find((one) => one === c.req.query('sort')) ?? kinds[place.thread?.kind ?? 'article'].sort;
  const viewer = await actorOf(c, place.site);
  const page = await readThread(deps, viewer, { place, sort, around: c.req.query('around'), cursor: c.req.query('cursor') || undefined });
  c.set('read', place);
  await countOpening(c, place, viewer);
  const conversation = element(page, {
    css: deps.assets.manifest.css,
    lang: locale,
    now: deps.now().getTime(),
    timeZone: place.site.timeZone,
    here: c.req.query('around') ?? null,
  });
  const t = wordsOf(c);
  const tags = place.thread ? await tagsOf(deps.db.read, place.thread.id) : [];
  const articles = place.thread ? await articlesWith(deps.db.read, place.thread.id) : [];
  const bylines = place.article ? await bylinesOf(deps.db.read, place.article.id) : [];
  const thanked = place.article ? await thankedFor(deps.db.read, place.article.id) : [];
  const whispers = await whispersAbove(c, place);
  const related = place.thread ? await relatedThreads(deps, place.site, place.thread.id) : [];
  const { thread } = place;
  const part = thread && kindParts[thread.kind];
  const head = threadHead(c, place, page);
  return renderPage(c, {
    title: page.thread.title ?? t('thread.article'),
    head: { ...head, data: [...((thread && (await part?.data?.(c, { ...place, thread }, page))) ?? []), ...(head.data ?? [])] },
    script: '/embed.js',
    children: (
      <>
        {place.space && <Trail c={c} to={[{ path: `/s/${place.space.slug}`, name: place.space.name }]} />}
        {page.thread.article?.url && (
          <p class="kicker">
            <a href={page.thread.article.url} ping={outPath(place)}>
              {t('thread.readArticle')}
            </a>
          </p>
        )}
        <h1>{page.thread.title ?? t('thread.article')}</h1>
        {place.partner?.url && (
          <p class="meta">
            <a href={place.partner.url} rel="sponsored">
              {sayLabel(place.site.settings.locale, place.partner)}
            </a>
          </p>
        )}
        {place.articleKey !== null && <Bylines t={t} article={place.articleKey} names={bylines} section={place.article?.section ?? null} />}
        {place.thread ? (
          <About c={c} thread={place.thread} tags={tags} manages={page.viewer?.marks === true} />
        ) : (
          <p class="meta">
            <a href={carried(c, `/follow/article/${encodeURIComponent(place.articleKey!)}`)}>{t('follows.article')}</a>
          </p>
        )}
        {place.article?.confirmedAt && (
          <p class="meta">
            <a href={`/messages/new?article=${encodeURIComponent(place.article.key)}`}>{t('messages.correction')}</a>
          </p>
        )}
        <ThankedLine t={t} people={thanked} />
        {articles.length > 0 && (
          <p class="meta">
            {articles.map(({ key, url, title }, i) => (
              <span key={key}>
                {i === 0 && `${t('thread.readWith')} `}
                <a href={url!} ping={outPath(place)}>
                  {title}
                </a>
              </span>
            ))}
          </p>
        )}
        {place.thread && place.thread.opensAt !== null && place.thread.opensAt > deps.now() && (
          <p class="note warn">{t('manage.staffOnly')}</p>
        )}
        {thread && (await part?.above?.(c, { ...place, thread }, page))}
        {whispers}
        <div class="conversation">{conversation}</div>
        <Related t={t} threads={related} />
      </>
    ),
  });
}

type AboutProps = { c: Context<Env>; thread: Thread; tags: Awaited<ReturnType<typeof tagsOf>>; manages: boolean };

/** Its state, and what it is about. */
function About({ c, thread, tags, manages }: AboutProps) {
  const kicker = thread.state && wordsOf(c)('forum.kicker', { what: `${thread.kind}_${thread.state}` });
  return (
    <p class="meta">
      {kicker && <strong>{kicker}</strong>}
      {tags.map(({ slug, key, value }) => (
        <a key={slug} href={`/tag/${slug}`}>
          {value ?? key}
        </a>
      ))}
      <a href={carried(c, `/follow/thread/${thread.uid}`)}>{wordsOf(c)('follows.conversation')}</a>
      <a href={`/bookmarks/threads/${thread.uid}`}>{wordsOf(c)('bookmarks.thread')}</a>
      {manages && <a href={`/manage/${thread.uid}`}>{wordsOf(c)('manage.link')}</a>}
    </p>
  );
}
