import type { ComponentChildren } from 'preact';
import type { Translate } from '../pages/page.tsx';
import type { PasskeyOptions } from './passkey-options.ts';

type Props = { t: Translate; action: string; options: PasskeyOptions; label: string; children?: ComponentChildren };

/** Shown by its script where the browser knows passkeys; it fills in `credential` and sends the form as any other is sent. */
export function PasskeyForm({ t, action, options, label, children }: Props) {
  return (
    <>
      <form
        class="flow"
        method="post"
        action={action}
        noValidate
        hidden
        data-passkey={JSON.stringify(options)}
        data-failed={t('passkey.failed')}
      >
        {children}
        <button class="btn">
          <KeyIcon /> {label}
        </button>
        <input type="hidden" name="credential" />
      </form>
      <noscript>
        <p class="meta">{t('passkey.needsScript')}</p>
      </noscript>
    </>
  );
}

const KeyIcon = () => (
  <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
    <circle cx="5" cy="8" r="2.8" />
    <path d="M7.8 8H14v2.5M11.5 8v2" />
  </svg>
);
