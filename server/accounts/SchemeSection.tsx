import type { Translate } from '../pages/page.tsx';
import { Form } from './form.tsx';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Kept with the account. Whoever only reads has what their device prefers: their choice would have to be stored there. */
export function SchemeSection({ t, chosen }: { t: Translate; chosen: 'light' | 'dark' | null }) {
  return (
    <section class="flow">
      <h2>{t('account.scheme')}</h2>
      <Form action="/account/scheme">
        <fieldset class="field">
          <legend>{t('account.schemeOf')}</legend>
          {SCHEMES.map((scheme) => (
            <label class="choice" key={scheme}>
              <input type="radio" name="scheme" value={scheme} checked={scheme === (chosen ?? 'auto')} />
              <span>{t(`account.scheme.${scheme}`)}</span>
            </label>
          ))}
        </fieldset>
        <button class="btn">{t('account.save')}</button>
      </Form>
    </section>
  );
}
