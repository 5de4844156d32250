import type { DeskWire } from '#server/desk/wire.ts';
import { AUDIENCE_PARTS, hrefOf, type AudiencePart } from '../route.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Campaigns } from './Campaigns.tsx';
import { Goals } from './Goals.tsx';
import { Openings } from './Openings.tsx';
import { Partners } from './Partners.tsx';
import { Readers } from './Readers.tsx';

type Props = { part: AudiencePart; site: DeskWire['site'] };

/** How many read, and what brings them; never who (docs/decisions/070). */
export function AudienceScreen({ part, site }: Props) {
  const { t } = useWords();
  useTitle(t('audience.title'));
  return (
    <div class="page stack">
      <header class="top">
        <div>
          <h1>{t('audience.title')}</h1>
          <p>
            {t('audience.hint')} <a href="/audience">{t('audience.method')}</a>
          </p>
        </div>
      </header>
      <nav class="tabs" aria-label={t('audience.parts')}>
        {AUDIENCE_PARTS.map((one) => (
          <a key={one} href={hrefOf({ screen: 'audience', part: one })} aria-current={one === part ? 'page' : undefined}>
            {t(`audience.part.${one}`)}
          </a>
        ))}
      </nav>
      {part === 'readers' && <Readers site={site} />}
      {part === 'campaigns' && <Campaigns />}
      {part === 'partners' && <Partners />}
      {part === 'goals' && <Goals />}
      {part === 'openings' && <Openings />}
    </div>
  );
}
