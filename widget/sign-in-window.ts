/** Milliseconds: a window that is gone by then was never shown (in-app browsers). */
const STILLBORN = 1000;
const LOOK = 400;
const ORDINARY = 'popup,width=480,height=720';

export type Handshake = { verifier: string; challenge: string; state: string };

/** RFC 7636: what travels is the verifier's hash. */
export async function makeHandshake(): Promise<Handshake> {
  const verifier = random(32);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(hash)), state: random(16) };
}

/** The window's code, that it was closed without one, or that there was none to open. */
type Answer = { code: string } | 'closed' | 'no window';

let current: Window | null = null;

/** Whoever presses again has lost it from sight. */
export const showWindow = () => current?.focus();

export function askByWindow(url: string, origin: string, state: string): Promise<Answer> {
  const opened = (current = open(url, 'terrasse-connect', ORDINARY));
  const began = Date.now();
  if (!opened || opened.closed) return Promise.resolve('no window');
  return new Promise((resolve) => {
    const done = (answer: Answer) => {
      current = null;
      clearInterval(looking);
      removeEventListener('message', listen);
      resolve(answer);
    };
    const listen = ({ origin: from, data }: MessageEvent<{ type?: string; code?: string; state?: string } | null>) => {
      if (from === origin && data?.type === 'terrasse:code' && data.state === state && data.code) done({ code: data.code });
    };
    const looking = setInterval(() => opened.closed && done(Date.now() - began < STILLBORN ? 'no window' : 'closed'), LOOK);
    addEventListener('message', listen);
  });
}

const random = (bytes: number) => base64url(crypto.getRandomValues(new Uint8Array(bytes)));
const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
