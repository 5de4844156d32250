import { useState } from 'preact/hooks';
import type { PublisherField, PublisherWire } from '#server/sites/wire.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { useSave, useSubmit } from '../use-form.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Choice, Line, Lines } from './fields.tsx';
import { Loading } from './Loading.tsx';
import { SaveBar } from './SaveBar.tsx';

const FORMS = ['company', 'association', 'public', 'person'] as const;
const PARTS: [name: 'who' | 'direction' | 'host' | 'points', fields: PublisherField[]][] = [
  ['who', ['name', 'registration', 'capital', 'vat', 'address', 'phone', 'email']],
  ['direction', ['director', 'editor', 'cppap']],
  ['host', ['hostName', 'hostAddress', 'hostPhone']],
  ['points', ['authorities', 'contact', 'representative', 'data']],
];
const LONG: PublisherField[] = ['address', 'hostAddress', 'representative', 'data'];

/** Who publishes the site, as its legal notice says it; and whether readers come in. */
export function Publisher({ onChanged }: { onChanged: () => void }) {
  const loaded = useLoad(() => api.get<PublisherWire>('/publisher'));
  if (!loaded.value) return <Loading {...loaded} />;
  return (
    <div class="stack-6">
      <Opening
        saved={loaded.value}
        onSaved={(wire) => {
          loaded.set(wire);
          onChanged();
        }}
      />
      <Editor saved={loaded.value} onSaved={loaded.set} />
    </div>
  );
}

type Props = { saved: PublisherWire; onSaved: (wire: PublisherWire) => void };

/** What is still to be said before readers come in leads to its field. */
function Opening({ saved: { state, missing }, onSaved }: Props) {
  const { t } = useWords();
  const opening = useSubmit(async () => onSaved(await api.put<PublisherWire>('/opening', { open: state !== 'live' })));
  const shut = state !== 'live';
  return (
    <section class="notice stack" data-k={shut ? 'warn' : 'good'} aria-labelledby="opening">
      <h3 id="opening">{t(`publisher.state_${state}`)}</h3>
      <p>{t(`publisher.state_${state}_what`)}</p>
      {missing.length > 0 && (
        <>
          <p>{t(shut ? 'publisher.missing' : 'publisher.lacks', { n: missing.length })}</p>
          <ul>
            {missing.map((field) => (
              <li key={field}>
                <a href={`#publisher-${field}`}>{t(`publisher.${field}`)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {opening.error && opening.error.code !== 'invalid' && <Failure error={opening.error} />}
      {opening.error?.code === 'invalid' && <p role="alert">{t('publisher.refused')}</p>}
      <form {...opening.form}>
        <button class="btn" type="submit" aria-disabled={opening.busy}>
          {t(shut ? 'publisher.open' : 'publisher.pause')}
        </button>
      </form>
    </section>
  );
}

function Editor({ saved, onSaved }: Props) {
  const { t } = useWords();
  const [form, setForm] = useState(saved.publisher);
  const changed = JSON.stringify(form) !== JSON.stringify(saved.publisher);
  const saving = useSave(changed, async () => {
    const wire = await api.put<PublisherWire>('/publisher', { version: saved.version, publisher: form });
    onSaved(wire);
    setForm(wire.publisher);
  });
  const common = (field: PublisherField) => ({
    id: `publisher-${field}`,
    label: t(`publisher.${field}`),
    hint: t(`publisher.${field}_hint`),
    value: form[field],
    error: saving.errorIn(`publisher.${field}`),
    onChange: (value: string) => setForm({ ...form, [field]: value }),
  });
  return (
    <form class="stack" {...saving.form}>
      <p class="soft">{t('publisher.hint')}</p>
      {saving.error && <Failure error={saving.error} />}
      <Choice
        id="publisher-form"
        label={t('publisher.form')}
        value={form.form}
        options={FORMS.map((one) => [one, t(`publisher.form_${one}`)])}
        onChange={(value) => setForm({ ...form, form: value as (typeof FORMS)[number] })}
      />
      {PARTS.map(([name, fields]) => (
        <fieldset key={name} class="stack">
          <legend>{t(`publisher.part_${name}`)}</legend>
          <div class="two">
            {fields.map((field) =>
              LONG.includes(field) ? <Lines key={field} {...common(field)} rows={2} /> : <Line key={field} {...common(field)} />,
            )}
          </div>
        </fieldset>
      ))}
      <Lines {...common('about')} rows={6} />
      <SaveBar saving={saving} changed={changed} label={t('publisher.save')} />
    </form>
  );
}
