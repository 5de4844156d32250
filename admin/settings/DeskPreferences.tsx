import { SingleKeys } from '../KeysDialog.tsx';
import { usePreferences } from '../preferences.tsx';
import type { Locale } from '../words.tsx';
import { useWords } from '../words.tsx';
import { Choice } from './fields.tsx';

/** For this person, in this browser. */
export function DeskPreferences() {
  const { t, locale } = useWords();
  const { prefer } = usePreferences();
  return (
    <div class="stack">
      <p class="soft">{t('preferences.hint')}</p>
      <SingleKeys />
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
