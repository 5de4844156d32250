import { useRef, useState } from 'preact/hooks';
import type { SecondReading, SecondReadings as Wire } from '#server/second-readings/wire.ts';
import type { RuleWire } from '#server/threads/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { Key, useShortcut } from '../Key.tsx';
import { GroundList } from '../queue/grounds/GroundList.tsx';
import { ofCharter } from '../queue/grounds/grounds.ts';
import { PostText } from '../queue/PostText.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useFocusNext } from '../use-form.ts';
import { useKeys } from '../use-keys.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Agreement } from './Agreement.tsx';

const [WAITING, TITLE] = ['readings-waiting', 'reading'];

/** Decided texts, drawn by lot, read again by somebody who does not know what was decided. */
export function SecondReadings({ rules, manages }: { rules: RuleWire[]; manages: boolean }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<Wire>('/second-readings'));
  const focusNext = useFocusNext();
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { waiting, next } = loaded.value;
  const read = (verdict: 'approve' | 'reject', rule?: number) =>
    api.post<Wire>(`/second-readings/${next!.id}`, { verdict, ...(rule !== undefined && { rule }) }).then(
      (now) => {
        setError(null);
        loaded.set(now);
        focusNext(now.next ? TITLE : WAITING);
      },
      (failure) => {
        setError(asApiError(failure));
        loaded.reload();
      },
    );
  return (
    <div class="stack-6">
      <p class="soft">{t('readings.hint')}</p>
      {error && <Failure error={error} />}
      <p id={WAITING} tabIndex={-1} role="status">
        {t('readings.waiting', { n: waiting })}
      </p>
      {next && <Reading key={next.id} reading={next} rules={rules} onRead={(verdict, rule) => void read(verdict, rule)} />}
      {manages && <Agreement />}
    </div>
  );
}

type ReadingProps = { reading: SecondReading; rules: RuleWire[]; onRead: (verdict: 'approve' | 'reject', rule?: number) => void };

/** By the keys of the queue: A lets it stay, R and a digit name the rule, Enter confirms. */
function Reading({ reading: { html, parent, thread }, rules, onRead }: ReadingProps) {
  const { t } = useWords();
  const shortcut = useShortcut();
  const [rule, setRule] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const approve = () => onRead('approve');
  useKeys({ approve, reject: () => form.current?.querySelector<HTMLElement>('.rulelist input')?.focus() });
  return (
    <section class="reading stack" aria-labelledby={TITLE}>
      <h3 id={TITLE} tabIndex={-1}>
        {t('readings.under', { title: thread })}
      </h3>
      {parent && (
        <blockquote>
          <p class="soft small">{t('readings.parent')}</p>
          <PostText post={{ html: parent, state: 'published' }} />
        </blockquote>
      )}
      <div class="kept">
        <PostText post={{ html, state: 'published' }} />
      </div>
      <form
        class="stack"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (rule === null) return setMissing(true);
          onRead('reject', Number(rule));
        }}
      >
        <div>
          <button class="btn" data-primary type="button" aria-keyshortcuts={shortcut('A')} onClick={approve}>
            {t('readings.approve')} <Key of="A" />
          </button>
        </div>
        <fieldset class="stack">
          <legend>
            {t('readings.or')} <Key of="R" />
          </legend>
          <GroundList charter={ofCharter(rules)} law={[]} chosen={rule} first={false} onChoose={setRule} />
        </fieldset>
        <p class="err" role="alert">
          {missing && rule === null && t('readings.missing')}
        </p>
        <div>
          <button class="btn" data-danger type="submit">
            {t('readings.reject', { rule: Number(rule ?? 0) })} <kbd aria-hidden="true">↵</kbd>
          </button>
        </div>
      </form>
    </section>
  );
}
