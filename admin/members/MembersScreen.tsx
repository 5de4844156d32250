import { useState } from 'preact/hooks';
import type { SiteWire } from '#server/threads/wire.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { MemberList, type Sought } from './MemberList.tsx';
import { MemberView } from './MemberView.tsx';

/** What was sought is found again on the way back from a member. */
export function MembersScreen({ id, history, site }: { id: string | null; history: boolean; site: SiteWire }) {
  const { t } = useWords();
  useTitle(t('rail.members'));
  const [sought, setSought] = useState<Sought>({ q: '', role: '' });
  return (
    <div class="page">
      {id === null ? <MemberList sought={sought} onSeek={setSought} /> : <MemberView key={id} {...{ id, history, site }} />}
    </div>
  );
}
