import type { ComponentChildren } from 'preact';
import type { FilePost, FileReport, MemberFile } from '#server/members/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords } from '../words.tsx';

/** `thankable`: the newsroom thanks readers, not its own. */
export function FilePosts({ posts, thankable }: { posts: FilePost[]; thankable: boolean }) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="member-posts">
      <h2 id="member-posts">{t('file.posts')}</h2>
      {posts.length === 0 && <p class="soft">{t('file.posts_none')}</p>}
      <ol class="lines">
        {posts.map(({ id, at, excerpt, state, thread, url }) => (
          <li key={id}>
            <p>{state === 'published' ? <a href={url}>{excerpt}</a> : excerpt}</p>
            <p class="small soft">
              {t(`file.post.${state}`)} · {thread} · <Ago at={at} />
              {thankable && state === 'published' && (
                <>
                  {' · '}
                  <a href={`/thanks/${id}`} target="_blank" rel="noopener">
                    {t('acts.thank')}
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

type ReportsProps = { id: string; title: string; none: string; reports: FileReport[]; children?: ComponentChildren };

export function FileReports({ id, title, none, reports, children }: ReportsProps) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby={`member-${id}`}>
      <h2 id={`member-${id}`}>{title}</h2>
      {reports.length === 0 && <p class="soft">{none}</p>}
      {children}
      <ol class="lines">
        {reports.map(({ id: of, at, rule, note, upheld, excerpt }) => (
          <li key={of}>
            <p>{excerpt}</p>
            <p class="small soft">
              {t(upheld === null ? 'file.report.open' : upheld ? 'file.report.upheld' : 'file.report.refused')}
              {rule !== null && ` · ${t('file.rule', { rule })}`}
              {note && ` · ${t('quote', { text: note })}`} · <Ago at={at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How often they were right, and what it makes of their next reports. */
export function Reporting({ upheld, refused, less }: MemberFile['reporting']) {
  const { t } = useWords();
  if (upheld + refused === 0) return null;
  return (
    <p class={less ? 'warn' : 'soft'}>
      {t('file.reporting', { upheld, refused })} {less && t('file.reporting_less')}
    </p>
  );
}
