import type { Translate } from '../pages/page.tsx';
import { GUARD } from './sign-up-guard.ts';

/** What tells a person's form from a machine's, with nothing to solve: see sign-up-guard.ts. */
export function GuardFields({ t, stamp }: { t: Translate; stamp: string }) {
  return (
    <>
      <input type="hidden" name={GUARD.stamp} value={stamp} />
      <p class="trap" aria-hidden="true">
        <label for={GUARD.trap}>{t('signup.trap')}</label>
        <input id={GUARD.trap} name={GUARD.trap} tabIndex={-1} autocomplete="off" />
      </p>
    </>
  );
}
