import { useState } from 'preact/hooks';
import type { PlannedKind, TemplateInput, TemplatesWire, TemplateWire } from '#server/planning/wire.ts';
import { api } from '../api.ts';
import { kindWord } from '../calendar/item-words.ts';
import { Failure } from '../Failure.tsx';
import { useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Choice, Line, Lines } from './fields.tsx';
import { Loading } from './Loading.tsx';

const KINDS: PlannedKind[] = ['discussion', 'question', 'expert', 'event', 'poll', 'live', 'testimony', 'gallery', 'article', 'digest'];
const EMPTY: TemplateInput = {
  version: 0,
  name: '',
  kind: 'discussion',
  source: '',
  minutes: 60,
  pinned: false,
  checklist: [],
  retired: false,
};

/** What is planned in the calendar begins as one of these. */
export function Templates() {
  const { t } = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const loaded = useLoad(() => api.get<TemplatesWire>('/calendar/templates'));
  if (!loaded.value) return <Loading {...loaded} />;
  const done = (answer: TemplatesWire) => {
    setOpen(null);
    loaded.set(answer);
  };
  return (
    <div class="stack-6">
      <p class="soft">{t('templates.hint')}</p>
      <ul class="lines">
        {loaded.value.templates.map((template) => (
          <li key={template.key} class="stack">
            <div class="bar">
              <strong>{template.name}</strong>
              <span class="soft small">
                {[
                  t(kindWord(template.kind)),
                  t('calendar.points', { n: template.checklist.length }),
                  template.retired && t('templates.retired'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <button
                class="btn push"
                data-quiet
                type="button"
                aria-expanded={open === template.key}
                aria-label={t('tags.named', { act: t('voices.change'), name: template.name })}
                onClick={() => setOpen(open === template.key ? null : template.key)}
              >
                {t('voices.change')}
              </button>
            </div>
            {open === template.key && <TemplateForm id={template.key} start={template} onDone={done} />}
          </li>
        ))}
      </ul>
      <section class="stack">
        <h3>{t('templates.new')}</h3>
        <TemplateForm key={loaded.value.templates.length} id={null} start={EMPTY} onDone={done} />
      </section>
    </div>
  );
}

type FormProps = { id: string | null; start: TemplateInput | TemplateWire; onDone: (answer: TemplatesWire) => void };

function TemplateForm({ id, start, onDone }: FormProps) {
  const { t } = useWords();
  const [{ name, kind, source, minutes, pinned, retired }, setTemplate] = useState(start);
  const [points, setPoints] = useState(start.checklist.join('\n'));
  const [key] = useState(() => id ?? crypto.randomUUID());
  const saving = useSubmit(async () => {
    const checklist = points.split('\n').filter((point) => point.trim());
    const given: TemplateInput = { version: start.version, name, kind, source, minutes, pinned, retired, checklist };
    onDone(await api.put<TemplatesWire>(`/calendar/templates/${key}`, given));
  }, name.trim() !== '');
  const set = (change: Partial<TemplateInput>) => setTemplate((before) => ({ ...before, ...change }));
  const wrong = saving.errorIn('name');
  return (
    <form class="stack" {...saving.form}>
      {saving.error && !wrong && <Failure error={saving.error} />}
      <div class="two">
        <Line
          id={`${key}-name`}
          label={t('templates.name')}
          value={name}
          {...(wrong && { error: wrong })}
          onChange={(value) => set({ name: value })}
        />
        <Choice
          id={`${key}-kind`}
          label={t('calendar.field.kind')}
          value={kind}
          options={KINDS.map((one) => [one, t(kindWord(one))])}
          onChange={(value) => set({ kind: value as PlannedKind })}
        />
      </div>
      <Lines id={`${key}-source`} label={t('calendar.field.source')} value={source} onChange={(value) => set({ source: value })} />
      <Lines id={`${key}-checks`} label={t('templates.checks')} rows={5} value={points} onChange={setPoints} />
      <label class="check">
        <input type="checkbox" checked={pinned} onChange={() => set({ pinned: !pinned })} />
        <span>{t('calendar.field.pinned')}</span>
      </label>
      {id !== null && (
        <label class="check">
          <input type="checkbox" checked={retired} onChange={() => set({ retired: !retired })} />
          <span>{t('templates.retire')}</span>
        </label>
      )}
      <p class="bar">
        <button class="btn" type="submit" aria-disabled={name.trim() === ''}>
          {t(id === null ? 'voices.make' : 'voices.save')}
        </button>
      </p>
    </form>
  );
}
