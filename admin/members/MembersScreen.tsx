import { useState } from 'preact/hooks';
import type { SiteWire } from '#server/threads/wire.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Exports } from '../exports/Exports.tsx';
import { Levels } from './Levels.tsx';
import { Cohorts } from './Cohorts.tsx';
import { COHORTS, EXPORTS, LEVELS, MemberList, SEGMENTS, type Sought } from './MemberList.tsx';
import { MemberView } from './MemberView.tsx';
import { Segments } from './Segments.tsx';

type Props = { id: string | null; history: boolean; segments: boolean; site: SiteWire };

/** What was sought is found again on the way back from a member. */
export function MembersScreen({ id, history, segments, site }: Props) {
  const { t } = useWords();
  useTitle(t('rail.members'));
  const [sought, setSought] = useState<Sought>({ q: '', role: '', segment: '' });
  return (
    <div class="page">
      {id === null ? (
        <MemberList {...{ sought, segments }} onSeek={setSought} />
      ) : id === SEGMENTS ? (
        <Segments />
      ) : id === COHORTS ? (
        <Cohorts />
      ) : id === LEVELS ? (
        <Levels />
      ) : id === EXPORTS ? (
        <Exports />
      ) : (
        <MemberView key={id} {...{ id, history, segments, site }} />
      )}
    </div>
  );
}
