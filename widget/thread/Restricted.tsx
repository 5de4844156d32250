import { allWords } from './context.ts';
import { sayMeasure } from './measures.ts';
import { warning } from './more-icons.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';

/** What is asked or refused of whoever reads this, and where the rest of it stands. Without JavaScript a warning is acknowledged there too. */
export function Restricted({ scene: { state, context } }: { scene: Scene }) {
  const t = allWords(context);
  return (state.viewer?.restricted ?? []).map((one) => (
    <Note icon={warning} tone={one.kind === 'ban' || one.kind === 'suspension' ? 'bad' : 'warn'} key={one.id}>
      <p>
        <strong>{sayMeasure(one, { t, lang: context.lang, timeZone: context.timeZone })}</strong>
      </p>
      {one.note && (
        <p>
          {t('rejectedNote')} {t('quote', { text: one.note })}
        </p>
      )}
      <p>
        <a href={`${context.home}/account/standing`}>{t(one.kind === 'warning' ? 'restrictedRead' : 'restrictedMore')}</a>
      </p>
    </Note>
  ));
}
