import type { TunedEffect, TunedPhase } from '#server/sites/wire.ts';
import { useWords } from '../../words.tsx';
import { OWN_EFFECTS, PHASES } from './form.ts';
import type { PartProps } from './parts.ts';

/** What follows when a phase finds something. */
export function Effects({ form, put }: Omit<PartProps, 'fields'>) {
  const { t } = useWords();
  const ownEffect = (phase: TunedPhase) => {
    const own = OWN_EFFECTS[phase];
    return own ? t(`effect.${own as 'flag' | 'hold'}`) : t('effects.by_score');
  };
  return (
    <fieldset class="stack">
      <legend>{t('effects.title')}</legend>
      <p class="soft small">{t('effects.hint')}</p>
      <div class="tw">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('effects.phase')}</th>
              <th scope="col">{t('effects.effect')}</th>
            </tr>
          </thead>
          <tbody>
            {PHASES.map((phase) => (
              <tr key={phase}>
                <th scope="row">
                  <label for={`effect-${phase}`}>{t(`finding.${phase}`)}</label>
                </th>
                <td>
                  <select
                    id={`effect-${phase}`}
                    value={form.effects[phase]}
                    onChange={(event) => put({ effects: { ...form.effects, [phase]: event.currentTarget.value as TunedEffect | '' } })}
                  >
                    <option value="">{t('effects.own', { effect: ownEffect(phase) })}</option>
                    <option value="off">{t('effects.off')}</option>
                    {(['flag', 'nudge', 'hold'] as const).map((effect) => (
                      <option key={effect} value={effect}>
                        {t(`effect.${effect}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}
