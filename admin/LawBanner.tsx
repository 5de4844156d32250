import type { DeskWire } from '#server/desk/wire.ts';
import { hrefOf } from './route.ts';
import { useWords } from './words.tsx';

/** What the law wants decided, and nobody has. */
export function LawBanner({ overdue }: { overdue: DeskWire['overdue'] }) {
  const { t, number } = useWords();
  if (!overdue) return null;
  return (
    <div class="notice law-banner" data-k="bad" role="status">
      <p>{t('law.overdue', { n: overdue.n })}</p>
      <a href={hrefOf({ screen: 'queue', lane: 'all', id: overdue.case.id })}>{t('law.open', { number: number(overdue.case.number) })}</a>
    </div>
  );
}
