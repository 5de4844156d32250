import { PartHead } from './PartHead.tsx';
import { useState } from 'preact/hooks';
import type { Cohort, CohortsWire, RetentionRow, SegmentInput } from '#server/segments/wire.ts';
import { api } from '../api.ts';
import { percentOf } from '../charts/Chart.tsx';
import { Failure } from '../Failure.tsx';
import { goTo, hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { useDays } from '../use-days.ts';
import { SEGMENTS } from './MemberList.tsx';

/** Who to greet, to thank, to ask back; and who stays. */
export function Cohorts() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<CohortsWire>('/cohorts'));
  return (
    <div class="stack-6">
      <PartHead title={t('cohorts.title')}>{t('cohorts.hint')}</PartHead>
      {!loaded.value ? (
        <Loading {...loaded} />
      ) : (
        <>
          {loaded.value.cohorts.map((cohort) => (
            <Section key={cohort.key} cohort={cohort} />
          ))}
          <Retention rows={loaded.value.retention} />
        </>
      )}
    </div>
  );
}

function Section({ cohort: { key, filter, members, some } }: { cohort: Cohort }) {
  const { t } = useWords();
  const dayOf = useDays();
  const name = t(`cohorts.${key}`);
  const keeping = useSubmit(async () => {
    await api.post('/segments', { name, filter, version: 0 } satisfies SegmentInput);
    goTo(hrefOf({ screen: 'members', id: SEGMENTS }));
  });
  return (
    <section class="stack" aria-labelledby={`cohort-${key}`}>
      <header class="bar">
        <h2 id={`cohort-${key}`}>{name}</h2>
        <span class="soft">{t('segments.members', { n: members })}</span>
        {members > 0 && (
          <button class="btn push" data-quiet type="button" onClick={() => void keeping.submit()}>
            {t('cohorts.keep')} <span class="vh">{name}</span>
          </button>
        )}
      </header>
      <p class="soft">{t(`cohorts.${key}_hint`)}</p>
      {keeping.error && <Failure error={keeping.error} />}
      {some.length > 0 && (
        <ul class="lines">
          {some.map((member) => (
            <li key={member.id} class="bar">
              <a href={hrefOf({ screen: 'members', id: member.id })}>{member.name}</a>
              {member.lastOn && <span class="soft">{t('cohorts.last', { day: dayOf(member.lastOn) })}</span>}
              {member.post && <Thank name={member.name} {...member.post} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** In one press, without a word: its author is told once. */
function Thank({ id, thanked, name }: { id: string; thanked: boolean; name: string }) {
  const { t } = useWords();
  const [done, setDone] = useState(thanked);
  const thanking = useSubmit(async () => {
    await api.put(`/posts/${id}/thanks`, { word: '' });
    setDone(true);
  });
  if (done) return <span class="push soft">{t('cohorts.thanked')}</span>;
  return (
    <>
      <a class="push" href={`/p/${id}`}>
        {t('cohorts.read')} <span class="vh">{name}</span>
      </a>
      <button class="btn" type="button" onClick={() => void thanking.submit()}>
        {t('cohorts.thank')} <span class="vh">{name}</span>
      </button>
      {thanking.error && <Failure error={thanking.error} />}
    </>
  );
}

/** Fewer say nothing in percent. */
const ENOUGH = 30;

function Retention({ rows }: { rows: RetentionRow[] }) {
  const { t, number, locale } = useWords();
  const dayOf = useDays();
  const share = (n: number | null, of: number) => {
    if (n === null) return t('cohorts.early');
    if (of < ENOUGH) return number(n);
    return `${number(n)} (${percentOf(n / of, locale)})`;
  };
  return (
    <section class="stack" aria-labelledby="retention">
      <h2 id="retention">{t('cohorts.retention')}</h2>
      <p class="soft">{t('cohorts.retention_hint')}</p>
      <div class="tw">
        <table>
          <caption class="vh">{t('cohorts.retention')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('cohorts.week')}</th>
              <th scope="col" class="num">
                {t('cohorts.joined')}
              </th>
              {[1, 7, 30].map((days) => (
                <th key={days} scope="col" class="num">
                  {t('cohorts.day', { n: days })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ week, joined, day1, day7, day30 }) => (
              <tr key={week}>
                <th scope="row">{dayOf(week)}</th>
                <td class="num">{number(joined)}</td>
                {[day1, day7, day30].map((n, i) => (
                  <td key={i} class="num">
                    {share(n, joined)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
