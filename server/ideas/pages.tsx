import { Hono, type Context } from 'hono';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { dayOf } from '../i18n/translate.ts';
import { LIST_PAGE } from '../forum/queries.ts';
import { Trail } from '../forum/Trail.tsx';
import { renderPage, wordsOf, zoneOf } from '../pages/page.tsx';
import { threadPath } from '../threads/thread-path.ts';
import { votedBy } from '../votes/queries.ts';
import { countIdeas, listIdeas, type IdeaOrder, type IdeaRow } from './queries.ts';
import { isSettled, LISTED, type ListedState } from './states.ts';
import { VoteForm } from './VoteForm.tsx';

const ORDERS: IdeaOrder[] = ['votes', 'newest'];

/** All ideas of a site, or those in one state; the most supported first, or the latest. */
export const ideaPages = new Hono<Env>()
  .get('/ideas', (c) => show(c))
  .get('/ideas/:state{open|planned|started|done|declined}', (c) =>
    show(
      c,
      LISTED.find((one) => one === c.req.param('state')),
    ),
  );

async function show(c: Context<Env>, state?: ListedState) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const { db, now } = c.var.deps;
  const order = ORDERS.find((one) => one === c.req.query('by')) ?? 'votes';
  const counts = await countIdeas(db.read, site.id, now());
  const found = await listIdeas(db.read, { siteId: site.id, now: now(), state, order }, readCursor(c.req.query('cursor')));
  const rows = found.slice(0, LIST_PAGE);
  const last = found.length > LIST_PAGE ? rows.at(-1) : undefined;
  const next = last && writeCursor({ value: last.votes, id: last.id });
  const viewer = await actorOf(c, site);
  const voted = viewer ? await votedBy(db.read, viewer.member.id, rows.map(postIdOf)) : new Set<number>();
  const title = state ? `${t('idea.all')} · ${t(`idea.state.${state}`)}` : t('idea.all');
  return renderPage(c, {
    title,
    head: { of: 'forum', description: t('head.ideas', { site: site.settings.name }), next },
    children: (
      <div class="two">
        <div>
          <Trail c={c} to={[]} />
          <div class="line ends">
            <h1>{t('idea.all')}</h1>
            <a class="btn main" href="/new?kind=idea">
              {t('idea.propose')}
            </a>
          </div>
          <p class="lede">{t('idea.lede')}</p>
          <nav class="tabs" aria-label={t('idea.order')}>
            {ORDERS.map((one) => (
              <a key={one} href={pathOf(state, one)} aria-current={one === order ? 'page' : undefined}>
                {t(`idea.by.${one}`)}
              </a>
            ))}
          </nav>
          {rows.length === 0 ? (
            <p class="centre meta">{t('idea.none')}</p>
          ) : (
            <ol class="rows">
              {rows.map((row) => (
                <Row key={row.uid} c={c} row={row} voted={voted.has(row.postId)} own={row.authorId === viewer?.member.id} />
              ))}
            </ol>
          )}
          {next && (
            <p class="centre">
              <a class="btn" href={`?${order === 'newest' ? 'by=newest&' : ''}cursor=${next}`}>
                {t('forum.more')}
              </a>
            </p>
          )}
        </div>
        <aside aria-labelledby="states">
          <h2 id="states">{t('idea.states')}</h2>
          <ul class="rows tight">
            {[undefined, ...LISTED].map((one) => (
              <li class="line ends" key={one ?? 'all'}>
                <a class="plain" href={pathOf(one, order)} aria-current={one === state ? 'page' : undefined}>
                  {t(`idea.state.${one ?? 'all'}`)}
                </a>
                <span class="meta">{one ? (counts.get(one) ?? 0) : total(counts)}</span>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    ),
  });
}

const postIdOf = ({ postId }: IdeaRow) => postId;
const total = (counts: Map<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0);
const pathOf = (state: ListedState | undefined, order: IdeaOrder) =>
  `/ideas${state ? `/${state}` : ''}${order === 'newest' ? '?by=newest' : ''}`;

function Row({ c, row, voted, own }: { c: Context<Env>; row: IdeaRow; voted: boolean; own: boolean }) {
  const t = wordsOf(c);
  const title = row.title!;
  const { pathname, search } = new URL(c.req.url);
  return (
    <li class="row idea" id={`i-${row.post}`}>
      <VoteForm
        {...{ t, title, voted }}
        post={row.post}
        votes={row.votes}
        open={!own && !isSettled(row) && row.closedAt === null}
        next={`${pathname}${search}#i-${row.post}`}
      />
      <div>
        <p class="kicker">{t('idea.is', { state: row.state! })}</p>
        <h2 class="small">
          <a href={threadPath(row)}>{title}</a>
        </h2>
        <p class="meta">
          <span>{row.author}</span>
          {row.space && (
            <a class="plain" href={`/s/${row.spaceSlug}`}>
              {row.space}
            </a>
          )}
          <time dateTime={row.createdAt.toISOString()}>
            {dayOf(c.var.locale, row.createdAt, { timeZone: zoneOf(c), now: c.var.deps.now() })}
          </time>
          <span>{t('forum.answers', { n: row.count })}</span>
        </p>
        {row.confirmedAt && row.articleUrl && (
          <p class="meta">
            <span>
              {t('idea.became')} <a href={row.articleUrl}>{row.articleTitle}</a>
            </span>
          </p>
        )}
      </div>
    </li>
  );
}
