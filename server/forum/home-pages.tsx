import { Hono, type Context } from 'hono';
import { carried } from '../audience/came-by.ts';
import { Refusal } from '../errors.ts';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { MeetingRows } from '../meetings/MeetingRows.tsx';
import { sayProgramme } from '../meetings/Programme.tsx';
import { readProgramme } from '../meetings/read-programme.ts';
import { textOf } from '../markdown/text-of.ts';
import { trailData } from '../machines/trail-data.ts';
import { cut } from '../pages/cut.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { onAir } from '../lives/queries.ts';
import { kinds, OPENED } from '../threads/kinds.ts';
import { refusalToOpen } from '../threads/policy.ts';
import { findSpace } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { activityOf, askedNow, below, ORDERS, picksOf, spacesOf, withParts, type ListedSpace, type Order } from './queries.ts';
import { findTag, valuesOf } from './tag-queries.ts';
import { listOf } from './ThreadRows.tsx';
import { Trail } from './Trail.tsx';

/** Characters of a pick beside the list. */
const PICK_LENGTH = 240;

/** The forum's lists: all of it, a space, a tag. */
export const homePages = new Hono<Env>()
  .get('/', (c) => home(c, 'latest'))
  .get('/:order{top|unanswered}', (c) => home(c, orderIn(c)))
  .get('/s/:slug', (c) => spacePage(c, c.req.param('slug'), 'latest'))
  .get('/s/:slug/:order{top|unanswered}', (c) => spacePage(c, c.req.param('slug'), orderIn(c)))
  .get('/tag/:slug', (c) => tagPage(c, c.req.param('slug'), 'latest'))
  .get('/tag/:slug/:order{top|unanswered}', (c) => tagPage(c, c.req.param('slug'), orderIn(c)));

const orderIn = (c: Context<Env>): Order => ORDERS.find((one) => one === c.req.param('order'))!;

async function home(c: Context<Env>, order: Order) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const spaces = await spacesOf(c.var.deps.db.read, site.id);
  const { list, next } = await listOf(c, { path: '/', order });
  const asked = order === 'latest' && !c.req.query('cursor') && (
    <Asked c={c} rows={await askedNow(c.var.deps.db.read, site.id, c.var.deps.now())} />
  );
  const today = await readProgramme(c.var.deps, site);
  const picks = await picksOf(c.var.deps.db.read, site.id, c.var.deps.now());
  return renderPage(c, {
    title: t('forum.title'),
    ...followed(c, order),
    head: {
      of: 'forum',
      title: site.settings.forumName,
      description: t('head.forum', { site: site.settings.name }),
      feeds: '',
      next,
    },
    children: (
      <div class="two">
        <div>
          <div class="line ends">
            <h1>{site.settings.forumName}</h1>
            <a class="btn main" href="/new">
              {t('new.title')}
            </a>
          </div>
          {order === 'latest' && !c.req.query('cursor') && (
            <OnAir c={c} rows={await onAir(c.var.deps.db.read, site.id, c.var.deps.now())} />
          )}
          {asked}
          {list}
        </div>
        <aside aria-label={t('forum.around')}>
          <Spaces c={c} spaces={spaces} activity={await activityOf(c.var.deps.db.read, site.id, c.var.deps.now())} />
          {today.length > 0 && (
            <section aria-labelledby="programme">
              <h2 id="programme">{sayProgramme(today, { lang: c.var.locale, now: c.var.deps.now(), timeZone: site.timeZone })}</h2>
              <MeetingRows c={c} events={today} />
            </section>
          )}
          <p class="meta ways">
            <a href="/events">{t('event.all')}</a>
            <a href="/ideas">{t('idea.all')}</a>
          </p>
          {picks.length > 0 && (
            <section aria-labelledby="picks">
              <h2 id="picks">{t('forum.picks')}</h2>
              {picks.map(({ uid, html, author, place }) => (
                <figure class="pick" key={uid}>
                  <blockquote>
                    <p>{cut(textOf(html), PICK_LENGTH)}</p>
                  </blockquote>
                  <figcaption class="meta">
                    <span>{author}</span> <a href={`/p/${uid}`}>{place || t('thread.article')}</a>
                  </figcaption>
                </figure>
              ))}
            </section>
          )}
        </aside>
      </div>
    ),
  });
}

