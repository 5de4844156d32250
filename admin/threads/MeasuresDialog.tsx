import { useState } from 'preact/hooks';
import type { DeskThread } from '#server/desk/wire.ts';
import type { MeasureForThread, MeasureWire } from '#server/threads/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Dialog } from '../Dialog.tsx';
import { Failure } from '../Failure.tsx';
import { Choice, Line } from '../settings/fields.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { MeasureLine } from './MeasureLine.tsx';

const KINDS = ['slow', 'before', 'subscribers', 'members', 'night'] as const;
const PACES = [30, 60, 300, 900, 3600];
const HOURS = [1, 3, 12, 24, 72, 168];
const HOUR_MS = 3_600_000;

type Props = {
  thread: Pick<DeskThread, 'id' | 'title' | 'measures'>;
  proposed?: MeasureWire['kind'] | undefined;
  onChange: (measures: MeasureWire[]) => void;
  onClose: () => void;
};

/** What holds in a thread for a while: poses one, ends one. */
export function MeasuresDialog({ thread, proposed = 'slow', onChange, onClose }: Props) {
  const { t } = useWords();
  const [form, setForm] = useState({ kind: proposed as string, seconds: '300', hours: '3', reason: '' });
  const [error, setError] = useState<ApiError | null>(null);
  const put = (changed: Partial<typeof form>) => setForm({ ...form, ...changed });
  const path = (kind: string) => `/threads/${thread.id}/measures/${kind}`;

  const act = async (doing: Promise<unknown>, kind: string, made: MeasureWire[]) => {
    try {
      await doing;
      setError(null);
      onChange([...thread.measures.filter((one) => one.kind !== kind), ...made]);
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  const pose = () => {
    const kind = form.kind as MeasureWire['kind'];
    const until = new Date(Date.now() + Number(form.hours) * HOUR_MS).toISOString();
    const given: MeasureForThread = { until, reason: form.reason, ...(kind === 'slow' && { seconds: Number(form.seconds) }) };
    void act(api.put(path(kind), given), kind, [{ kind, ...given }]);
  };
  const fields = error?.facts.fields ?? {};
  const pace = (seconds: number) => t('threads.measure_pace', { seconds, minutes: Math.floor(seconds / 60) });

  return (
    <Dialog titleId="measures-title" onClose={onClose}>
      <h2 id="measures-title">{t('threads.measure_title', { title: thread.title })}</h2>
      {thread.measures.length > 0 && (
        <ul class="lines">
          {thread.measures.map((measure) => (
            <li key={measure.kind} class="bar">
              <MeasureLine measure={measure} />
              <button
                class="btn"
                type="button"
                aria-label={t('threads.measure_lift_named', { kind: t(`threads.measure_${measure.kind}`) })}
                onClick={() => void act(api.remove(path(measure.kind)), measure.kind, [])}
              >
                {t('threads.measure_lift')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          pose();
        }}
      >
        {error && <Failure error={error} />}
        <Choice
          id="measure-kind"
          label={t('threads.measure_kind')}
          value={form.kind}
          options={KINDS.map((kind) => [kind, t(`threads.measure_${kind}`)])}
          onChange={(kind) => put({ kind })}
        />
        {form.kind === 'slow' && (
          <Choice
            id="measure-seconds"
            label={t('threads.measure_seconds')}
            value={form.seconds}
            options={PACES.map((seconds) => [String(seconds), pace(seconds)])}
            onChange={(seconds) => put({ seconds })}
          />
        )}
        <Choice
          id="measure-hours"
          label={t('threads.measure_for')}
          value={form.hours}
          options={HOURS.map((hours) => [String(hours), t('threads.measure_hours', { hours, days: hours / 24 })])}
          onChange={(hours) => put({ hours })}
        />
        <Line
          id="measure-reason"
          label={t('threads.measure_reason')}
          hint={t('threads.measure_reason_hint')}
          value={form.reason}
          {...(fields.reason && { error: fields.reason })}
          onChange={(reason) => put({ reason })}
        />
        <div class="bar">
          <button class="btn" data-primary type="submit">
            {t('threads.measure_pose')}
          </button>
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('threads.measure_close')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
