import type { ComponentChildren } from 'preact';
import type { MailDay } from '#server/mail/wire.ts';
import { Day } from '../clock.tsx';
import type { WordKey } from '../words.tsx';
import { useWords } from '../words.tsx';

const FIGURES = ['sent', 'failed', 'lost'] as const;
type Figures = Pick<MailDay, (typeof FIGURES)[number]>;

/** What became of the mails of thirty days: by kind, and by day. */
export function MailsMeasured({ days, refusing }: { days: MailDay[]; refusing: number }) {
  const { t } = useWords();
  return (
    <section class="stack" aria-labelledby="mails-measured">
      <h3 id="mails-measured">{t('mails.measured')}</h3>
      <p class="soft">{t('mails.refusing', { n: refusing })}</p>
      {days.length === 0 && <p class="soft">{t('mails.none')}</p>}
      {days.length > 0 && (
        <>
          <Sums name="kind" rows={sums(days, ({ kind }) => kind)} say={(kind) => t(`mails.kind.${kind}` as WordKey)} />
          <Sums name="day" rows={sums(days, ({ day }) => day)} say={(day) => <Day at={`${day}T12:00:00Z`} />} />
        </>
      )}
    </section>
  );
}

type SumsProps = { name: 'kind' | 'day'; rows: [string, Figures][]; say: (key: string) => ComponentChildren };

function Sums({ name, rows, say }: SumsProps) {
  const { t, number } = useWords();
  return (
    <div class="tw">
      <table>
        <caption class="vh">{t(`mails.by_${name}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`mails.${name}`)}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" class="num">
                {t(`mails.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, figures]) => (
            <tr key={key}>
              <th scope="row">{say(key)}</th>
              {FIGURES.map((figure) => (
                <td key={figure} class="num">
                  {number(figures[figure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In the order in which they first come. */
function sums(days: MailDay[], keyOf: (day: MailDay) => string): [string, Figures][] {
  const total = (some: MailDay[], figure: keyof Figures) => some.reduce((sum, day) => sum + day[figure], 0);
  return [...Map.groupBy(days, keyOf)].map(([key, some]) => [
    key,
    { sent: total(some, 'sent'), failed: total(some, 'failed'), lost: total(some, 'lost') },
  ]);
}
