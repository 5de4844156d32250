import { useEffect, useState } from 'preact/hooks';
import type { PersonWire } from '#server/cases/wire.ts';
import { Key, useShortcut } from '../Key.tsx';
import { useWords } from '../words.tsx';
import type { Claim } from './use-claim.ts';

const SECOND = 1000;

/** Whose the case is, for how long, and who else reads it. */
export function ClaimStrip({ claim, readers }: { claim: Claim; readers: PersonWire[] }) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const { of, mine, lost } = claim;
  const theirs = Boolean(of && !mine);
  const act = mine ? 'claim.give_back' : of || lost ? 'claim.take_over' : 'claim.take';
  return (
    <p class="claim">
      {of ? <Holder claim={claim} /> : <span>{t('claim.free')}</span>}{' '}
      <button
        class={theirs ? 'btn' : 'link'}
        data-primary={theirs}
        type="button"
        aria-keyshortcuts={shortcut('C')}
        onClick={mine ? claim.giveBack : claim.take}
      >
        {t(act)} <Key of="C" />
      </button>
      {readers.length > 0 && (
        <span class="live">{t('claim.reads', { names: readers.map(({ name }) => name).join(', '), n: readers.length })}</span>
      )}
      <output>{lost && t('claim.taken', { name: lost.name })}</output>
    </p>
  );
}

function Holder({ claim: { of, mine } }: { claim: Claim }) {
  const { t } = useWords();
  const left = useLeft(of!.until);
  return <span class={mine ? undefined : 'live'}>{t(mine ? 'claim.mine' : 'claim.other', { name: of!.by.name, left })}</span>;
}

/** `2:41` */
function useLeft(until: string): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, [until]);
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
