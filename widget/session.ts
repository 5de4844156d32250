import type { SessionWire } from '#server/wire.ts';
import { createApi, type Api } from './api.ts';
import { problemOf } from './problem.ts';
import { senderOf } from './send.ts';

/** Who takes part in a page's session: each thread of it. */
type Party = { api: Api; signal: AbortSignal; identify(): Promise<void> };
type SignInOptions = { site: string; lang: string };

const ORDINARY = 'popup,width=480,height=720';
/** Milliseconds: a window that is gone by then was never shown (in-app browsers). */
const STILLBORN = 1000;
const LOOK = 400;
/** Milliseconds of a token, by our own clock; renewed halfway. */
const LIFE = 10 * 60_000;
const FRESH = LIFE / 2;

type Handshake = { verifier: string; challenge: string; state: string };

export type Session = {
  /** Resolves to whether somebody is signed in now. Where no window can be had the page itself goes, and this never resolves. */
  signIn(options: SignInOptions): Promise<boolean>;
  /** A new token, by the cookie that only its own address reads; asked only where somebody signed in before. */
  refresh(): Promise<boolean>;
  /** Back from signing in by the page itself. */
  comeBack(): Promise<boolean>;
  signOut(): Promise<void>;
  /** Good for a while yet; null where nobody is signed in. */
  token(): Promise<string | null>;
};

const sessions = new Map<string, { session: Session; join(party: Party): void }>();

/** One session for all the threads that a page has from one origin. */
export function joinSession(origin: string, party: Party): Session {
  const shared = sessions.get(origin) ?? createSession(origin);
  sessions.set(origin, shared);
  shared.join(party);
  return shared.session;
}

function createSession(origin: string): { session: Session; join(party: Party): void } {
  const parties: Party[] = [];
  const flag = `terrasse:signed-in:${origin}`;
  const stash = `terrasse:handshake:${origin}`;
  let token: { text: string; at: number } | null = null;
  let refreshing: Promise<boolean> | null = null;
  let returning: Promise<boolean> | null = null;
  // Made beforehand: a window must open in the same breath as the click.
  let ready: Handshake | null = null;
  const prepare = () =>
    makeHandshake().then(
      (made) => (ready = made),
      () => {},
    );
  void prepare();

  const send = senderOf(createApi(origin));
  const take = ({ token: text }: SessionWire) => {
    token = { text, at: Date.now() };
    for (const party of parties) party.api.token = session.token;
  };
  const greet = async (given: SessionWire) => {
    take(given);
    remember(localStorageOf(), flag, '1');
    await Promise.all(parties.map((party) => party.identify().catch(() => {})));
    return true;
  };
  const redeem = async (code: string, verifier: string) => greet(await send<SessionWire>('POST', 'session', { code, verifier }, true));

  const session: Session = {
    async signIn(options: SignInOptions) {
      if (origin === location.origin)
        return leaveFor(`${origin}/signin?${new URLSearchParams({ next: location.pathname + location.search }).toString()}`);
      const handshake = ready ?? (await makeHandshake());
      void prepare();
      const query = new URLSearchParams({ ...options, origin: location.origin, challenge: handshake.challenge, state: handshake.state });
      const answer = await askByWindow(`${origin}/connect?${query.toString()}`, origin, handshake.state);
      if (answer === 'no window') {
        remember(sessionStorageOf(), stash, JSON.stringify(handshake));
        query.set('return', location.href.replace(/#.*/, ''));
        return leaveFor(`${origin}/connect?${query.toString()}`);
      }
      return answer === 'closed' ? false : redeem(answer.code, handshake.verifier);
    },
    refresh() {
      if (!token && !localStorageOf()?.getItem(flag)) return Promise.resolve(false);
      return (refreshing ??= send<SessionWire>('POST', 'session/refresh', {}, true)
        .then(
          (given) => (take(given), true),
          (error: unknown) => {
            // Silence says nothing of the session; a refusal does.
            const { code } = problemOf(error);
            if (code === 'not_signed_in' || code === 'wrong_origin') wane();
            return false;
          },
        )
        .finally(() => (refreshing = null)));
    },
    comeBack: () => (returning ??= comeBack()),
    async token() {
      if (token && Date.now() - token.at > FRESH) await session.refresh();
      return token?.text ?? null;
    },
    async signOut() {
      await send('DELETE', 'session', undefined, true);
      forget();
      await Promise.all(parties.map((party) => party.identify()));
    },
  };

  function forget() {
    localStorageOf()?.removeItem(flag);
    token = null;
  }

  /** No other token will come: where a browser keeps no cookie for us, this one is still good to its end. */
  function wane() {
    if (token && Date.now() - token.at < LIFE) localStorageOf()?.removeItem(flag);
    else forget();
  }

  async function comeBack(): Promise<boolean> {
    const [, code, state] = /^#terrasse-code=([^&]+)&terrasse-state=([^&]+)/.exec(location.hash) ?? [];
    const stored = sessionStorageOf()?.getItem(stash);
    if (!code || !stored) return false;
    const handshake = JSON.parse(stored) as Handshake;
    if (handshake.state !== state) return false;
    sessionStorageOf()?.removeItem(stash);
    history.replaceState(history.state, '', location.pathname + location.search);
    return redeem(code, handshake.verifier).catch(() => false);
  }

  const join = (party: Party) => {
    if (origin !== location.origin) party.api.token = session.token;
    parties.push(party);
    party.signal.addEventListener('abort', () => parties.splice(parties.indexOf(party), 1));
  };
  return { session, join };
}

/** The window's code, that it was closed without one, or that there was none to open. */
type Answer = { code: string } | 'closed' | 'no window';

function askByWindow(url: string, origin: string, state: string): Promise<Answer> {
  const opened = open(url, 'terrasse-connect', ORDINARY);
  const began = Date.now();
  if (!opened || opened.closed) return Promise.resolve('no window');
  return new Promise((resolve) => {
    const done = (answer: Answer) => {
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

function leaveFor(url: string): Promise<never> {
  location.assign(url);
  return new Promise(() => {});
}

/** RFC 7636: what travels is the verifier's hash. */
async function makeHandshake(): Promise<Handshake> {
  const verifier = random(32);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(hash)), state: random(16) };
}

const random = (bytes: number) => base64url(crypto.getRandomValues(new Uint8Array(bytes)));
const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function remember(storage: Storage | null, key: string, value: string) {
  try {
    storage?.setItem(key, value);
  } catch {
    // Full or forbidden: one signs in again next time.
  }
}

/** Asking for storage may throw where a browser forbids it. */
export const localStorageOf = () => storageOf('localStorage');
const sessionStorageOf = () => storageOf('sessionStorage');
function storageOf(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}
