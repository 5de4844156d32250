import { api } from '../api.ts';
import { SingleKeys } from '../KeysDialog.tsx';
import { PICTURES, usePreferences, type Pictures } from '../preferences.tsx';
import type { Locale } from '../words.tsx';
import { useWords } from '../words.tsx';
import { Choice } from './fields.tsx';

/** For this person, in this browser; blind mode wherever they are. */
export function DeskPreferences({ blind, onChanged }: { blind: boolean; onChanged: () => void }) {
  const { t, locale } = useWords();
  const { prefer, pictures } = usePreferences();
  return (
    <div class="stack">
      <p class="soft">{t('preferences.hint')}</p>
      <SingleKeys />
      <Choice
        id="desk-blind"
        label={t('blind.title')}
        hint={t('blind.hint')}
        value={blind ? 'yes' : 'no'}
        options={[
          ['no', t('blind.no')],
          ['yes', t('blind.yes')],
        ]}
        onChange={(value) => void api.put('/desk/preferences', { blind: value === 'yes' }).then(onChanged)}
      />
      <Choice
        id="desk-pictures"
        label={t('veil.title')}
        hint={t('veil.hint')}
        value={pictures}
        options={PICTURES.map((one) => [one, t(`veil.${one}`)])}
        onChange={(value) => prefer({ pictures: value as Pictures })}
      />
      <Choice
        id="desk-language"
        label={t('preferences.language')}
        value={locale}
        options={[
          ['fr', t('locale.fr')],
          ['en', t('locale.en')],
        ]}
        onChange={(value) => prefer({ locale: value as Locale })}
      />
    </div>
  );
}
