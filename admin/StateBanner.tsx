import type { DeskWire } from '#server/desk/wire.ts';
import { hrefOf } from './route.ts';
import { useWords } from './words.tsx';

/** That readers are not in; whoever may let them in is led to where. */
export function StateBanner({ state, opens }: { state: DeskWire['state']; opens: boolean }) {
  const { t } = useWords();
  if (state === 'live') return null;
  return (
    <div class="notice law-banner" data-k="warn" role="status">
      <p>{t(`state.${state}`)}</p>
      {opens && <a href={hrefOf({ screen: 'settings', part: 'publisher' })}>{t('state.go')}</a>}
    </div>
  );
}
