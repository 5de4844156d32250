import type { Context } from 'hono';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { requireSite, type Env } from '../http/who.ts';
import { dayOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { threadPath } from '../threads/thread-path.ts';
import { forumThreads, LIST_PAGE, ORDERS, PERIODS, pinnedThreads, type Order, type Period, type ThreadRow } from './queries.ts';

type Place = { path: string; order: Order; spaceIds?: number[]; tagId?: number };

/** A list of conversations in one of its orders; each order and each page of it is an address of its own. */
export async function listOf(c: Context<Env>, { path, order, ...within }: Place) {
  const { db, now } = c.var.deps;
  const period = PERIODS.find((one) => one === c.req.query('of')) ?? 'month';
  const here = { siteId: requireSite(c).id, now: now(), ...within };
  const after = readCursor(c.req.query('cursor'));
  // Of a tag nothing stands first: its threads are in spaces that have firsts of their own.
  const pinned = order === 'latest' && within.tagId === undefined ? await pinnedThreads(db.read, here) : [];
  const found = await forumThreads(db.read, { ...here, order, period, without: pinned.map(({ id }) => id) }, after);
  const next = nextOf(found, order);
  const rows = [...(after ? [] : pinned), ...found.slice(0, LIST_PAGE)];
  return { list: <List {...{ c, path, order, period, rows, next }} />, next };
}

function nextOf(rows: ThreadRow[], order: Order): string | undefined {
  const last = rows.length > LIST_PAGE ? rows[LIST_PAGE - 1] : undefined;
  return last && writeCursor({ value: order === 'top' ? last.count : last.lastAt!.getTime(), id: last.id });
}

type ListProps = { c: Context<Env>; path: string; order: Order; period: Period; rows: ThreadRow[]; next: string | undefined };

function List({ c, path, order, period, rows, next }: ListProps) {
  const t = wordsOf(c);
  const base = path === '/' ? '' : path;
  return (
    <section aria-labelledby="conversations">
      {order === 'latest' && (
        <a class="btn fresh" id="fresh" href={path} data-many={t('forum.fresh', { n: 2 })} hidden>
          {t('forum.fresh', { n: 1 })}
        </a>
      )}
      <div class="line ends">
        <h2 id="conversations">{t('forum.title')}</h2>
        <nav class="tabs" aria-label={t('forum.order')}>
          {ORDERS.map((one) => (
            <a key={one} href={one === 'latest' ? path : `${base}/${one}`} aria-current={one === order ? 'page' : undefined}>
              {t(`forum.${one}`)}
            </a>
          ))}
        </nav>
      </div>
      {order === 'top' && (
        <nav class="meta" aria-label={t('forum.period')}>
          {PERIODS.map((one) => (
            <a key={one} href={`?of=${one}`} aria-current={one === period ? 'page' : undefined}>
              {t(`forum.of.${one}`)}
            </a>
          ))}
        </nav>
      )}
      {rows.length === 0 ? (
        <p class="centre meta">{t(order === 'unanswered' ? 'forum.allAnswered' : 'forum.empty')}</p>
      ) : (
        <ol class="rows">
          {rows.map((row) => (
            <Row key={row.uid} c={c} row={row} />
          ))}
        </ol>
      )}
      {next && (
        <p class="centre">
          <a class="btn" href={`?${order === 'top' ? `of=${period}&` : ''}cursor=${next}`}>
            {t('forum.more')}
          </a>
        </p>
      )}
    </section>
  );
}

function Row({ c, row }: { c: Context<Env>; row: ThreadRow }) {
  const t = wordsOf(c);
  const kicker = t('forum.kicker', { what: row.state ? `${row.kind}_${row.state}` : row.kind });
  return (
    <li class="row">
      <div>
        {kicker && <p class="kicker">{kicker}</p>}
        <h3 class="small">
          <a href={threadPath({ uid: row.uid, title: row.ownTitle })}>{row.title}</a>
        </h3>
        <p class="meta">
          <a class="plain" href={`/s/${row.spaceSlug}`}>
            {row.space}
          </a>
          {row.author && <span>{row.author}</span>}
          {row.pinnedAt && <span>{t('forum.pinned')}</span>}
          {row.closedAt && <span>{t('forum.closed')}</span>}
        </p>
      </div>
      <p class="num">
        <span>{t('forum.answers', { n: row.count })}</span>
        <span>
          <time dateTime={row.lastAt!.toISOString()}>
            {dayOf(c.var.locale, row.lastAt!, { timeZone: zoneOf(c), now: c.var.deps.now() })}
          </time>
        </span>
      </p>
    </li>
  );
}
