import { useEffect, useRef } from 'preact/hooks';
import type { ChoicesWire, Lane } from '#server/cases/wire.ts';
import { useWords } from '../words.tsx';
import type { FocusWish } from './CaseListPane.tsx';
import { FILTERS, readFilter } from './filter.ts';
import { useFilterWords } from './FilterBar.tsx';

type Props = { lane: Lane; query: string; choices: ChoicesWire | null; focus: FocusWish; onClear: () => void };

/** Nothing waits, or nothing that passes the filter. */
export function Calm({ lane, query, choices, focus, onClear }: Props) {
  return query ? <FoundNone {...{ query, choices, focus, onClear }} /> : <Quiet {...{ lane, focus }} />;
}

function FoundNone({ query, choices, focus, onClear }: Omit<Props, 'lane'>) {
  const { t } = useWords();
  const say = useFilterWords(choices);
  const title = useTitleFocus(focus);
  const filter = readFilter(query);
  const what = FILTERS.filter((name) => filter[name]).map((name) => t('quote', { text: say(name, filter) }));
  return (
    <section class="empty" aria-labelledby="calm">
      <h2 id="calm" ref={title} tabIndex={-1}>
        {t('calm.found_none', { what: what.join(', ') })}
      </h2>
      <button class="btn" type="button" onClick={onClear}>
        {t('filter.clear')}
      </button>
    </section>
  );
}

function Quiet({ lane, focus }: Pick<Props, 'lane' | 'focus'>) {
  const { t } = useWords();
  const title = useTitleFocus(focus);
  return (
    <section class="empty" aria-labelledby="calm">
      <svg
        width="120"
        height="72"
        viewBox="0 0 120 72"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
      >
        <path d="M18 26C18 14 36 8 60 8s42 6 42 18z" />
        <path d="M60 8v56M46 64h28M18 26q7 6 14 0q7 6 14 0q7 6 14 0q7 6 14 0q7 6 14 0q7 6 14 0" />
        <path d="M6 48h24M18 48v16M10 64h16M90 48h24M102 48v16M94 64h16" />
      </svg>
      <h2 id="calm" ref={title} tabIndex={-1}>
        {t('calm.title')}
      </h2>
      <p>{t(`calm.${lane}`)}</p>
    </section>
  );
}

function useTitleFocus(focus: FocusWish) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus.current === 'title') title.current?.focus();
    focus.current = null;
  }, []);
  return title;
}
