import type { ClassifierWire } from '#server/classifier/wire.ts';
import { api } from '../../api.ts';
import { Ago } from '../../clock.tsx';
import { useLoad } from '../../use-load.ts';
import { useWords } from '../../words.tsx';
import { Loading } from '../Loading.tsx';

/** How right the model would have been about what the team decided: what a threshold is chosen by. */
export function ClassifierRecord() {
  const { t, locale } = useWords();
  const loaded = useLoad(() => api.get<ClassifierWire>('/classifier'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { decisions, learnt, needed, fittedAt, precision } = loaded.value;
  const percent = (share: number) => share.toLocaleString(locale, { style: 'percent' });
  return (
    <div class="stack">
      <p class="soft small">
        {learnt ? t('classifier.learnt', { n: decisions }) : t('classifier.not_yet', { n: decisions, needed })}{' '}
        {fittedAt && <Ago at={fittedAt} />}
      </p>
      {decisions > 0 && (
        <div class="tw">
          <table>
            <caption>{t('classifier.caption', { n: decisions })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('classifier.threshold')}</th>
                <th scope="col" class="num">
                  {t('classifier.reached')}
                </th>
                <th scope="col" class="num">
                  {t('classifier.refused')}
                </th>
                <th scope="col" class="num">
                  {t('classifier.share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {precision.map(({ threshold, n, refused, share }) => (
                <tr key={threshold}>
                  <th scope="row">{threshold.toLocaleString(locale)}</th>
                  <td class="num">{n}</td>
                  <td class="num">{refused}</td>
                  <td class="num">{share === null ? t('classifier.too_few', { n }) : percent(share)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
