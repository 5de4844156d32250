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

/** By what one comes for. */
const GROUPS: { name: 'site' | 'rules' | 'conversation' | 'newsroom' | 'technique' | 'me'; parts: SettingsPart[] }[] = [
  { name: 'site', parts: ['site', 'look', 'publisher', 'sites'] },
  { name: 'rules', parts: ['charter', 'screening', 'ladder', 'law', 'readings'] },
  { name: 'conversation', parts: ['spaces', 'tags', 'badges'] },
  { name: 'newsroom', parts: ['voices', 'positioning', 'canned', 'promises', 'templates'] },
  { name: 'technique', parts: ['doors', 'tokens', 'webhooks', 'mails', 'letters', 'security'] },
  { name: 'me', parts: ['desk'] },
];

/** Without which a part is not there. */
const NEEDS: Record<SettingsPart, DeskWire['can'][number] | null> = {
  site: 'settings',
  look: 'settings',
  publisher: 'settings',
  sites: 'sites',
  charter: 'charter',
  screening: 'settings',
  ladder: 'settings',
  law: 'settings',
  readings: 'readings',
  spaces: 'settings',
  tags: 'settings',
  badges: 'settings',
  voices: 'settings',
  positioning: 'charter',
  canned: 'canned',
  promises: 'settings',
  templates: 'settings',
  doors: 'settings',
  tokens: 'tokens',
  webhooks: 'webhooks',
  mails: 'mails',
  letters: 'mails',
  security: 'mails',
  desk: null,
};

export function SettingsScreen({ desk, part, onChanged }: Props) {
  const { t } = useWords();
  useTitle(t('rail.settings'));
  const groups = GROUPS.map(({ name, parts }) => ({
    name,
    parts: parts.filter((each) => NEEDS[each] === null || desk.can.includes(NEEDS[each])),
  })).filter(({ parts }) => parts.length > 0);
  const shown = groups.some(({ parts }) => parts.includes(part)) ? part : 'desk';
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
          {groups.map(({ name, parts }) => (
            <div key={name}>
              <p id={`settings-${name}`}>{t(`settings.of.${name}`)}</p>
              <ul aria-labelledby={`settings-${name}`}>
                {parts.map((each) => (
                  <li key={each}>
                    <a href={hrefOf({ screen: 'settings', part: each })} aria-current={each === shown ? 'page' : undefined}>
                      {t(`settings.${each}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
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
