import { useState } from 'preact/hooks';
import type { ProviderInput, ProviderKind, ProvidersWire, ProviderWire } from '#server/sign-on/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useFocusNext } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Loading } from './Loading.tsx';
import { moved, newProvider, toProviderForm, withEnabled } from './provider-form.ts';
import { ProviderCard } from './ProviderCard.tsx';
import { ProviderEditor } from './ProviderEditor.tsx';

const KINDS: ProviderKind[] = ['oidc', 'jwt', 'discourse'];
const ADD_ID = 'provider-add-oidc';
const headingOf = (id: string) => `provider-${id}`;

/** By which accounts, kept elsewhere, readers may come in. */
export function SignOn() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<ProvidersWire>('/providers'));
  const focusNext = useFocusNext();
  /** The one being edited: its id, or the kind of a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { providers } = loaded.value;
  const ids = providers.map(({ id }) => id);

  const set = (next: ProviderWire[]) => loaded.set({ providers: next });
  const put = (saved: ProviderWire) =>
    set(ids.includes(saved.id) ? providers.map((each) => (each.id === saved.id ? saved : each)) : [...providers, saved]);
  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => setError(null),
      (failure) => setError(asApiError(failure)),
    );
  const save = async (id: string | null, input: ProviderInput) => {
    const saved = id ? await api.put<ProviderWire>(`/providers/${id}`, input) : await api.post<ProviderWire>('/providers', input);
    focusNext(headingOf(saved.id));
    put(saved);
    setOpen(null);
  };
  const edit = (what: string) => {
    focusNext('provider-name');
    setOpen(what);
  };
  const close = (id: string) => {
    focusNext(id);
    setOpen(null);
  };
  const acts = {
    edit,
    toggle: (provider: ProviderWire) =>
      void attempt(api.put<ProviderWire>(`/providers/${provider.id}`, withEnabled(provider, !provider.enabled)).then(put)),
    move: (id: string, by: -1 | 1) =>
      void attempt(
        api
          .put<ProvidersWire>('/providers/order', { ids: moved(ids, id, by) })
          .then((answer) => (focusNext(headingOf(id)), loaded.set(answer))),
      ),
    remove: (id: string) =>
      void attempt(api.remove(`/providers/${id}`).then(() => (focusNext(ADD_ID), set(providers.filter((each) => each.id !== id))))),
  };

  return (
    <div class="stack-6">
      <p class="soft">{t('signOn.hint')}</p>
      {error && <Failure error={error} />}
      {providers.map((provider, at) =>
        open === provider.id ? (
          <ProviderEditor
            key={provider.id}
            start={toProviderForm(provider)}
            hasSecret={provider.hasSecret}
            onSave={(input) => save(provider.id, input)}
            onCancel={() => close(headingOf(provider.id))}
          />
        ) : (
          <ProviderCard
            key={provider.id}
            headingId={headingOf(provider.id)}
            {...{ provider, acts }}
            first={at === 0}
            last={at === ids.length - 1}
          />
        ),
      )}
      {KINDS.includes(open as ProviderKind) ? (
        <ProviderEditor
          start={newProvider(open as ProviderKind)}
          hasSecret={false}
          onSave={(input) => save(null, input)}
          onCancel={() => close(`provider-add-${open}`)}
        />
      ) : (
        <div class="bar">
          {KINDS.map((kind) => (
            <button class="btn" type="button" key={kind} id={`provider-add-${kind}`} onClick={() => edit(kind)}>
              {t(`signOn.add.${kind}`)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
