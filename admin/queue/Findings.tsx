import type { FindingWire } from '#server/cases/wire.ts';
import type { WordKey } from '../words.tsx';
import { useWords } from '../words.tsx';
import { findingId } from './evidence.ts';

/** Why it is here: who found it, on what, what follows, and how much it weighs. */
export function Findings({ findings }: { findings: FindingWire[] }) {
  const { t } = useWords();
  if (!findings.length) return null;
  return (
    <section class="why" aria-labelledby="why">
      <h3 id="why">{t('findings.title')}</h3>
      <ol class="findings">
        {findings.map((finding) => (
          <Finding key={finding.number} {...finding} />
        ))}
      </ol>
    </section>
  );
}

function Finding({ number: place, phase, effect, weight, evidence, facts }: FindingWire) {
  const { t, number } = useWords();
  const detail = DETAILS[phase];
  return (
    <li id={findingId(place)} tabIndex={-1}>
      <span class="fn">{place}</span>
      <div>
        <p>
          <b>{t(`finding.${phase}`)}</b>{' '}
          <span class="soft">{[...new Set(evidence)].map((passage) => t('quote', { text: passage })).join(', ')}</span>
        </p>
        {detail && <p class="small soft">{t(detail, facts)}</p>}
      </div>
      <span class="eff">
        <span class="tag" data-k={effect === 'hold' ? 'bad' : 'warn'}>
          {t(`effect.${effect}`)}
        </span>
        <span class="w">+{number(weight, 1)}</span>
      </span>
    </li>
  );
}

/** The phases that leave figures, and the words for them. */
const DETAILS: Partial<Record<FindingWire['phase'], WordKey>> = {
  links: 'facts.links',
  newcomer: 'facts.newcomer',
  suspicious_signup: 'facts.suspicious_signup',
  guest: 'facts.guest',
  repeat: 'facts.repeat',
  flood: 'facts.flood',
  before_publication: 'facts.before_publication',
  late_edit: 'facts.late_edit',
  near_repeat: 'facts.near_repeat',
  typed_too_fast: 'facts.typed_too_fast',
  recent_record: 'facts.recent_record',
  watched: 'facts.watched',
  approval_required: 'facts.approval_required',
  second_eyes: 'facts.second_eyes',
  personal_data: 'facts.personal_data',
  capitals: 'facts.capitals',
  language: 'facts.language',
  toxicity: 'facts.score',
  spam: 'facts.score',
  external: 'facts.external',
  heated: 'facts.heated',
};
