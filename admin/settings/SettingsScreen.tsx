import type { DeskWire } from '#server/desk/wire.ts';
import type { SettingsPart } from '../route.ts';
import { hrefOf } from '../route.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { CharterEditor } from './CharterEditor.tsx';
import { DeskPreferences } from './DeskPreferences.tsx';
import { SiteSettings } from './SiteSettings.tsx';
import { Tokens } from './Tokens.tsx';

type Props = { desk: DeskWire; part: SettingsPart; onChanged: () => void };

export function SettingsScreen({ desk, part, onChanged }: Props) {
  const { t } = useWords();
  useTitle(t('rail.settings'));
  const parts: SettingsPart[] = [
    ...(desk.can.includes('settings') ? (['site'] as const) : []),
    ...(desk.can.includes('charter') ? (['charter'] as const) : []),
    ...(desk.can.includes('tokens') ? (['tokens'] as const) : []),
    'desk',
  ];
  const shown = parts.includes(part) ? part : 'desk';
  return (
    <div class="page">
      <header class="top">
        <h1>{t('rail.settings')}</h1>
      </header>
      <div class="st">
        <nav class="stnav" aria-label={t('rail.settings')}>
          {parts.map((each) => (
            <a key={each} href={hrefOf({ screen: 'settings', part: each })} aria-current={each === shown ? 'page' : undefined}>
              {t(`settings.${each}`)}
            </a>
          ))}
        </nav>
        <section class="stack-6" aria-labelledby="part">
          <h2 id="part">{t(`settings.${shown}`)}</h2>
          {shown === 'site' && <SiteSettings onSaved={onChanged} />}
          {shown === 'charter' && <CharterEditor onPublished={onChanged} />}
          {shown === 'tokens' && <Tokens />}
          {shown === 'desk' && <DeskPreferences />}
        </section>
      </div>
    </div>
  );
}
