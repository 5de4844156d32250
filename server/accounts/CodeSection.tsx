import type { Translate } from '../pages/page.tsx';
import { Form } from './form.tsx';
import type { Factors } from './second-factor.ts';

export function CodeSection({ t, factors, mayChange }: { t: Translate; factors: Factors; mayChange: boolean }) {
  return (
    <section class="flow" id="codes">
      <h2>{t('totp.title')}</h2>
      <p class="meta">{t('totp.what')}</p>
      {factors.totp && <p>{t('totp.on', { left: factors.codesLeft })}</p>}
      {mayChange && !factors.totp && (
        <Form action="/account/totp">
          <button class="btn">{t('totp.begin')}</button>
        </Form>
      )}
      {mayChange && factors.totp && (
        <>
          <Form action="/account/recovery-codes">
            <button class="btn">{t('totp.newCodes')}</button>
          </Form>
          <Form action="/account/totp/removal">
            <button class="btn">{t('totp.end')}</button>
          </Form>
        </>
      )}
    </section>
  );
}
