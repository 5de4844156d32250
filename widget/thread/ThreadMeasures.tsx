import { rareWords } from './context.ts';
import { sayFull } from './dates.ts';
import { clock } from './rare-icons.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';

/** What holds here for a while: until when, and why. */
export function ThreadMeasures({ scene: { state, context } }: { scene: Scene }) {
  const t = rareWords(context);
  // That a live night is paused is said where one writes.
  const measures = state.thread.measures.filter(({ kind }) => kind !== 'hosts');
  return measures.map(({ kind, seconds = 0, hours, until, reason }) => (
    <Note icon={clock} key={kind}>
      <p>
        <strong>{t('measure', { kind, pace: sayPace(seconds, context.lang), from: hours?.from ?? 0, to: hours?.to ?? 0 })}</strong>{' '}
        {t('measureUntil', { date: sayFull(until, context) })} {reason}
      </p>
    </Note>
  ));
}

const sayPace = (seconds: number, lang: string) =>
  new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: seconds < 60 ? 'second' : 'minute',
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(seconds < 60 ? seconds : seconds / 60);
