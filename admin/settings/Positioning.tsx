import { useState } from 'preact/hooks';
import type { PositioningInput, PositioningVersion, PositioningWire, TalkingPoint } from '#server/positioning/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Moment } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Diff } from '../queue/Diff.tsx';
import { hrefOf } from '../route.ts';
import { useFocusNext, useSave } from '../use-form.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Line, Lines } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { SaveBar } from './SaveBar.tsx';

/** The tone and the talking points, written here; the charter has its own screen. */
export function Positioning() {
  const loaded = useLoad(() => api.get<PositioningWire>('/positioning'));
  if (!loaded.value) return <Loading {...loaded} />;
  return (
    <>
      <Editor saved={loaded.value} onSaved={loaded.set} />
      <Versions key={loaded.value.version} all={loaded.value.versions} />
    </>
  );
}

type Draft = TalkingPoint & { key: number };
const draftsOf = (points: TalkingPoint[]): Draft[] => points.map((point, key) => ({ ...point, key }));
const pointsOf = (drafts: Draft[]): TalkingPoint[] => drafts.map(({ about, say }) => ({ about, say }));

function Editor({ saved, onSaved }: { saved: PositioningWire; onSaved: (saved: PositioningWire) => void }) {
  const { t } = useWords();
  const [base, setBase] = useState(saved);
  const [tone, setTone] = useState(saved.tone);
  const [points, setPoints] = useState(() => draftsOf(saved.points));
  const focusNext = useFocusNext();
  const changed = tone !== base.tone || JSON.stringify(pointsOf(points)) !== JSON.stringify(base.points);
  const saving = useSave(changed, async () => {
    const input: PositioningInput = { version: base.version, tone, points: pointsOf(points) };
    try {
      const next = await api.put<PositioningWire>('/positioning', input);
      setBase(next);
      setTone(next.tone);
      setPoints(draftsOf(next.points));
      onSaved(next);
    } catch (failure) {
      // What is typed stays; saved again, it comes after theirs, which is among the versions.
      if (asApiError(failure).code === 'taken') setBase(await api.get<PositioningWire>('/positioning'));
      throw failure;
    }
  });
  const add = () => {
    const key = Math.max(-1, ...points.map((point) => point.key)) + 1;
    focusNext(`about-${key}`);
    setPoints([...points, { key, about: '', say: '' }]);
  };
  return (
    <form class="stack-6" {...saving.form}>
      <p class="soft">
        {t('positioning.hint')} <a href={hrefOf({ screen: 'settings', part: 'charter' })}>{t('positioning.charter')}</a>
      </p>
      {saving.error && <Failure error={saving.error} />}
      <Lines
        id="positioning-tone"
        rows={8}
        label={t('positioning.tone')}
        hint={t('positioning.tone_hint')}
        value={tone}
        {...said(saving.errorIn('tone'))}
        onChange={setTone}
      />
      <section class="stack" aria-labelledby="positioning-points">
        <h3 id="positioning-points">{t('positioning.points')}</h3>
        {points.map((point, i) => (
          <div class="stack" key={point.key}>
            <Line
              id={`about-${point.key}`}
              label={t('positioning.about', { n: i + 1 })}
              value={point.about}
              {...said(saving.errorIn(`points.${i}.about`))}
              onChange={(about) => setPoints(points.with(i, { ...point, about }))}
            />
            <Lines
              id={`say-${point.key}`}
              label={t('positioning.say', { n: i + 1 })}
              value={point.say}
              {...said(saving.errorIn(`points.${i}.say`))}
              onChange={(say) => setPoints(points.with(i, { ...point, say }))}
            />
            <p>
              <button
                class="btn"
                data-quiet
                type="button"
                onClick={() => {
                  focusNext('positioning-add');
                  setPoints(points.toSpliced(i, 1));
                }}
              >
                {t('positioning.remove', { n: i + 1 })}
              </button>
            </p>
          </div>
        ))}
        <p>
          <button class="btn" type="button" id="positioning-add" onClick={add}>
            {t('positioning.add')}
          </button>
        </p>
      </section>
      <SaveBar saving={saving} changed={changed} label={t('positioning.save')} />
    </form>
  );
}

const said = (error: string | undefined) => (error === undefined ? {} : { error });

/** Who wrote which, when; and what changed in it since the one before. */
function Versions({ all }: { all: PositioningWire['versions'] }) {
  const { t } = useWords();
  const [seen, setSeen] = useState<{ of: PositioningVersion; before: PositioningVersion | null } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  if (all.length === 0) return null;
  const read = (version: number) => api.get<PositioningVersion>(`/positioning/versions/${version}`);
  const look = async (version: number) => {
    try {
      setSeen({ of: await read(version), before: version > 1 ? await read(version - 1) : null });
      setError(null);
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  return (
    <section class="stack" aria-labelledby="positioning-versions">
      <h3 id="positioning-versions">{t('positioning.versions')}</h3>
      {error && <Failure error={error} />}
      <ul class="lines">
        {all.map(({ version, by, at }) => (
          <li key={version}>
            <button class="link" type="button" aria-pressed={seen?.of.version === version} onClick={() => void look(version)}>
              {t('positioning.version', { version })}
            </button>{' '}
            <span class="soft">
              {by ?? t('positioning.somebody')} <Moment at={at!} />
            </span>
          </li>
        ))}
      </ul>
      {seen && (
        <section class="stack" aria-label={t('positioning.changed', { version: seen.of.version })}>
          <Diff from={seen.before ? asText(seen.before) : ''} to={asText(seen.of)} />
        </section>
      )}
    </section>
  );
}

const asText = ({ tone, points }: PositioningVersion) => [tone, ...points.map(({ about, say }) => `${about}\n${say}`)].join('\n\n');
