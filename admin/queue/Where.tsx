import type { CaseDetail } from '#server/cases/wire.ts';
import { useWords } from '../words.tsx';

/** The thread, its mode, and how much is going on in it. */
export function Where({ detail: { thread, where } }: { detail: CaseDetail }) {
  const { t, number } = useWords();
  const mode = t(where.closed ? 'where.closed' : `where.${where.moderation}`);
  return (
    <p class="where">
      {t('where.under')} <a href={thread.url}>{thread.title}</a>{' '}
      <span class="soft">
        · {mode} · {t('where.posts', { n: where.count, shown: number(where.count), held: where.held })}
      </span>
      {where.articleUrl && (
        <>
          {' '}
          · <a href={where.articleUrl}>{t('where.article')}</a>
        </>
      )}
    </p>
  );
}
