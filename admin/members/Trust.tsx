import type { TrustWire } from '#server/members/wire.ts';
import { useWords } from '../words.tsx';

type Props = { trust: TrustWire; activeDays: number; points: number };

/** How far they are known here, what it rests on, and what the next level is short of. */
export function Trust({ trust: { level, subscriber, next }, activeDays, points }: Props) {
  const { t, number } = useWords();
  return (
    <section class="author" aria-labelledby="member-trust">
      <h2 id="member-trust">{t('file.trust')}</h2>
      <p>{t(`file.trust.${level}`)}</p>
      <dl class="kv">
        <dt>{t('file.days')}</dt>
        <dd>{number(activeDays)}</dd>
        <dt>{t('file.points')}</dt>
        <dd>{number(points)}</dd>
      </dl>
      <p class="small soft">
        {subscriber && `${t('file.subscriber')} `}
        {next ? t('file.missing', next) : t('file.top')}
      </p>
    </section>
  );
}
