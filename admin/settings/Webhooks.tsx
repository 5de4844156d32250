import { useState } from 'preact/hooks';
import type { NewSecretWire, WebhookInput, WebhooksWire, WebhookWire } from '#server/webhooks/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useFocusNext } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Loading } from './Loading.tsx';
import { ShownOnce } from './ShownOnce.tsx';
import { WebhookCard } from './WebhookCard.tsx';
import { WebhookEditor } from './WebhookEditor.tsx';

const ADD_ID = 'webhook-add';
const headingOf = (id: string) => `webhook-${id}`;

/** Addresses of the publisher's that are told what happens here. */
export function Webhooks() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<WebhooksWire>('/webhooks'));
  const focusNext = useFocusNext();
  /** The one being edited: its id, or `new`. */
  const [open, setOpen] = useState<string | null>(null);
  const [shown, setShown] = useState<NewSecretWire | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  if (!loaded.value) return <Loading {...loaded} />;
  const { webhooks, events } = loaded.value;

  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => setError(null),
      (failure) => setError(asApiError(failure)),
    );
  const put = (saved: WebhookWire) =>
    loaded.set({
      events,
      webhooks: webhooks.some(({ id }) => id === saved.id)
        ? webhooks.map((each) => (each.id === saved.id ? saved : each))
        : [...webhooks, saved],
    });
  const close = (focus: string) => {
    focusNext(focus);
    setOpen(null);
  };
  const add = async (input: WebhookInput) => {
    const made = await api.post<NewSecretWire>('/webhooks', input);
    setShown(made);
    put(made);
    close(headingOf(made.id));
  };
  const change = async (id: string, input: WebhookInput) => {
    put(await api.put<WebhookWire>(`/webhooks/${id}`, input));
    close(headingOf(id));
  };
  const renew = async (id: string) => setShown(await api.post<NewSecretWire>(`/webhooks/${id}/secret`, {}));
  const remove = async (id: string) => {
    await api.remove(`/webhooks/${id}`);
    focusNext(ADD_ID);
    loaded.set({ events, webhooks: webhooks.filter((each) => each.id !== id) });
  };

  return (
    <div class="stack-6">
      <p class="soft">{t('webhooks.hint')}</p>
      {error && <Failure error={error} />}
      {shown && <ShownOnce title={t('webhooks.secret', { url: shown.url })} secret={shown.secret} />}
      {webhooks.map((webhook) =>
        open === webhook.id ? (
          <WebhookEditor
            key={webhook.id}
            start={webhook}
            all={events}
            onSave={(input) => change(webhook.id, input)}
            onCancel={() => close(headingOf(webhook.id))}
          />
        ) : (
          <WebhookCard
            key={webhook.id}
            webhook={webhook}
            headingId={headingOf(webhook.id)}
            onEdit={() => setOpen(webhook.id)}
            onToggle={() => void attempt(change(webhook.id, { ...inputOf(webhook), enabled: !webhook.enabled }))}
            onRenew={() => void attempt(renew(webhook.id))}
            onRemove={() => void attempt(remove(webhook.id))}
          />
        ),
      )}
      {open === 'new' ? (
        <WebhookEditor start={EMPTY} all={events} onSave={add} onCancel={() => close(ADD_ID)} />
      ) : (
        <p>
          <button class="btn" data-primary type="button" id={ADD_ID} onClick={() => setOpen('new')}>
            {t('webhooks.add')}
          </button>
        </p>
      )}
    </div>
  );
}

const EMPTY: WebhookInput = { url: '', events: [], enabled: true };
const inputOf = ({ url, events, enabled }: WebhookWire): WebhookInput => ({ url, events, enabled });
