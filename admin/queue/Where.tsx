import { useState } from 'preact/hooks';
import type { CaseDetail } from '#server/cases/wire.ts';
import type { MeasureWire } from '#server/threads/wire.ts';
import { hrefOf } from '../route.ts';
import { MeasuresDialog } from '../threads/MeasuresDialog.tsx';
import { Surge } from '../threads/Surge.tsx';
import { useWords } from '../words.tsx';
import { writeFilter } from './filter.ts';

/** The thread, its mode, how much is going on in it, and what is proposed where that is out of the ordinary. */
export function Where({ detail: { thread, where } }: { detail: CaseDetail }) {
  const { t, number } = useWords();
  /** What holds since it was changed here. */
  const [changed, setChanged] = useState<MeasureWire[] | null>(null);
  const [measuring, setMeasuring] = useState(false);
  if (!thread || !where) return null;
  const measures = changed ?? where.measures;
  const surge = changed ? null : where.surge;
  const mode = t(where.closed ? 'where.closed' : `where.${where.moderation}`);
  return (
    <>
      <p class="where">
        {t('where.under')} <a href={thread.url}>{thread.title}</a>{' '}
        <span class="soft">
          · {mode} · {t('where.posts', { n: where.count, shown: number(where.count), held: where.held })}
          {measures.map(({ kind }) => ` · ${t(`threads.measure_${kind}`)}`)}
        </span>
        {where.articleUrl && (
          <>
            {' '}
            · <a href={where.articleUrl}>{t('where.article')}</a>
          </>
        )}
        {' · '}
        <a href={hrefOf({ screen: 'queue', lane: 'all', id: null, query: writeFilter({ thread: thread.id }) })}>
          {t('case.thread_filter')}
        </a>
      </p>
      {surge && <Surge thread={thread} surge={surge} onPropose={() => setMeasuring(true)} />}
      {measuring && (
        <MeasuresDialog
          thread={{ ...thread, measures }}
          proposed={surge?.propose}
          onChange={setChanged}
          onClose={() => setMeasuring(false)}
        />
      )}
    </>
  );
}
