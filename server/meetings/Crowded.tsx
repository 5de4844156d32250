import type { Translate } from '../pages/page.tsx';
import type { Meeting } from './queries.ts';

/** To the newsroom: there are fewer seats than people who come, since somebody took some away. */
export function Crowded({ t, meeting: { comes, capacity } }: { t: Translate; meeting: Pick<Meeting, 'comes' | 'capacity'> }) {
  if (capacity === null || comes <= capacity) return null;
  return <p class="note warn">{t('event.crowded', { n: comes, seats: capacity })}</p>;
}
