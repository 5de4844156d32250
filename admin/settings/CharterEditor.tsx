import { useState } from 'preact/hooks';
import type { CharterInput, CharterWire } from '#server/sites/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { useFocusNext, useLeaveGuard } from '../use-form.ts';
import { useKept } from '../use-kept.ts';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import type { RuleDraft } from './charter.ts';
import { addRule, moveRule, sameRules, startDrafts } from './charter.ts';
import { Line, Lines } from './fields.tsx';
import { errorOf } from './form.ts';
import { Loading } from './Loading.tsx';

export function CharterEditor({ onPublished }: { onPublished: () => void }) {
  const loaded = useLoad(() => api.get<CharterWire>('/charter'));
  if (!loaded.value) return <Loading {...loaded} />;
  return <Editor inForce={loaded.value} onPublished={onPublished} />;
}

function Editor({ inForce, onPublished }: { inForce: CharterWire; onPublished: () => void }) {
  const { t } = useWords();
  const { charter, rules, error, taken, setRules, publish } = useCharter(inForce, onPublished);
  const focusNext = useFocusNext();
  const unchanged = sameRules(rules, charter.rules);
  useLeaveGuard(!unchanged);

  const add = () => {
    const longer = addRule(rules);
    focusNext(titleId(longer.at(-1)!));
    setRules(longer);
  };
  const move = (from: number, by: 1 | -1) => {
    focusNext(moveId(rules[from]!, by));
    setRules(moveRule(rules, from, by));
  };
  const remove = (at: number) => {
    focusNext(ADD_ID);
    setRules(rules.toSpliced(at, 1));
  };
  return (
    <form
      class="stack-6"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!unchanged) void publish();
      }}
    >
      <p class="soft">
        <output>
          {t('charter.version', { version: charter.version })} <Day at={charter.publishedAt} />
        </output>{' '}
        · <a href={charter.url}>{t('charter.read')}</a>
      </p>
      {taken && (
        <p class="notice" role="alert">
          {t('charter.taken')}
        </p>
      )}
      {error && <Failure error={error} />}
      <ol class="stack-6">
        {rules.map((rule, i) => (
          <RuleEditor
            key={rule.key}
            rule={rule}
            number={i + 1}
            last={i === rules.length - 1}
            error={errorOf(error?.facts.fields ?? {}, `rules.${i}`)}
            onChange={(change) => setRules(rules.with(i, { ...rule, ...change }))}
            onMove={(by) => move(i, by)}
            onRemove={() => remove(i)}
          />
        ))}
      </ol>
      <div class="bar">
        <button class="btn" type="button" id={ADD_ID} onClick={add}>
          {t('charter.add')}
        </button>
      </div>
      <div class="bar savebar">
        <button class="btn" data-primary type="submit" aria-disabled={unchanged}>
          {t('charter.publish', { version: charter.version + 1 })}
        </button>
        <p class="small soft">{t('charter.publish_hint')}</p>
      </div>
    </form>
  );
}

type Typed = { charter: CharterWire; rules: RuleDraft[]; taken: boolean };

/** The rules while they are written; another version published meanwhile takes nothing away. */
function useCharter(inForce: CharterWire, onPublished: () => void) {
  const [typed, keep] = useKept<Typed>('charter', () => startFrom(inForce));
  const [error, setError] = useState<ApiError | null>(null);
  const { charter, rules } = typed;
  const publish = async () => {
    const input: CharterInput = {
      version: charter.version,
      rules: rules.map(({ title, body }) => ({ title: title.trim(), body: body.trim() })),
    };
    try {
      keep(startFrom(await api.put<CharterWire>('/charter', input)));
      setError(null);
      onPublished();
    } catch (failure) {
      await refused(asApiError(failure));
    }
  };
  const refused = async (refusal: ApiError) => {
    if (refusal.code !== 'taken') return setError(refusal);
    try {
      keep({ charter: await api.get<CharterWire>('/charter'), rules, taken: true });
      setError(null);
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  return { ...typed, error, setRules: (next: RuleDraft[]) => keep({ ...typed, rules: next }), publish };
}

const startFrom = (charter: CharterWire): Typed => ({ charter, rules: startDrafts(charter.rules), taken: false });

type RuleProps = {
  rule: RuleDraft;
  number: number;
  last: boolean;
  error?: string | undefined;
  onChange: (change: Partial<RuleDraft>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

function RuleEditor({ rule, number, last, error, onChange, onMove, onRemove }: RuleProps) {
  const { t } = useWords();
  const named = { number };
  return (
    <li class="rule">
      <span class="rule-number">{number}</span>
      <div class="stack">
        <Line
          id={titleId(rule)}
          label={t('charter.title', named)}
          value={rule.title}
          error={error}
          onChange={(title) => onChange({ title })}
        />
        <Lines id={`rule-${rule.key}-body`} label={t('charter.body', named)} value={rule.body} onChange={(body) => onChange({ body })} />
        <div class="bar">
          <Act id={moveId(rule, -1)} label={t('charter.up_named', named)} off={number === 1} onClick={() => onMove(-1)}>
            {t('charter.up')}
          </Act>
          <Act id={moveId(rule, 1)} label={t('charter.down_named', named)} off={last} onClick={() => onMove(1)}>
            {t('charter.down')}
          </Act>
          <Act label={t('charter.remove_named', named)} onClick={onRemove}>
            {t('charter.remove')}
          </Act>
        </div>
      </div>
    </li>
  );
}

type ActProps = { id?: string; label: string; off?: boolean; onClick: () => void; children: string };

function Act({ id, label, off = false, onClick, children }: ActProps) {
  return (
    <button class="btn" data-quiet type="button" id={id} aria-label={label} aria-disabled={off} onClick={() => off || onClick()}>
      {children}
    </button>
  );
}

const ADD_ID = 'rule-add';
const titleId = ({ key }: RuleDraft) => `rule-${key}-title`;
const moveId = ({ key }: RuleDraft, by: 1 | -1) => `rule-${key}-${by < 0 ? 'up' : 'down'}`;
