import type { CaseRow, DifferencesWire } from '#server/cases/wire.ts';
import { api } from '../../api.ts';
import { Day } from '../../clock.tsx';
import { Failure } from '../../Failure.tsx';
import { useLoad } from '../../use-load.ts';
import type { Words } from '../../words.tsx';
import { useWords } from '../../words.tsx';
import { useReasonWords } from '../reasons.ts';

/** What they share and in what they differ, before anything is done. `titleId`: of what names them. */
export function Differences({ rows, titleId }: { rows: CaseRow[]; titleId: string }) {
  const { t, number } = useWords();
  const reasonWords = useReasonWords();
  const { value, error, reload } = useLoad(() => api.get<DifferencesWire>(`/differences?cases=${rows.map(({ id }) => id).join()}`));
  if (error) return <Failure error={error} onRetry={reload} />;
  if (!value) return null;
  const { common, apart } = sides(value, t);
  return (
    <>
      {common && <p>{t('pick.common', { what: common })}</p>}
      {apart && <p>{t('pick.apart', { what: apart })}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide, it scrolls: keys must reach it */}
      <section class="tw" tabIndex={0} aria-labelledby={titleId}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('pick.case')}</th>
              <th scope="col">{t('pick.author_head')}</th>
              <th scope="col">{t('pick.account')}</th>
              <th scope="col">{t('pick.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {value.cases.map((one) => (
              <tr key={one.id}>
                <th scope="row">{number(one.number)}</th>
                <td>{one.author.name}</td>
                <td>
                  <Day at={one.since} />
                </td>
                <td>{one.reasons[0] ? reasonWords(one.reasons[0], { reports: 0 }) : t('reason.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Percent of a text from which two are one text, sent again with small changes. */
const ALIKE = 50;

function sides({ link, same, authors }: DifferencesWire, t: Words['t']) {
  const alike = same >= ALIKE;
  const common = [link && t('pick.link', { host: link }), alike && t('pick.text', { n: same }), authors === 1 && t('pick.author')];
  const apart = [!alike && t('pick.texts'), authors > 1 && t('pick.authors', { n: authors })];
  return { common: common.filter(Boolean).join(', '), apart: apart.filter(Boolean).join(', ') };
}
