import { useState } from 'preact/hooks';
import type { WebhookEvent, WebhookInput } from '#server/webhooks/wire.ts';
import { Failure } from '../Failure.tsx';
import { useLeaveGuard, useSubmit } from '../use-form.ts';
import { useWords } from '../words.tsx';
import { Checks } from './Checks.tsx';
import { Line } from './fields.tsx';

type Props = { start: WebhookInput; all: WebhookEvent[]; onSave: (input: WebhookInput) => Promise<void>; onCancel: () => void };

export function WebhookEditor({ start, all, onSave, onCancel }: Props) {
  const { t } = useWords();
  const [url, setUrl] = useState(start.url);
  const [events, setEvents] = useState<string[]>(start.events);
  useLeaveGuard(url !== start.url || events.join() !== start.events.join());
  const { error, busy, form, errorIn } = useSubmit(() => {
    const asked = all.filter((event) => events.includes(event));
    return onSave({ url: url.trim(), events: asked, enabled: start.enabled });
  });
  return (
    <form class="stack" {...form}>
      {error && <Failure error={error} />}
      <Line id="webhook-url" label={t('webhooks.url')} hint={t('webhooks.url_hint')} value={url} error={errorIn('url')} onChange={setUrl} />
      <Checks
        id="webhook-events"
        legend={t('webhooks.events')}
        error={errorIn('events')}
        options={all.map((event) => [event, t(`webhooks.event.${event}`)])}
        values={events}
        onChange={setEvents}
      />
      <div class="bar">
        <button class="btn" data-primary type="submit" aria-disabled={busy}>
          {t('webhooks.save')}
        </button>
        <button class="btn" data-quiet type="button" onClick={onCancel}>
          {t('webhooks.cancel')}
        </button>
      </div>
    </form>
  );
}
