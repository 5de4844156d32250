import type { AudienceWire } from '#server/audience/wire.ts';
import { useWords } from '../words.tsx';
import { useDays } from './figures.tsx';

type Props = { days: AudienceWire['days']; best: string };

/** Visitors of each day, a column each, the one the sentence names in colour; the same numbers in a table below. */
export function DayChart({ days, best }: Props) {
  const { t, number } = useWords();
  const dayOf = useDays();
  const [from, to] = [dayOf(days[0]!.day), dayOf(days.at(-1)!.day)];
  const most = Math.max(1, ...days.map(({ visitors }) => visitors));
  const width = 100 / days.length;
  const caption = t('audience.chart', { from, to });
  return (
    <figure class="day-chart">
      <figcaption class="soft small">{caption}</figcaption>
      <div class="plot">
        <div class="y" aria-hidden="true">
          <span>{number(most)}</span>
          <span>0</span>
        </div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={caption}>
          {days.map(({ day, visitors }, i) => (
            <rect
              key={day}
              class={day === best ? 'on' : undefined}
              x={width * (i + 0.1)}
              width={width * 0.8}
              y={100 - (100 * visitors) / most}
              height={(100 * visitors) / most}
            />
          ))}
        </svg>
        <div class="x" aria-hidden="true">
          <span>{from}</span>
          <span>{to}</span>
        </div>
      </div>
      <details>
        <summary>{t('audience.table')}</summary>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long, it scrolls: keys must reach it */}
        <section class="tw" aria-label={caption} tabIndex={0}>
          <table>
            <caption class="vh">{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t('audience.day')}</th>
                <th scope="col" class="num">
                  {t('audience.visitors')}
                </th>
                <th scope="col" class="num">
                  {t('audience.views')}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, visitors, views }) => (
                <tr key={day}>
                  <th scope="row">{dayOf(day)}</th>
                  <td class="num">{number(visitors)}</td>
                  <td class="num">{number(views)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  );
}
