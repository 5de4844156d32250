import type { Translate } from '../pages/page.tsx';
import type { Device } from './queries.ts';

/** Said in words where one follows something, to who has no device yet: the browser is asked on its own page, by a click. */
export function PushOffer({ t, devices }: { t: Translate; devices: Device[] }) {
  if (devices.length > 0) return null;
  return (
    <p class="meta">
      <span>{t('push.offer')}</span> <a href="/notifications/devices">{t('push.offerHow')}</a>
    </p>
  );
}
