import type { DecisionWire } from '#server/cases/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords } from '../words.tsx';
import { Verdict } from './Verdict.tsx';

/** What was decided on this post before. */
export function Decisions({ decisions }: { decisions: DecisionWire[] }) {
  const { t } = useWords();
  if (!decisions.length) return null;
  return (
    <section class="why" aria-labelledby="decisions">
      <h3 id="decisions">{t('decisions.title')}</h3>
      <ul class="lines">
        {decisions.map((decision) => (
          <li key={decision.id}>
            <p>
              <Verdict decision={decision} /> {decision.undone && `(${t('verdict.undone')}) `}
              <span class="soft">
                <Ago at={decision.at} />
              </span>
            </p>
            {decision.note && <p class="small">{t('quote', { text: decision.note })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
