import type { Context } from 'hono';
import { Icon } from '../../widget/thread/Icon.tsx';
import { pen } from '../../widget/thread/icons.ts';
import { tick } from '../../widget/thread/more-icons.ts';
import type { Typed } from '../accounts/form.tsx';
import { requireSite, type Env } from '../http/who.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import { wordsOf, type Translate } from '../pages/page.tsx';
import type { Marked, SearchPage, SearchResult } from './wire.ts';

type Props = { c: Context<Env>; found: SearchPage; typed: Typed };

export function Results({ c, found, typed }: Props) {
  const t = wordsOf(c);
  const to = (more: Typed) => `/search?${new URLSearchParams({ ...typed, cursor: '', ...more })}`.replace(/&?cursor=(?=&|$)/, '');
  const words = typed.q?.trim();
  if (found.results.length === 0)
    return (
      <div role="status">
        {found.unknown.map((name) => (
          <p key={name}>{t(`search.unknown.${name}`)}</p>
        ))}
        {found.unknown.length === 0 && <p>{words ? t('search.nothing', { q: words }) : t('search.nothingSo')}</p>}
      </div>
    );
  return (
    <section aria-labelledby="found">
      <div class="line ends">
        <h2 class="small" id="found">
          {found.total === null ? t('search.many') : t('search.total', { n: found.total })}
        </h2>
        {found.total !== null && (
          <nav class="choices" aria-label={t('search.order')}>
            {(['relevance', 'date'] as const).map((sort) => (
              <a key={sort} href={to({ sort })} aria-current={found.sort === sort ? 'true' : undefined}>
                {t(`search.by.${sort}`)}
              </a>
            ))}
          </nav>
        )}
      </div>
      <ol class="rows roomy">
        {found.results.map((result) => (
          <Result key={result.id} c={c} result={result} />
        ))}
      </ol>
      {found.cursor && (
        <p>
          <a class="btn" href={to({ cursor: found.cursor })}>
            {t('search.more')}
          </a>
        </p>
      )}
    </section>
  );
}

function Result({ c, result }: { c: Context<Env>; result: SearchResult }) {
  const t = wordsOf(c);
  const { thread, author } = result;
  const at = new Date(result.at);
  const { timeZone } = requireSite(c);
  return (
    <li>
      <Kicker t={t} result={result} />
      <h3 class="small">
        <a href={result.url}>{thread.title ? <Text of={thread.title} /> : t('thread.article')}</a>
      </h3>
      <p>
        <Text of={result.excerpt} />
      </p>
      <p class="meta">
        {author && <span>{author.name}</span>}
        {author?.badge && <span class={`badge ${author.badge}`}>{t('search.badge', { badge: author.badge })}</span>}
        {thread.space && <span>{thread.space.name}</span>}
        <time dateTime={result.at} title={momentOf(c.var.locale, at, timeZone)}>
          {dateOf(c.var.locale, at, timeZone)}
        </time>
      </p>
    </li>
  );
}

function Kicker({ t, result: { state, accepted, thread } }: { t: Translate; result: SearchResult }) {
  if (state !== 'published') return <p class="kicker warn">{t('search.state.of', { state })}</p>;
  if (accepted)
    return (
      <p class="kicker good">
        <Icon d={tick} />
        {t('search.accepted')}
      </p>
    );
  if (thread.kind !== 'article') return null;
  return (
    <p class="kicker">
      <Icon d={pen} />
      {t('search.underArticle')}
    </p>
  );
}

const Text = ({ of }: { of: Marked[] }) => <>{of.map(({ text, hit }, i) => (hit ? <mark key={i}>{text}</mark> : text))}</>;
