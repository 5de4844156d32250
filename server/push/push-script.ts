// In the browser, on the page of one's devices: adds this one, when its reader asks for it and never before. Bundled by build.ts.

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => void start());
else void start();

async function start() {
  const form = document.querySelector<HTMLFormElement>('form[data-push]');
  if (!form) return;
  form.hidden = false;
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return say(form, 'cannot');
  const worker = await navigator.serviceWorker.register('/worker.js');
  const known = await worker.pushManager.getSubscription();
  if (known && (await isListed(known))) return say(form, 'on');
  if (Notification.permission === 'denied') return say(form, 'refused');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add(form).catch(() => say(form, Notification.permission === 'denied' ? 'refused' : 'failed'));
  });
}

/** A click asks the browser, the browser its reader; what a service makes of it goes to ours. */
async function add(form: HTMLFormElement) {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('not granted');
  const worker = await navigator.serviceWorker.ready;
  // One that was made for other keys of ours reaches nobody.
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.push! });
  form.querySelector<HTMLInputElement>('[name=subscription]')!.value = JSON.stringify(made);
  form.submit();
}

/** The page knows devices by the hash of their address alone. */
async function isListed({ endpoint }: PushSubscription): Promise<boolean> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));
  const text = btoa(String.fromCharCode(...hash))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return document.querySelector(`[data-device="${text}"]`) !== null;
}

function say(form: HTMLFormElement, word: 'refused' | 'cannot' | 'failed' | 'on') {
  for (const one of form.querySelectorAll<HTMLElement>('[data-word]')) one.hidden = one.dataset.word !== word;
  form.querySelector('button')!.hidden = word === 'cannot' || word === 'on';
}
