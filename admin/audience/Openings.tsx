import { useDays } from '../use-days.ts';
import { useState } from 'preact/hooks';
import type { HalfWire, OpeningsWire, OpeningWire } from '#server/openings/wire.ts';
import { api } from '../api.ts';
import { percentOf } from '../charts/Chart.tsx';
import { Failure } from '../Failure.tsx';
import { Line, Lines } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** Two openings of a discussion, tried on its members. */
export function Openings() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<OpeningsWire>('/openings'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { openings } = loaded.value;
  return (
    <div class="stack-6">
      <p class="soft">{t('openings.hint')}</p>
      <p class="soft small">{t('openings.method')}</p>
      {openings.length === 0 && <p class="soft">{t('openings.none')}</p>}
      {openings.map((opening) => (
        <Trial key={opening.id} opening={opening} onEnd={loaded.set} />
      ))}
      <section class="stack" aria-labelledby="openings-new">
        <h2 id="openings-new">{t('openings.new')}</h2>
        <TrialForm key={openings.length} onDone={loaded.set} />
      </section>
    </div>
  );
}

function Trial({ opening, onEnd }: { opening: OpeningWire; onEnd: (openings: OpeningsWire) => void }) {
  const { t, number } = useWords();
  const dayOf = useDays();
  const { id, title, url, source, startedAt, endedAt } = opening;
  const end = useSubmit(async () => onEnd(await api.put<OpeningsWire>(`/openings/${id}/end`)));
  const from = dayOf(startedAt.slice(0, 10));
  return (
    <section class="stack" aria-labelledby={`opening-${id}`}>
      <h2 id={`opening-${id}`}>
        <a href={url}>{title}</a>
      </h2>
      <p>
        <Finding opening={opening} />{' '}
        <span class="soft small">
          {endedAt ? t('openings.ran', { from, to: dayOf(endedAt.slice(0, 10)) }) : t('openings.started', { date: from })}
        </span>
      </p>
      <div class="tw">
        <table class="narrow">
          <caption class="vh">{t('openings.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('openings.half')}</th>
              <th scope="col" class="num">
                {t('openings.shown')}
              </th>
              <th scope="col" class="num">
                {t('openings.writers')}
              </th>
              <th scope="col" class="num">
                {t('openings.share')}
              </th>
              <th scope="col" class="num">
                {t('openings.posts')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(['first', 'second'] as const).map((half) => (
              <tr key={half}>
                <th scope="row">{t(`openings.${half}`)}</th>
                <td class="num">{opening[half].shown === null ? '—' : number(opening[half].shown)}</td>
                <td class="num">{number(opening[half].writers)}</td>
                <td class="num">
                  <Share {...opening[half]} />
                </td>
                <td class="num">{number(opening[half].posts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details>
        <summary>{t('openings.text')}</summary>
        <p>{source}</p>
      </details>
      {!endedAt && (
        <p>
          <button
            class="btn"
            type="button"
            aria-label={t('tags.named', { act: t('openings.end'), name: title ?? '' })}
            onClick={() => void end.submit()}
          >
            {t('openings.end')}
          </button>
        </p>
      )}
      {end.error && <Failure error={end.error} />}
    </section>
  );
}

function Finding({ opening: { first, second } }: { opening: OpeningWire }) {
  const { t } = useWords();
  const percent = usePercent();
  if (first.shown === null || second.shown === null) return t('openings.uncounted');
  if (!first.share || !second.share) return t('openings.few');
  if (first.share.low <= second.share.high && second.share.low <= first.share.high) return t('openings.same');
  const [half, more, less] =
    first.share.low > second.share.high ? (['first', first, second] as const) : (['second', second, first] as const);
  return t('openings.better', { half, more: percent(more.writers / more.shown!), less: percent(less.writers / less.shown!) });
}

/** With the interval; nothing of too few. */
function Share({ shown, writers, share }: HalfWire) {
  const { t } = useWords();
  const percent = usePercent();
  if (!shown || !share) return <>—</>;
  return <>{t('openings.between', { share: percent(writers / shown), low: percent(share.low), high: percent(share.high) })}</>;
}

function usePercent() {
  const { locale } = useWords();
  return (share: number) => percentOf(share, locale, 1);
}

function TrialForm({ onDone }: { onDone: (openings: OpeningsWire) => void }) {
  const { t } = useWords();
  const [thread, setThread] = useState('');
  const [source, setSource] = useState('');
  const ready = thread.trim() !== '' && source.trim() !== '';
  const saving = useSubmit(async () => onDone(await api.post<OpeningsWire>('/openings', { thread, source })), ready);
  const errorOf = (field: string) => {
    const error = saving.errorIn(field);
    return error ? { error } : {};
  };
  return (
    <form class="stack" {...saving.form}>
      <Line
        id="opening-thread"
        label={t('goals.thread')}
        hint={t('goals.threadHint')}
        value={thread}
        {...errorOf('thread')}
        onChange={setThread}
      />
      <Lines
        id="opening-source"
        label={t('openings.source')}
        hint={t('openings.sourceHint')}
        rows={5}
        value={source}
        {...errorOf('source')}
        onChange={setSource}
      />
      <p class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={!ready}>
          {t('openings.try')}
        </button>
      </p>
      {saving.error && !saving.errorIn('thread') && !saving.errorIn('source') && <Failure error={saving.error} />}
    </form>
  );
}
