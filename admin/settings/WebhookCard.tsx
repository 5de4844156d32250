import { useState } from 'preact/hooks';
import type { WebhookWire } from '#server/webhooks/wire.ts';
import { Ago } from '../clock.tsx';
import { useWords } from '../words.tsx';
import { SureButton } from './SureButton.tsx';
import { WebhookDeliveries } from './WebhookDeliveries.tsx';

type Props = {
  webhook: WebhookWire;
  headingId: string;
  onEdit: () => void;
  onToggle: () => void;
  onRenew: () => void;
  onRemove: () => void;
};

/** One address: whether it is told, whether it answers, what it was sent. */
export function WebhookCard({ webhook, headingId, onEdit, onToggle, onRenew, onRemove }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { id, url, events, enabled, failingSince } = webhook;
  const named = (act: string) => t('webhooks.act_named', { act, url });
  return (
    <section class="stack" aria-labelledby={headingId}>
      <h3 id={headingId} tabIndex={-1}>
        {url}
      </h3>
      <p class="bar">
        <span class="state" data-s={!enabled ? 'dash' : failingSince ? 'bad' : 'good'}>
          {t(!enabled ? 'webhooks.is_off' : failingSince ? 'webhooks.fails' : 'webhooks.is_on')}
        </span>
        {failingSince && (
          <span class="soft">
            {t('webhooks.failing_since')} <Ago at={failingSince} />
          </span>
        )}
        {events.map((event) => (
          <span class="tag" key={event}>
            {t(`webhooks.event.${event}`)}
          </span>
        ))}
      </p>
      <div class="bar">
        <button class="btn" type="button" aria-expanded={open} aria-label={named(t('webhooks.log'))} onClick={() => setOpen(!open)}>
          {t('webhooks.log')}
        </button>
        <button class="btn" type="button" aria-label={named(t('webhooks.edit'))} onClick={onEdit}>
          {t('webhooks.edit')}
        </button>
        <button class="btn" type="button" aria-label={named(t(enabled ? 'webhooks.stop' : 'webhooks.start'))} onClick={onToggle}>
          {t(enabled ? 'webhooks.stop' : 'webhooks.start')}
        </button>
        <SureButton label={t('webhooks.renew')} sure={t('webhooks.renew_sure')} named={named} onPress={onRenew} />
        <SureButton push label={t('webhooks.remove')} sure={t('webhooks.remove_sure')} named={named} onPress={onRemove} />
      </div>
      {open && <WebhookDeliveries id={id} url={url} enabled={enabled} />}
    </section>
  );
}
