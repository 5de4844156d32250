import { useEffect, useRef } from 'preact/hooks';
import type { InboxDetail, InboxPost, InboxRow } from '#server/inbox/wire.ts';
import { ClaimStrip } from '../claims/ClaimStrip.tsx';
import type { Claim } from '../claims/use-claim.ts';
import { Ago, Left, useNow } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import type { FocusWish } from '../queue/CaseListPane.tsx';
import { useWords } from '../words.tsx';
import { Whispers } from '../whispers/Whispers.tsx';
import { ItemAside } from './ItemAside.tsx';
import { Reply } from './Reply.tsx';
import type { OpenItem } from './use-item.ts';

type Props = {
  /** What the list knows already, drawn until the rest is there. */
  row: InboxRow | null;
  item: OpenItem;
  claim: Claim;
  focus: FocusWish;
  me: string;
  /** Whether members' files are theirs to open. */
  files: boolean;
  onBack: () => void;
  onDone: () => void;
  onChanged: () => void;
};

export function ItemView({ row, item, claim, focus, me, files, onBack, onDone, onChanged }: Props) {
  const { t } = useWords();
  const { detail, error } = item;
  const known = detail ?? row;
  if (!known) return <div class="cases">{error && <Failure error={error} onRetry={item.reload} />}</div>;
  return (
    <div class="cases">
      <article class="case item" aria-labelledby="item-title" aria-busy={!detail}>
        <Head {...{ known, claim, focus, onBack }} />
        <div class="notices">{error && <Failure error={error} onRetry={item.reload} />}</div>
        {/* The pane scrolls: keys must reach it even where nothing in it takes the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section class="case-body" tabIndex={0} aria-label={t('inbox.text')}>
          <div class="what">
            {known.url && detail?.secret && (
              <p class="where">
                <a href={known.url}>{known.title}</a>
              </p>
            )}
            {detail ? <Said {...{ detail }} /> : <p class="soft">{known.excerpt}</p>}
            {detail && <Notes acts={detail.acts} />}
            {detail?.thread && <Whispers key={detail.thread} thread={detail.thread} />}
            {detail && <Reply {...{ detail, item, onDone, onChanged }} taken={Boolean(claim.of && !claim.mine)} />}
          </div>
          {detail && <ItemAside {...{ detail, item, me, files, onDone, onChanged }} />}
        </section>
      </article>
    </div>
  );
}

type HeadProps = Pick<Props, 'claim' | 'focus' | 'onBack'> & { known: InboxRow };

function Head({ known, claim, focus, onBack }: HeadProps) {
  const { t } = useWords();
  const now = useNow();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus.current !== 'title') return;
    focus.current = null;
    title.current?.focus();
  }, []);
  const late = known.dueAt !== null && Date.parse(known.dueAt) <= now;
  return (
    <header class="case-head">
      <button class="link back" type="button" onClick={onBack}>
        {t('inbox.back')}
      </button>
      <h2 id="item-title" ref={title} tabIndex={-1}>
        {known.title}
      </h2>
      <p class="soft">
        {t(`inbox.one.${known.lane}`)} · {t('inbox.by', { name: known.by.name })} <Ago at={known.openedAt} /> ·{' '}
        {t(`inbox.state.${known.state}`)}
        {known.state === 'open' && known.dueAt && (
          <>
            {' · '}
            <span class={late ? 'late' : undefined}>
              {t('inbox.promised')} <Left until={known.dueAt} />
            </span>
          </>
        )}
      </p>
      {known.state === 'open' && <ClaimStrip claim={claim} readers={[]} />}
    </header>
  );
}

/** What was asked, and since. */
function Said({ detail: { posts, language } }: { detail: InboxDetail }) {
  return (
    <>
      {posts.map((post, i) => (
        <Post key={post.id} post={post} lang={i === 0 ? language : null} />
      ))}
    </>
  );
}

function Post({ post, lang }: { post: InboxPost; lang: string | null }) {
  const { t } = useWords();
  return (
    <article class={post.newsroom ? 'case-post ours' : 'case-post'}>
      <p class="small soft">
        <b class="who">{post.by.name}</b> {post.newsroom && <span class="tag">{t('inbox.newsroom_badge')}</span>}{' '}
        {post.url ? (
          <a href={post.url}>
            <Ago at={post.at} />
          </a>
        ) : (
          <Ago at={post.at} />
        )}
      </p>
      {/* Cleaned when it was written (server/markdown/render.ts). */}
      {/* oxlint-disable-next-line react/no-danger */}
      <div class="words" lang={lang ?? undefined} dangerouslySetInnerHTML={{ __html: post.html }} />
    </article>
  );
}

function Notes({ acts }: Pick<InboxDetail, 'acts'>) {
  const notes = acts.filter(({ text }) => text !== null);
  return (
    <>
      {notes.map(({ id, by, at, text }) => (
        <blockquote class="note" key={id}>
          <p class="small soft">
            <b class="who">{by?.name}</b> <Ago at={at} />
          </p>
          <p>{text}</p>
        </blockquote>
      ))}
    </>
  );
}
