import type { Translate } from '../pages/page.tsx';
import { Field, type Problem } from './form.tsx';

/** The app's code; behind a fold, for whoever lost it, one of the ten that were printed. */
export function SecondFields({ t, problem }: { t: Translate; problem?: Problem }) {
  return (
    <>
      <Field
        name="code"
        label={t('second.code')}
        help={t('second.codeHelp')}
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={10}
        problem={problem}
      />
      <details class="flow" open={problem?.fields.recovery !== undefined}>
        <summary>{t('second.lost')}</summary>
        <Field
          name="recovery"
          label={t('second.recovery')}
          help={t('second.recoveryHelp')}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          problem={problem}
        />
        <p class="meta">{t('second.noneLeft')}</p>
      </details>
    </>
  );
}
