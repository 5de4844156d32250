import type { AgreementWire } from '#server/second-readings/wire.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useLoad } from '../use-load.ts';
import { useWords, type Words } from '../words.tsx';

const VERDICTS = ['approve', 'reject'] as const;

/** How often two readers say the same, beyond what chance gives. */
export function Agreement() {
  const { t, number } = useWords();
  const loaded = useLoad(() => api.get<AgreementWire>('/agreement'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { both, differing } = loaded.value;
  return (
    <section class="stack" aria-labelledby="agreement">
      <h3 id="agreement">{t('readings.agreement')}</h3>
      <p>{sayAgreement(loaded.value, t)}</p>
      <table class="narrow">
        <caption class="vh">{t('readings.agreement')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('readings.first')}</th>
            {VERDICTS.map((second) => (
              <th scope="col" class="num" key={second}>
                {t(`readings.second_${second}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {VERDICTS.map((first, i) => (
            <tr key={first}>
              <th scope="row">{t(`readings.first_${first}`)}</th>
              {both[i]!.map((n, j) => (
                <td class="num" key={j}>
                  {number(n)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {differing.length > 0 && <h4>{t('readings.differing', { n: differing.length })}</h4>}
      <ul class="lines">
        {differing.map(({ case: id, number: of, first, second, at }) => (
          <li key={id}>
            <a href={hrefOf({ screen: 'queue', lane: 'done', id })}>{t('case.number', { number: number(of) })}</a>{' '}
            {t(`readings.first_${first}`)}. {t(`readings.second_${second}`)}.{' '}
            <span class="soft">
              <Ago at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function sayAgreement({ n, least, observed, expected, kappa }: AgreementWire, t: Words['t']): string {
  if (n < least) return t('readings.few', { n, least });
  if (kappa === null) return t('readings.always', { n });
  return t('readings.kappa', { n, kappa: kappa.toFixed(2), observed: observed.toFixed(2), expected: expected.toFixed(2) });
}
