import { useState } from 'preact/hooks';
import type { NewSite, SitesWire } from '#server/sites/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';
import { Choice, Line, Lines } from './fields.tsx';
import { errorOf } from './form.ts';
import { Loading } from './Loading.tsx';
import { Zone } from './look/Zone.tsx';

/** The installation's titles, for its owner: what each decides for itself is in its own desk. */
export function Sites() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<SitesWire>('/sites'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { sites } = loaded.value;
  return (
    <div class="stack-6">
      <p class="soft">{t('sites.hint')}</p>
      <ul class="stack-6">
        {sites.map((site) => (
          <Site key={site.key} site={site} onMoved={loaded.set} />
        ))}
      </ul>
      <CreateForm onMade={loaded.set} />
    </div>
  );
}

type SiteProps = { site: SitesWire['sites'][number]; onMoved: (sites: SitesWire) => void };

function Site({ site, onMoved }: SiteProps) {
  const { t, number } = useWords();
  const { key, name, host, url, members, locale, timeZone } = site;
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const move = () =>
    api.put<SitesWire>(`/sites/${key}/host`, { host: typed!.trim() }).then(
      (sites) => (setTyped(null), setError(null), onMoved(sites)),
      (failure) => setError(asApiError(failure)),
    );
  return (
    <li class="stack">
      <h3>{name}</h3>
      <p class="bar">
        <span class="tag">{key}</span>
        <a href={`${url}/`}>{host}</a>
        <span class="soft">
          {[t(`locale.${locale}`), timeZone.replaceAll('_', ' '), t('sites.members', { n: members, count: number(members) })].join(' · ')}
        </span>
      </p>
      {typed === null ? (
        <div class="bar">
          <a class="btn" href={`${url}/admin/`} aria-label={t('sites.desk_of', { name })}>
            {t('sites.desk')}
          </a>
          <button class="btn" data-quiet type="button" aria-label={t('sites.move_named', { name })} onClick={() => setTyped(host)}>
            {t('sites.move')}
          </button>
        </div>
      ) : (
        <form
          class="bar ask"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void move();
          }}
        >
          <Line
            id={`site-host-${key}`}
            label={t('sites.host')}
            hint={t('sites.move_hint')}
            value={typed}
            error={errorOf(error?.facts.fields ?? {}, 'host')}
            onChange={setTyped}
          />
          <button class="btn" data-primary type="submit">
            {t('sites.move_now')}
          </button>
          <button class="btn" data-quiet type="button" onClick={() => setTyped(null)}>
            {t('webhooks.cancel')}
          </button>
        </form>
      )}
    </li>
  );
}

const EMPTY = { name: '', key: '', host: '', locale: 'fr', timeZone: '', origins: '' };

function CreateForm({ onMade }: { onMade: (sites: SitesWire) => void }) {
  const { t } = useWords();
  const [form, setForm] = useState({ ...EMPTY, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const [error, setError] = useState<ApiError | null>(null);
  const [made, setMade] = useState('');
  const fields = error?.facts.fields ?? {};
  const common = (field: keyof typeof EMPTY) => ({
    id: `new-site-${field}`,
    label: t(`sites.new.${field}`),
    value: form[field],
    error: errorOf(fields, field),
    onChange: (value: string) => setForm({ ...form, [field]: value }),
  });
  const create = async () => {
    const input = { ...form, origins: form.origins.split(/\s+/).filter(Boolean) } as NewSite;
    try {
      onMade(await api.post<SitesWire>('/sites', input));
      setMade(form.name);
      setForm({ ...EMPTY, timeZone: form.timeZone });
      setError(null);
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  return (
    <form
      class="stack"
      noValidate
      aria-labelledby="new-site"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <h3 id="new-site">{t('sites.create')}</h3>
      {error && <Failure error={error} />}
      <div class="two">
        <Line {...common('name')} />
        <Line {...common('key')} hint={t('sites.new.key_hint')} />
        <Line {...common('host')} hint={t('sites.new.host_hint')} />
        <Choice
          {...common('locale')}
          options={[
            ['fr', t('locale.fr')],
            ['en', t('locale.en')],
          ]}
        />
        <Zone
          id="new-site-zone"
          value={form.timeZone}
          error={errorOf(fields, 'timeZone')}
          onChange={(timeZone) => setForm({ ...form, timeZone })}
        />
      </div>
      <Lines {...common('origins')} hint={t('site.origins_hint')} />
      <div class="bar">
        <button class="btn" data-primary type="submit">
          {t('sites.create_now')}
        </button>
        <output>
          {made && (
            <span class="state" data-s="good">
              {t('sites.made', { name: made })}
            </span>
          )}
        </output>
      </div>
    </form>
  );
}
