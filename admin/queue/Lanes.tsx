import { useEffect, useRef } from 'preact/hooks';
import type { Lane, LaneCounts } from '#server/cases/wire.ts';
import { hrefOf, LANES } from '../route.ts';
import { useWords } from '../words.tsx';

/** Beyond this the server counts no further. */
const MOST_COUNTED = 1000;

/** The queue's name and its tabs, on one line; where it is too short they scroll, the current one in view. */
export function Lanes({ lane, query, counts }: { lane: Lane; query: string; counts: LaneCounts }) {
  const { t, number } = useWords();
  const tabs = useRef<HTMLElement>(null);
  const say = (n: number) => (n < MOST_COUNTED ? number(n) : t('queue.more_than', { n: number(MOST_COUNTED) }));
  useEffect(() => tabs.current!.querySelector('[aria-current]')!.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [lane]);
  return (
    <header class="lanes">
      <h1>{t('rail.queue')}</h1>
      <nav class="tabs" ref={tabs} aria-label={t('queue.lanes')}>
        {LANES.map((each) => (
          <a key={each} href={hrefOf({ screen: 'queue', lane: each, id: null, query })} aria-current={each === lane ? 'page' : undefined}>
            {t(`lane.${each}`)}
            {each !== 'done' && <span class="n">{say(counts[each])}</span>}
          </a>
        ))}
      </nav>
    </header>
  );
}
