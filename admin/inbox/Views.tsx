import { useEffect, useRef } from 'preact/hooks';
import type { InboxCounts, InboxView } from '#server/inbox/wire.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { countIn, viewsIn } from './item-list.ts';

/** The inbox's name and its lanes, on one line; where it is too short they scroll, the current one in view. */
export function Views({ view, counts }: { view: InboxView; counts: InboxCounts | null }) {
  const { t, number } = useWords();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => tabs.current!.querySelector('[aria-current]')!.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [view]);
  return (
    <header class="lanes">
      <h1>{t('rail.inbox')}</h1>
      <nav class="tabs" ref={tabs} aria-label={t('inbox.lanes')}>
        {viewsIn(counts).map((each) => {
          const n = countIn(counts, each);
          return (
            <a key={each} href={hrefOf({ screen: 'inbox', view: each, id: null })} aria-current={each === view ? 'page' : undefined}>
              {t(`inbox.${each}`)}
              {n !== null && <span class="n">{number(n)}</span>}
            </a>
          );
        })}
      </nav>
    </header>
  );
}
