import { useState } from 'preact/hooks';
import type { ExpertRow, ExpertsWire, ExpertWire } from '#server/experts/wire.ts';
import { api } from '../api.ts';
import { Day } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Line, Lines } from '../settings/fields.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** Who can be invited: what they know, for whom they work, what they declared, when they can, where they answered. */
export function Directory() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<ExpertsWire>('/experts'));
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { experts } = loaded.value;
  const shown = experts.filter((expert) => matches(expert, typed));
  return (
    <div class="stack-6">
      <p class="soft">{t('experts.hint')}</p>
      {experts.length > 0 && <Line id="expert-search" label={t('experts.search')} value={typed} onChange={setTyped} />}
      {shown.length === 0 && <p class="soft">{t(experts.length === 0 ? 'experts.none' : 'experts.none_so')}</p>}
      <ul class="lines">
        {shown.map((expert) => (
          <li key={expert.id} class="stack">
            <Row expert={expert} open={open === expert.id} onOpen={() => setOpen(open === expert.id ? null : expert.id)} />
            {open === expert.id && <Opened id={expert.id} onChanged={loaded.reload} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

const matches = (expert: ExpertRow, typed: string) =>
  [expert.name, expert.title, expert.affiliation, expert.field].join(' ').toLowerCase().includes(typed.trim().toLowerCase());

function Row({ expert, open, onOpen }: { expert: ExpertRow; open: boolean; onOpen: () => void }) {
  const { t } = useWords();
  const { name, title, affiliation, interests, field, availability, threads, answers, lastAt } = expert;
  return (
    <div class="bar">
      <div>
        <p>
          <b>{name}</b> <span class="soft">{[title, affiliation].filter(Boolean).join(', ')}</span>
        </p>
        <p class="small">{[field, availability].filter(Boolean).join(' · ')}</p>
        <p class="small">{interests ? t('experts.interests', { interests }) : t('experts.no_interests')}</p>
        <p class="soft small">
          {t('experts.appeared', { threads, answers })} {lastAt && '· '}
          {lastAt && <Day at={lastAt} />}
        </p>
      </div>
      <button
        class="btn push"
        data-quiet
        type="button"
        aria-expanded={open}
        aria-label={t('experts.open_named', { name })}
        onClick={onOpen}
      >
        {t('experts.open')}
      </button>
    </div>
  );
}

function Opened({ id, onChanged }: { id: string; onChanged: () => void }) {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<ExpertWire>(`/experts/${id}`));
  if (!loaded.value) return <Loading {...loaded} />;
  const expert = loaded.value;
  return (
    <div class="stack">
      <ExpertForm
        key={expert.version}
        expert={expert}
        onSaved={(saved) => {
          loaded.set(saved);
          onChanged();
        }}
      />
      {expert.appearances.length > 0 && (
        <>
          <h3>{t('experts.appearances')}</h3>
          <ul class="stack">
            {expert.appearances.map(({ url, title, at, answers, asked, comments }) => (
              <li key={url} class="stack">
                <p>
                  <a href={url}>{title}</a>{' '}
                  <span class="soft small">
                    <Day at={at} />
                  </span>
                </p>
                <p class="note">{t('experts.thanks', { name: expert.name, title, answers, asked, comments })}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function ExpertForm({ expert, onSaved }: { expert: ExpertWire; onSaved: (expert: ExpertWire) => void }) {
  const { t } = useWords();
  const [field, setField] = useState(expert.field);
  const [availability, setAvailability] = useState(expert.availability);
  const { error, form, errorIn } = useSubmit(async () =>
    onSaved(await api.put<ExpertWire>(`/experts/${expert.id}`, { version: expert.version, field, availability })),
  );
  const said = (name: string) => {
    const wrong = errorIn(name);
    return wrong === undefined ? {} : { error: wrong };
  };
  return (
    <form class="stack" {...form}>
      {error && <Failure error={error} />}
      <div class="two">
        <Line id={`${expert.id}-field`} label={t('experts.field')} value={field} {...said('field')} onChange={setField} />
        <Lines
          id={`${expert.id}-availability`}
          label={t('experts.availability')}
          rows={2}
          value={availability}
          {...said('availability')}
          onChange={setAvailability}
        />
      </div>
      <p class="bar">
        <button class="btn" type="submit">
          {t('voices.save')}
        </button>
      </p>
    </form>
  );
}
