import { useEffect, useRef } from 'preact/hooks';
import type { Lane } from '#server/cases/wire.ts';
import { useWords } from '../words.tsx';
import type { FocusWish } from './CaseListPane.tsx';

/** Nothing waits. */
export function Calm({ lane, filtered, focus }: { lane: Lane; filtered: boolean; focus: FocusWish }) {
  const { t } = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus.current === 'title') title.current?.focus();
    focus.current = null;
  }, []);
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
      <p>{t(filtered ? 'calm.filtered' : `calm.${lane}`)}</p>
    </section>
  );
}
