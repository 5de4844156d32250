import { useEffect, useRef } from 'preact/hooks';
import { Ago } from '../clock.tsx';
import { Key } from '../Key.tsx';
import { useWords } from '../words.tsx';
import type { CaseChange } from './changes.ts';
import { Diff } from './Diff.tsx';
import { groundFacts, groundOf } from './grounds/grounds.ts';
import type { OpenCase } from './open-case.ts';

type Props = { open: OpenCase; me: string; onShowNewer: () => void; onNext: () => void };

/** What happened to the case while it was open, said where it is open. A refused decision takes the focus here. */
export function ChangeNotice({ open: { changes, refused, newer, seen }, me, onShowNewer, onNext }: Props) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) box.current?.focus();
  }, [refused, seen?.version]);
  return (
    <div aria-live="polite" tabIndex={-1} ref={box}>
      {(changes.length > 0 || refused) && (
        <div class="notice">
          <div>
            {refused && (
              <p>
                <b>{t('change.refused')}</b>
              </p>
            )}
            {changes.map((change) => (
              <Change key={change.kind} {...{ change, me }} />
            ))}
            {refused && seen?.state === 'open' && <p>{t('change.again')}</p>}
          </div>
          {newer && (
            <button class="btn" type="button" onClick={onShowNewer}>
              {t('change.show_newer')}
            </button>
          )}
          {seen?.state === 'decided' && (
            <button class="btn" type="button" onClick={onNext}>
              {t('change.next')} <Key of="J" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Change({ change, me }: { change: CaseChange; me: string }) {
  const { t } = useWords();
  switch (change.kind) {
    case 'decided': {
      const { by, verdict, at, note } = change.decision;
      return (
        <p>
          {t(`change.decided_${verdict}`, { by: by.name, me: by.id === me ? 'yes' : 'no', ...groundFacts(groundOf(change.decision)) })}{' '}
          <Ago at={at} />
          {note && <span class="soft">{t('quote', { text: note })}</span>}
        </p>
      );
    }
    case 'edited':
      return (
        <>
          <p>
            {t('change.edited', { by: change.by })} <Ago at={change.at} />
          </p>
          <Diff from={change.from} to={change.to} />
        </>
      );
    case 'reported':
      return <p>{t('change.reported', { count: change.count })}</p>;
    default:
      return <p>{t(`change.${change.kind}`)}</p>;
  }
}
