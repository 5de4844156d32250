import type { CaseDetail } from '#server/cases/wire.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { writeFilter } from './filter.ts';

/** The thread, its mode, and how much is going on in it. */
export function Where({ detail: { thread, where } }: { detail: CaseDetail }) {
  const { t, number } = useWords();
  if (!thread || !where) return null;
  const mode = t(where.closed ? 'where.closed' : `where.${where.moderation}`);
  return (
    <p class="where">
      {t('where.under')} <a href={thread.url}>{thread.title}</a>{' '}
      <span class="soft">
        · {mode} · {t('where.posts', { n: where.count, shown: number(where.count), held: where.held })}
        {where.measures.map((kind) => ` · ${t(`threads.measure_${kind}`)}`)}
      </span>
      {where.articleUrl && (
        <>
          {' '}
          · <a href={where.articleUrl}>{t('where.article')}</a>
        </>
      )}
      {' · '}
      <a href={hrefOf({ screen: 'queue', lane: 'all', id: null, query: writeFilter({ thread: thread.id }) })}>{t('case.thread_filter')}</a>
    </p>
  );
}
