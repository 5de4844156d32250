import { useId } from 'preact/hooks';
import { useWords } from '../words.tsx';
import { bandOf, columnsOf, lineOf, topOf, type Range } from './scale.ts';

type Point = { key: string; name: string; n: number | null; usual?: Range; of?: number };

type Props = {
  /** With its unit and its period. */
  caption: string;
  /** What it proves, to who does not see it. */
  sentence: string;
  points: Point[];
  shape: 'line' | 'columns';
  /** As the axis and the table say a figure. */
  say: (n: number) => string;
  /** Under it, from the first to the last. */
  ends: string[];
  /** What is counted; what the days or weeks are called; of how many, where that is said. */
  figure: string;
  when: string;
  of?: string;
  /** The column that the sentence names. */
  marked?: string;
  /** The least that the axis goes up to. */
  least?: number;
};

/** « 2,1 % » of 0.021. */
export const percentOf = (share: number, locale: string, digits = 0) =>
  share.toLocaleString(locale, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A sentence's proof: a drawing, its legend where there are two things, and the same numbers in a table. */
export function Chart(props: Props) {
  const { caption, sentence, points, shape, say, ends, marked, least = 1 } = props;
  const { t } = useWords();
  const id = useId();
  const usual = points.map((point) => point.usual ?? null);
  const values = points.map(({ n }) => n);
  const top = topOf(Math.max(least, ...values.map((n) => n ?? 0), ...usual.map((range) => range?.high ?? 0)));
  const banded = usual.some((range) => range !== null);
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id} class="small soft">
        {caption}
      </figcaption>
      <div class="plot" role="img" aria-label={sentence}>
        <div class="marks" aria-hidden="true">
          {[top, top / 2, 0].map((mark) => (
            <span key={mark}>{say(mark)}</span>
          ))}
        </div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <path class="rule" d="M0 0H100M0 50H100M0 100H100" />
          {banded && <path class="band" d={bandOf(usual, top)} />}
          {shape === 'line' && <path class="line" d={lineOf(values, top)} />}
          {shape === 'columns' &&
            columnsOf(values, top).map((column, i) => (
              <rect key={points[i]!.key} data-on={points[i]!.key === marked ? '' : undefined} {...column} />
            ))}
        </svg>
        <div class="ends" aria-hidden="true">
          {ends.map((end) => (
            <span key={end}>{end}</span>
          ))}
        </div>
      </div>
      {banded && (
        <ul class="legend small soft">
          <li data-k="line">{props.figure}</li>
          <li data-k="band">{t('chart.usual')}</li>
        </ul>
      )}
      <Table {...props} banded={banded} />
    </figure>
  );
}

function Table({ caption, points, say, figure, when, of, banded }: Props & { banded: boolean }) {
  const { t, number } = useWords();
  return (
    <details>
      <summary class="small">
        {t('chart.table')}
        <span class="vh"> : {caption}</span>
      </summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long, it scrolls: keys must reach it */}
      <section class="tw" aria-label={caption} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{when}</th>
              <th scope="col" class="num">
                {figure}
              </th>
              {of && (
                <th scope="col" class="num">
                  {of}
                </th>
              )}
              {banded && (
                <th scope="col" class="num">
                  {t('chart.usually')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.key}>
                <th scope="row">{point.name}</th>
                <td class="num">{point.n === null ? '–' : say(point.n)}</td>
                {of && <td class="num">{number(point.of ?? 0)}</td>}
                {banded && <td class="num">{point.usual ? `${say(point.usual.low)} – ${say(point.usual.high)}` : '–'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
