import { useEffect, useRef } from 'preact/hooks';
import type { DeskWire } from '#server/desk/wire.ts';
import type { SettingsPart } from '../route.ts';
import { hrefOf } from '../route.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Badges } from './Badges.tsx';
import { CannedReplies } from './CannedReplies.tsx';
import { CharterEditor } from './CharterEditor.tsx';
import { DeskPreferences } from './DeskPreferences.tsx';
import { Ladder } from './ladder/Ladder.tsx';
import { Law } from './Law.tsx';
import { Letters } from './letters/Letters.tsx';
import { Look } from './look/Look.tsx';
import { Mails } from './Mails.tsx';
import { Positioning } from './Positioning.tsx';
import { Promises } from './Promises.tsx';
import { Publisher } from './Publisher.tsx';
import { SecondReadings } from '../readings/SecondReadings.tsx';
import { Screening } from './screening/Screening.tsx';
import { SecurityLog } from './SecurityLog.tsx';
import { SignOn } from './SignOn.tsx';
import { SiteSettings } from './SiteSettings.tsx';
import { Sites } from './Sites.tsx';
import { Spaces } from './Spaces.tsx';
import { Tags } from './Tags.tsx';
import { Tokens } from './Tokens.tsx';
import { Templates } from './Templates.tsx';
import { Voices } from './Voices.tsx';
import { Webhooks } from './Webhooks.tsx';

type Props = { desk: DeskWire; part: SettingsPart; onChanged: () => void };

export function SettingsScreen({ desk, part, onChanged }: Props) {
  const { t } = useWords();
  useTitle(t('rail.settings'));
  const parts: SettingsPart[] = [
    ...(desk.can.includes('settings') ? (['site', 'screening'] as const) : []),
    ...(desk.can.includes('charter') ? (['charter', 'positioning'] as const) : []),
    ...(desk.can.includes('canned') ? (['canned'] as const) : []),
    ...(desk.can.includes('settings') ? (['promises', 'ladder', 'law', 'publisher'] as const) : []),
    ...(desk.can.includes('settings') ? (['doors'] as const) : []),
    ...(desk.can.includes('settings') ? (['look', 'spaces', 'tags', 'badges', 'voices', 'templates'] as const) : []),
    ...(desk.can.includes('tokens') ? (['tokens'] as const) : []),
    ...(desk.can.includes('webhooks') ? (['webhooks'] as const) : []),
    ...(desk.can.includes('sites') ? (['sites'] as const) : []),
    ...(desk.can.includes('mails') ? (['mails', 'letters', 'security'] as const) : []),
    ...(desk.can.includes('readings') ? (['readings'] as const) : []),
    'desk',
  ];
  const shown = parts.includes(part) ? part : 'desk';
  const nav = useRef<HTMLElement>(null);
  // On a phone they are a row that scrolls: where one is must be seen.
  useEffect(() => nav.current!.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [shown]);
  return (
    <div class="page">
      <header class="top">
        <h1>{t('rail.settings')}</h1>
      </header>
      <div class="st">
        <nav class="stnav" ref={nav} aria-label={t('rail.settings')}>
          {parts.map((each) => (
            <a key={each} href={hrefOf({ screen: 'settings', part: each })} aria-current={each === shown ? 'page' : undefined}>
              {t(`settings.${each}`)}
            </a>
          ))}
        </nav>
        <section class="stack-6" aria-labelledby="part">
          <h2 id="part">{t(`settings.${shown}`)}</h2>
          {shown === 'site' && <SiteSettings onSaved={onChanged} />}
          {shown === 'screening' && <Screening />}
          {shown === 'charter' && <CharterEditor onPublished={onChanged} />}
          {shown === 'positioning' && <Positioning />}
          {shown === 'canned' && <CannedReplies rules={desk.site.charter.rules} />}
          {shown === 'promises' && <Promises />}
          {shown === 'ladder' && <Ladder rules={desk.site.charter.rules} />}
          {shown === 'law' && <Law />}
          {shown === 'publisher' && <Publisher onChanged={onChanged} />}
          {shown === 'doors' && <SignOn />}
          {shown === 'look' && <Look />}
          {shown === 'spaces' && <Spaces />}
          {shown === 'tags' && <Tags />}
          {shown === 'badges' && <Badges />}
          {shown === 'voices' && <Voices />}
          {shown === 'templates' && <Templates />}
          {shown === 'tokens' && <Tokens />}
          {shown === 'webhooks' && <Webhooks />}
          {shown === 'sites' && <Sites />}
          {shown === 'mails' && <Mails owner={desk.can.includes('sites')} />}
          {shown === 'letters' && <Letters />}
          {shown === 'security' && <SecurityLog />}
          {shown === 'readings' && <SecondReadings rules={desk.site.charter.rules} manages={desk.can.includes('agreement')} />}
          {shown === 'desk' && <DeskPreferences blind={desk.member.blind} onChanged={onChanged} />}
        </section>
      </div>
    </div>
  );
}
