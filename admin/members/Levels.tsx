import { PartHead } from './PartHead.tsx';
import { useState } from 'preact/hooks';
import type { Deed, EngagedRow, EngagementWire, FormulaInput } from '#server/engagement/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { hrefOf } from '../route.ts';
import { Line } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useSave } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { useDays } from '../use-days.ts';

/** Who carries the conversations: how many at each level, who is near the next, who may slip away; and by which formula. */
export function Levels() {
  const { t, number } = useWords();
  const dayOf = useDays();
  const loaded = useLoad(() => api.get<EngagementWire>('/engagement'));
  const found = loaded.value;
  return (
    <div class="stack-6">
      <PartHead title={t('levels.title')}>
        {t('levels.hint')} <a href="/levels">{t('levels.page')}</a>
      </PartHead>
      {!found ? (
        <Loading {...loaded} />
      ) : (
        <>
          <section class="stack" aria-labelledby="levels-counts">
            <h2 id="levels-counts">{t('levels.counts')}</h2>
            <p class="soft">{found.countedFor ? t('levels.until', { day: dayOf(found.countedFor) }) : t('levels.soon')}</p>
            <div class="tw">
              <table>
                <caption class="vh">{t('levels.counts')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('levels.level')}</th>
                    <th scope="col" class="num">
                      {t('rail.members')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {found.levels.map((n, i) => (
                    <tr key={i}>
                      <th scope="row">{t('levels.value', { level: i + 1 })}</th>
                      <td class="num">{number(n)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
          <Rows id="near" rows={found.near} />
          <Rows id="risk" rows={found.risk} />
          <FormulaForm key={found.version} {...found} onSaved={loaded.set} onStale={loaded.reload} />
        </>
      )}
    </div>
  );
}

function Rows({ id, rows }: { id: 'near' | 'risk'; rows: EngagedRow[] }) {
  const { t, number } = useWords();
  const dayOf = useDays();
  return (
    <section class="stack" aria-labelledby={`levels-${id}`}>
      <h2 id={`levels-${id}`}>{t(`levels.${id}`)}</h2>
      <p class="soft">{t(rows.length === 0 ? `levels.${id}_none` : `levels.${id}_hint`)}</p>
      {rows.length > 0 && (
        <div class="tw">
          <table>
            <caption class="vh">{t(`levels.${id}`)}</caption>
            <thead>
              <tr>
                <th scope="col">{t('members.name')}</th>
                <th scope="col" class="num">
                  {t('levels.level')}
                </th>
                <th scope="col" class="num">
                  {t(id === 'near' ? 'levels.short' : 'levels.last')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <a href={hrefOf({ screen: 'members', id: row.id })}>{row.name}</a>
                  </th>
                  <td class="num">{row.level}</td>
                  <td class="num">{id === 'near' ? number(row.missing ?? 0) : row.lastOn && dayOf(row.lastOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type FormProps = Pick<EngagementWire, 'version' | 'formula'> & { onSaved: (found: EngagementWire) => void; onStale: () => void };

function FormulaForm({ version, formula, onSaved, onStale }: FormProps) {
  const { t } = useWords();
  const deeds = Object.keys(formula.weights) as Deed[];
  const begun = { ...mapped(deeds, (deed) => String(formula.weights[deed])), ...thresholdsOf(formula.thresholds) };
  const [typed, setTyped] = useState<Record<string, string>>(begun);
  const changed = Object.entries(begun).some(([field, value]) => typed[field] !== value);
  const saving = useSave(changed, async () => {
    const asked: FormulaInput = {
      version,
      formula: {
        weights: mapped(deeds, (deed) => numberIn(typed[deed])),
        thresholds: [numberIn(typed[2]), numberIn(typed[3]), numberIn(typed[4])],
      },
    };
    onSaved(await api.put<EngagementWire>('/engagement/formula', asked));
  });
  const line = (field: string, label: string, path: string) => {
    const error = saving.errorIn(path);
    return (
      <Line
        key={field}
        id={`formula-${field}`}
        label={label}
        value={typed[field]!}
        numeric
        {...(error && { error })}
        onChange={(text) => setTyped({ ...typed, [field]: text })}
      />
    );
  };
  const rising = saving.errorIn('formula.thresholds');
  return (
    <section class="stack" aria-labelledby="levels-formula">
      <h2 id="levels-formula">{t('levels.formula')}</h2>
      <p class="soft">{t('levels.formula_hint')}</p>
      <form class="stack" aria-labelledby="levels-formula" {...saving.form}>
        <div class="two">{deeds.map((deed) => line(deed, t(`levels.deed.${deed}`), `formula.weights.${deed}`))}</div>
        <div class="two">{[2, 3, 4].map((level, i) => line(String(level), t('levels.from', { level }), `formula.thresholds.${i}`))}</div>
        {rising && <p class="warn">{rising}</p>}
        {saving.error && !rising && <Failure error={saving.error} {...(saving.error.code === 'taken' && { onRetry: onStale })} />}
        <p class="bar">
          <button class="btn" data-primary type="submit" aria-disabled={!changed}>
            {t('levels.save')}
          </button>
        </p>
      </form>
    </section>
  );
}

const mapped = <T,>(deeds: Deed[], of: (deed: Deed) => T) => Object.fromEntries(deeds.map((deed) => [deed, of(deed)])) as Record<Deed, T>;
const thresholdsOf = (thresholds: number[]) => Object.fromEntries(thresholds.map((threshold, i) => [String(i + 2), String(threshold)]));

/** What is no number is sent as it is not: the server says so beside its field. */
const numberIn = (text: string | undefined) => (text?.trim() ? Number(text) : Number.NaN);
