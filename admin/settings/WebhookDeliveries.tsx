import { useState } from 'preact/hooks';
import type { DeliveriesPage, DeliveryWire } from '#server/webhooks/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Ago, useNow } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { useAgain } from '../use-again.ts';
import { asApiError, useLoad } from '../use-load.ts';
import type { Words } from '../words.tsx';
import { useWords } from '../words.tsx';
import { Heads } from './Heads.tsx';
import { Loading } from './Loading.tsx';

/** While something is on its way, in ms. */
const LOOK_AGAIN = 2000;

/** What an address was sent in the last thirty days. */
export function WebhookDeliveries({ id, url, enabled }: { id: string; url: string; enabled: boolean }) {
  const { t } = useWords();
  const path = `/webhooks/${id}/deliveries`;
  const loaded = useLoad(() => api.get<DeliveriesPage>(path));
  const [error, setError] = useState<ApiError | null>(null);
  const busy = loaded.value?.deliveries.some(({ state, tries }) => state === 'waiting' && tries === 0) ?? false;
  useAgain(busy, LOOK_AGAIN, loaded.reload);
  if (!loaded.value) return <Loading {...loaded} />;
  const { deliveries, next } = loaded.value;

  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => setError(null),
      (failure) => setError(asApiError(failure)),
    );
  const send = (to: string) => attempt(api.post(to, {}).then(loaded.reload));
  const more = async () => {
    const older = await api.get<DeliveriesPage>(`${path}?cursor=${next}`);
    loaded.set({ deliveries: [...deliveries, ...older.deliveries], next: older.next });
  };
  return (
    <div class="stack">
      {error && <Failure error={error} />}
      <div class="bar">
        <button class="btn" type="button" aria-disabled={!enabled} onClick={() => enabled && void send(`/webhooks/${id}/tests`)}>
          {t('webhooks.test')}
        </button>
        <button class="btn" data-quiet type="button" onClick={loaded.reload}>
          {t('webhooks.reload')}
        </button>
        <output class="soft">{deliveries.length === 0 && t('webhooks.nothing')}</output>
      </div>
      {deliveries.length > 0 && (
        <div class="tw">
          <table>
            <caption class="vh">{t('webhooks.log_of', { url })}</caption>
            <Heads columns={[t('webhooks.what'), t('webhooks.when'), t('webhooks.outcome')]} />
            <tbody>
              {deliveries.map((delivery) => (
                <Row key={delivery.id} {...{ delivery, enabled }} onReplay={() => void send(`${path}/${delivery.id}/replays`)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next && (
        <p>
          <button class="btn" type="button" onClick={() => void attempt(more())}>
            {t('webhooks.older')}
          </button>
        </p>
      )}
    </div>
  );
}

const LOOKS = { delivered: 'good', failed: 'bad', waiting: 'dash' } as const;

function Row({ delivery, enabled, onReplay }: { delivery: DeliveryWire; enabled: boolean; onReplay: () => void }) {
  const { t, locale } = useWords();
  const now = useNow();
  const { event, state, tries, nextTryAt } = delivery;
  return (
    <tr>
      <th scope="row">{t(`webhooks.event.${event}`)}</th>
      <td>
        <Ago at={delivery.at} />
      </td>
      <td>
        <span class="state" data-s={LOOKS[state]}>
          {t(`webhooks.state.${state}`)}
        </span>{' '}
        <span class="soft">
          {[reasonOf(delivery, t), tries > 1 && t('webhooks.tries', { n: tries })].filter(Boolean).join(' · ')}
          {state === 'waiting' &&
            tries > 0 &&
            nextTryAt &&
            ` · ${t('webhooks.next', { when: sayUntil(Date.parse(nextTryAt) - now, locale) })}`}
        </span>
      </td>
      <td class="num">
        {(state !== 'waiting' || tries > 0) && (
          <button class="btn" data-quiet type="button" aria-disabled={!enabled} onClick={() => enabled && onReplay()}>
            {t('webhooks.replay')}
          </button>
        )}
      </td>
    </tr>
  );
}

function reasonOf({ status, error }: DeliveryWire, t: Words['t']): string {
  if (status !== null) return t('webhooks.status', { status });
  return error ? t(`webhooks.error.${error}`) : '';
}

/** « dans 5 minutes » */
function sayUntil(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [n, unit] = minutes < 60 ? ([minutes, 'minute'] as const) : ([Math.round(minutes / 60), 'hour'] as const);
  return new Intl.RelativeTimeFormat(locale).format(n, unit);
}
