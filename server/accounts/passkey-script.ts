// In the browser, on our own pages that take a passkey: fills in their forms. Bundled by build.ts.
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

type Options = PublicKeyCredentialRequestOptionsJSON | PublicKeyCredentialCreationOptionsJSON;

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();

function start() {
  if (!browserSupportsWebAuthn()) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) ready(form);
}

function ready(form: HTMLFormElement) {
  const options = JSON.parse(form.dataset.passkey!) as Options;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const asked = isNew(options) ? startRegistration({ optionsJSON: options }) : startAuthentication({ optionsJSON: options });
    asked.then((credential) => send(form, credential)).catch(() => say(form));
  });
  if (!isNew(options)) void offer(form, options);
}

function isNew(options: Options): options is PublicKeyCredentialCreationOptionsJSON {
  return 'user' in options;
}

/** In the list under the address field, where browsers can. It waits without a word; the button takes over from it. */
async function offer(form: HTMLFormElement, optionsJSON: PublicKeyCredentialRequestOptionsJSON) {
  if (!document.querySelector('input[autocomplete$="webauthn"]') || !(await browserSupportsWebAuthnAutofill())) return;
  await startAuthentication({ optionsJSON, useBrowserAutofill: true }).then(
    (credential) => send(form, credential),
    () => {},
  );
}

function send(form: HTMLFormElement, credential: unknown) {
  form.querySelector<HTMLInputElement>('[name=credential]')!.value = JSON.stringify(credential);
  form.submit();
}

/** Dismissed, too late, or none on this device: browsers do not tell which. */
function say(form: HTMLFormElement) {
  form.querySelector('[role=alert]')?.remove();
  const note = document.createElement('p');
  note.className = 'note bad';
  note.role = 'alert';
  note.textContent = form.dataset.failed!;
  form.append(note);
}
