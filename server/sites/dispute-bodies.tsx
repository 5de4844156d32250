import type { MessageKey } from '../i18n/translate.ts';
import type { Block } from '../mail/letter.ts';
import { lawOf } from './law.ts';
import type { Site } from './queries.ts';
import type { DisputeBody } from './wire.ts';

type Words = (key: MessageKey) => string;
type Of = Pick<Site, 'settings'>;

/** The Commission's list of all that are certified (DSA, art. 21(8)). */
const CERTIFIED = 'https://digital-strategy.ec.europa.eu/en/policies/dsa-out-court-dispute-settlement';

/** To which a decision can be brought (DSA, art. 21): those the site names, else where all are listed. */
function disputeBodies(t: Words, site: Of): DisputeBody[] {
  const { disputeBodies: named } = lawOf(site);
  return named.length > 0 ? named : [{ name: t('redress.certified'), url: CERTIFIED }];
}

export const disputeLinks = (t: Words, site: Of): Block[] => disputeBodies(t, site).map(({ name, url }) => ({ link: name, url }));

export function DisputeBodies({ t, site }: { t: Words; site: Of }) {
  return (
    <>
      <p class="meta">{t('redress.bodies')}</p>
      <ul class="meta">
        {disputeBodies(t, site).map(({ name, url }) => (
          <li key={url}>
            <a href={url} rel="noopener">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
