import { Form } from '../accounts/form.tsx';
import type { Translate } from '../pages/page.tsx';

/** What only the page can tell: the mail that would say so does not arrive. */
export function FailingAddress({ t, email, day, reason }: { t: Translate; email: string; day: string; reason: string }) {
  return (
    <div class="note warn">
      <p>
        <strong>{t('failing.title')}</strong> {t('failing.what', { email, day })}
      </p>
      {reason && <p class="meta">{t('failing.reason', { reason })}</p>}
      <Form action="/account/address/retry">
        <button class="btn">{t('failing.retry')}</button>
      </Form>
    </div>
  );
}
