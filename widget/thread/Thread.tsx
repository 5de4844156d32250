import type { Sort } from '#server/threads/wire.ts';
import { Composer } from './Composer.tsx';
import { allWords, rareWords } from './context.ts';
import { Item } from './Item.tsx';
import { canWrite, instead, type Scene } from './scene.ts';
import { branchesOf } from './tree.ts';

const SORTS = ['newest', 'oldest', 'replies', 'flat'] as const;
const PAGE = 20;

type PartProps = { scene: Scene };

/** A whole thread. The same on the server, under an article, and on our own pages. */
export function Thread({ scene }: PartProps) {
  const { context, view, state, parts } = scene;
  const branches = branchesOf(state);
  const writing = <Writing key="writing" scene={scene} />;
  // Read from its beginning, it goes on at its end.
  const last = state.sort === 'oldest';
  return (
    <section class="thread" lang={context.lang} aria-labelledby="title">
      {state.thread.label && <p class="meta">{state.thread.label}</p>}
      {parts.Opening && <parts.Opening scene={scene} />}
      {parts.Asks && state.thread.asks ? <parts.Asks scene={scene} /> : <Head scene={scene} />}
      {parts.Notes && <parts.Notes scene={scene} />}
      {last || writing}
      <p class="sr" role="status">
        {view.said}
      </p>
      {parts.Fresh && <parts.Fresh scene={scene} />}
      {branches.length > 0 ? (
        <ol class="posts top">
          {branches.map((branch) => (
            <Item key={branch.post.own?.clientId ?? branch.post.id} scene={scene} branch={branch} level={0} />
          ))}
        </ol>
      ) : (
        <p class="centre">{context.t('empty')}</p>
      )}
      {state.thread.id && <More scene={scene} />}
      {last && writing}
      {parts.Report && view.report && <parts.Report scene={scene} />}
    </section>
  );
}

/** `title`, `sorts`: where it is no conversation like others; its words are there then. */
export function Head({ scene: { state, context, on }, title, sorts = SORTS }: PartProps & { title?: string; sorts?: readonly Sort[] }) {
  const { thread } = state;
  const t = allWords(context);
  return (
    <header class="thread-head line ends" part="header">
      <h2 id="title" part="title" tabIndex={-1}>
        {title ?? t(thread.opening ? 'replies' : 'title', { n: thread.count })}
      </h2>
      {thread.count > 1 && (
        <nav class="tabs" aria-label={t('order')}>
          {sorts.map((sort) => (
            <a
              key={sort}
              href={withQuery(thread.url, { sort })}
              aria-current={sort === state.sort || undefined}
              onClick={instead(on && (() => on.sort(sort)))}
            >
              {rareWords(context)(`sort.${sort}`)}
            </a>
          ))}
        </nav>
      )}
    </header>
  );
}

/** What somebody has begun to write stays in reach, even once it can no longer be sent. */
export function Writing({ scene }: PartProps) {
  const { state, context, parts, view } = scene;
  const t = allWords(context);
  const { writing, moderation, surface } = state.thread;
  const { charter } = state.site;
  const open = canWrite(scene);
  return (
    <>
      {parts.Standing && <parts.Standing scene={scene} />}
      {!open && parts.Shut && !isSilenced(state) && <parts.Shut scene={scene} />}
      {(open || 'new' in view.composers) && (
        <>
          <Composer scene={scene} name="new" label={parts.Asks && state.thread.asks ? rareWords(context)('ask') : t('label.new')} />
          <p class="meta help" id="help">
            <span>
              {moderation === 'before' ? t('before') : t('civil', { surface })}{' '}
              <a href={charter.url}>{t('charter', { n: charter.rules.length })}</a>
            </span>
            {open && writing.state === 'open' && writing.audience === 'subscribers' && <span>{t('subscribers')}</span>}
            <span>{parts.Signed ? <parts.Signed scene={scene} /> : t('after')}</span>
          </p>
        </>
      )}
    </>
  );
}

/** What they may not do is said by what was decided about them. */
const isSilenced = ({ viewer }: Scene['state']) => ['banned', 'suspended', 'warning_unread'].includes(viewer?.refusal ?? '');

export function More({ scene: { state, context, view, on } }: PartProps) {
  const { t } = context;
  const { thread, next, sort, site } = state;
  const shown = Object.values(state.posts).filter((post) => post.state === 'published' && post.id !== thread.opening).length;
  return (
    <div class="centre">
      {next && (
        <a
          class="btn"
          part="more"
          href={withQuery(thread.url, { sort, cursor: next })}
          aria-busy={view.busy === 'more'}
          onClick={instead(on && (() => on.more()))}
        >
          {t('more', { n: Math.min(PAGE, Math.max(1, thread.count - shown)) })}
        </a>
      )}
      {view.stuck === 'more' && <span role="alert">{t('failed.internal')}</span>}
      <p class="meta">
        {shown < thread.count && <span>{t('shown', { n: shown, total: thread.count })}</span>}
        {thread.surface === 'comments' && <a href={thread.url}>{t('forum', { name: site.forumName })}</a>}
        {thread.topics?.map(({ url, title }) => (
          <a key={url} href={url}>
            {t('topic', { title })}
          </a>
        ))}
      </p>
    </div>
  );
}

const withQuery = (url: string, query: Record<string, string>) =>
  `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}`;