/** Where the latest stand first, what comes is said. */
const followed = (c: Context<Env>, order: Order) => (order === 'latest' ? { module: c.var.deps.assets.manifest.forum } : {});

/** What happens at this moment. */
function OnAir({ c, rows }: { c: Context<Env>; rows: Awaited<ReturnType<typeof onAir>> }) {
  const t = wordsOf(c);
  return rows.map(({ uid, title, count }) => (
    <section class="ask" key={uid} aria-labelledby={`live-${uid}`}>
      <p class="kicker">
        <span class="badge live">{t('live.onAir')}</span>
      </p>
      <h2 id={`live-${uid}`}>
        <a class="plain" href={threadPath({ uid, title })}>
          {title}
        </a>
      </h2>
      <p class="meta">
        <span>{t('live.posts', { n: count })}</span>
      </p>
    </section>
  ));
}

type AskedProps = { c: Context<Env>; rows: Awaited<ReturnType<typeof askedNow>> };

/** What the newsroom asks readers now. */
function Asked({ c, rows }: AskedProps) {
  const t = wordsOf(c);
  return rows.map(({ uid, title, author, count, state, answersUntil }) => (
    <section class="ask" key={uid} aria-labelledby={`ask-${uid}`}>
      <p class="kicker">{t('forum.kicker', { what: `expert_${state}` })}</p>
      <h2 id={`ask-${uid}`}>
        <a class="plain" href={threadPath({ uid, title })}>
          {title}
        </a>
      </h2>
      <p class="meta">
        <span>{author}</span> <span>{t('forum.questions', { n: count })}</span>
        {answersUntil && <span>{t('forum.until', { date: momentOf(c.var.locale, answersUntil, requireSite(c).timeZone) })}</span>}
      </p>
    </section>
  ));
}

/** Two levels; beside each, where somebody wrote these days. */
function Spaces({
  c,
  spaces,
  activity,
  here,
}: {
  c: Context<Env>;
  spaces: ListedSpace[];
  activity: Map<number, number>;
  here?: ListedSpace;
}) {
  const t = wordsOf(c);
  const shown = spaces.filter(({ id, archivedAt }) => !archivedAt || id === here?.id);
  const item = (space: ListedSpace) => (
    <li key={space.slug}>
      <p class="line ends">
        <a class="plain" href={`/s/${space.slug}`} aria-current={space.id === here?.id ? 'page' : undefined}>
          {space.name}
        </a>
        {activity.has(space.id) && <span class="meta">{t('forum.active', { n: activity.get(space.id)! })}</span>}
      </p>
      {below(shown, space).length > 0 && <ul class="rows tight inner">{below(shown, space).map(item)}</ul>}
    </li>
  );
  return (
    <section aria-labelledby="spaces">
      <h2 id="spaces">{t('forum.spaces')}</h2>
      <ul class="rows tight">{shown.filter(({ parentId }) => parentId === null).map(item)}</ul>
    </section>
  );
}

