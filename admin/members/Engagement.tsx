import type { EngagementOf } from '#server/engagement/wire.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words.tsx';
import { LEVELS } from './MemberList.tsx';
import { useDays } from '../use-days.ts';

type Props = { engagement: EngagementOf | null; formula: boolean };

/** How far they carry conversations, by the published formula. `formula`: whoever reads this may see and change it. */
export function Engagement({ engagement, formula }: Props) {
  const { t, number } = useWords();
  const dayOf = useDays();
  return (
    <section class="author" aria-labelledby="member-engagement">
      <h2 id="member-engagement">{t('levels.of')}</h2>
      {!engagement && <p class="soft">{t('levels.nothing')}</p>}
      {engagement?.objects && <p>{t('levels.objects')}</p>}
      {engagement && !engagement.objects && (
        <>
          <p>
            {t('levels.value', { level: engagement.level })}
            {engagement.missing !== null && <span class="soft"> · {t('levels.missing', { n: engagement.missing })}</span>}
          </p>
          <dl class="kv">
            <dt>{t('levels.sum')}</dt>
            <dd>
              {number(engagement.love)} × {number(engagement.reach)} = {number(engagement.gravity)}
            </dd>
          </dl>
          {engagement.history.length > 0 && (
            <ul class="lines">
              {engagement.history.map(({ on, from, to }) => (
                <li key={on}>
                  {t('levels.changed', { from, to })} <span class="soft">{dayOf(on)}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <p class="small">
        <a href="/levels">{t('levels.page')}</a>
        {formula && (
          <>
            {' · '}
            <a href={hrefOf({ screen: 'members', id: LEVELS })}>{t('levels.title')}</a>
          </>
        )}
      </p>
    </section>
  );
}