async function spacePage(c: Context<Env>, slug: string, order: Order) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const { read } = c.var.deps.db;
  const spaces = await spacesOf(read, site.id);
  const here = spaces.find((space) => space.slug === slug);
  if (!here) return whereItWent(c, slug);
  const above = spaces.filter(({ id }) => id === here.parentId).map((space) => ({ path: `/s/${space.slug}`, name: space.name }));
  const { list, next } = await listOf(c, { path: `/s/${slug}`, order, spaceIds: withParts(spaces, here) });
  const member = (await actorOf(c, site))?.member ?? { role: 'member' as const };
  return renderPage(c, {
    title: here.name,
    ...followed(c, order),
    head: {
      of: 'forum',
      description: here.description || t('head.space', { site: site.settings.name, name: here.name }),
      feeds: `/s/${slug}`,
      next,
      data: [trailData(c.var.deps.config, site, [...above, { path: `/s/${slug}`, name: here.name }])],
    },
    children: (
      <div class="two">
        <div>
          <Trail c={c} to={above} />
          <div class="line ends">
            <h1>{here.name}</h1>
            {OPENED.some((kind) => refusalToOpen(kinds[kind], here, member) === null) && (
              <a class="btn main" href={`/new?space=${here.slug}`}>
                {t('new.title')}
              </a>
            )}
          </div>
          <p class="meta ways">
            <a href={carried(c, `/follow/space/${here.slug}`)}>{t('follows.link')}</a>
          </p>
          {here.archivedAt && <p class="note">{t('forum.archived')}</p>}
          {here.description && <p class="lede">{here.description}</p>}
          {here.guidelinesHtml && (
            <details class="guidelines">
              <summary>{t('forum.guidelines')}</summary>
              <div class="text" dangerouslySetInnerHTML={{ __html: here.guidelinesHtml }} />
              <a href="/charter">{t('page.charter')}</a>
            </details>
          )}
          {list}
        </div>
        <aside aria-label={t('forum.around')}>
          <Spaces c={c} spaces={spaces} activity={await activityOf(read, site.id, c.var.deps.now())} here={here} />
        </aside>
      </div>
    ),
  });
}

/** An address leads for ever to where its threads are. */
async function whereItWent(c: Context<Env>, slug: string) {
  const { id } = requireSite(c);
  const space = await findSpace(c.var.deps.db.read, id, slug);
  if (!space || space.slug === slug) throw new Refusal('not_found');
  return leadTo(c, `/s/${slug}`, `/s/${space.slug}`);
}

/** The same order and page of another list. */
function leadTo(c: Context<Env>, from: string, to: string) {
  const { pathname, search } = new URL(c.req.url);
  // What went there may come back: a browser that kept this for ever would go round in circles.
  c.header('cache-control', 'no-cache');
  return c.redirect(pathname.replace(from, to) + search, 301);
}

async function tagPage(c: Context<Env>, slug: string, order: Order) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const { read } = c.var.deps.db;
  const now = c.var.deps.now();
  const tag = await findTag(read, { siteId: site.id, slug, now });
  if (!tag) throw new Refusal('not_found');
  if (tag.slug !== slug) return leadTo(c, `/tag/${slug}`, `/tag/${tag.slug}`);
  const { list, next } = await listOf(c, { path: `/tag/${slug}`, order, tagId: tag.id });
  const values = await valuesOf(read, { siteId: site.id, key: tag.key, now });
  const name = tag.value ?? tag.key;
  return renderPage(c, {
    title: name,
    head: { of: 'forum', description: t('head.tag', { site: site.settings.name, name }), feeds: `/tag/${slug}`, next },
    children: (
      <div class="two">
        <div>
          <Trail c={c} to={[]} />
          {tag.value && <p class="kicker">{tag.key}</p>}
          <h1>{name}</h1>
          <p class="meta ways">
            <a href={carried(c, `/follow/tag/${tag.slug}`)}>{t('follows.link')}</a>
          </p>
          {list}
        </div>
        {values.length > 1 && (
          <aside aria-labelledby="values">
            <section>
              <h2 id="values">{tag.key}</h2>
              <ul class="rows tight">
                {values.map((one) => (
                  <li class="line ends" key={one.slug}>
                    <a class="plain" href={`/tag/${one.slug}`} aria-current={one.slug === slug ? 'page' : undefined}>
                      {one.value}
                    </a>
                    <span class="meta">{t('forum.threads', { n: one.n })}</span>
                  </li>
                ))}
              </ul>
            </section>
          </aside>
        )}
      </div>
    ),
  });
}
