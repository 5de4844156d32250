import type { GuestSession } from '#server/guests/wire.ts';
import type { SessionWire } from '#server/wire.ts';
import { createApi, type Api } from './api.ts';
import { problemOf } from './problem.ts';
import { askForToken, doorFor, markOf, tokenOf } from './publisher-page.ts';
import { senderOf } from './send.ts';
import type { Handshake } from './sign-in-window.ts';
import { localStorageOf, remember, sessionStorageOf } from './storage.ts';

/** Who takes part in a page's session: each thread of it. */
type Party = { api: Api; host: Element; signal: AbortSignal; identify(): Promise<void> };
type SignInOptions = { site: string; lang: string };

/** Milliseconds of a token, by our own clock; renewed halfway. */
const LIFE = 10 * 60_000;
const FRESH = LIFE / 2;
/** What is remembered of who signed in by our window; of the publisher's own reader, the mark of the page's token. */
const WINDOW = '1';

export type Session = {
  /** Resolves to whether somebody is signed in now. Where no window can be had the page itself goes, and this never resolves. */
  signIn(options: SignInOptions): Promise<boolean>;
  /** The window that was opened for it, if it still is, comes to the front. */
  showWindow(): void;
  /** A new token, by the cookie that only its own address reads; asked only where the one who reads signed in before. */
  refresh(): Promise<boolean>;
  /** As a guest, once the link of their mail was followed: resolves to whether it was. */
  prove(verifier: string): Promise<boolean>;
  /** Back from signing in by the page itself. */
  comeBack(): Promise<boolean>;
  /** Signs in whom the page's token names, and out whom it names no longer. */
  heedPage(site: string): Promise<void>;
  /** The page signed them in: it is there that they sign out. */
  isPublishers(): boolean;
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
  let token: { text: string; at: number; member: string } | null = null;
  /** What is to be remembered of who is signed in. */
  let by: string | null = null;
  let refreshing: Promise<boolean> | null = null;
  let signing: Promise<boolean> | null = null;
  let returning: Promise<boolean> | null = null;
  let heeding: Promise<void> = Promise.resolve();
  /** The page's. */
  let site = '';
  // Fetched and made beforehand, for who is not signed in: a window must open in the same breath as the click.
  let ready: Awaited<ReturnType<typeof readyWindow>> | null = null;
  const prepare = async () => (ready = await readyWindow());
  const prepareSoon = () => void prepare().catch(() => {}); // asked for again by who signs in

  const api = createApi(origin);
  const send = senderOf(api);
  const hosts = () => parties.map(({ host }) => host);
  const remembered = () => localStorageOf()?.getItem(flag) ?? null;
  const tellAll = () => Promise.all(parties.map((party) => party.identify().catch(() => {})));
  const take = ({ token: text, member }: SessionWire) => {
    token = { text, at: Date.now(), member: member.id };
    for (const party of parties) party.api.token = session.token;
  };
  const greet = async (given: SessionWire, how: string) => {
    const before = token?.member;
    take(given);
    by = how;
    remember(localStorageOf(), flag, how);
    if (before !== given.member.id) await tellAll();
    return true;
  };
  const redeem = async (code: string, verifier: string) =>
    greet(await send<SessionWire>('POST', 'session', { code, verifier }, true), WINDOW);

  const session: Session = {
    signIn(options) {
      if (origin === location.origin)
        return leaveFor(`${origin}/signin?${new URLSearchParams({ next: location.pathname + location.search }).toString()}`);
      const door = doorFor(hosts());
      if (door) return leaveByDoor(door);
      session.showWindow();
      return (signing ??= signInByWindow(options).finally(() => (signing = null)));
    },
    showWindow: () => ready?.showWindow(),
    refresh() {
      if (!token && (remembered() ?? '') !== expected()) return Promise.resolve(false);
      return (refreshing ??= send<SessionWire>('POST', 'session/refresh', {}, true)
        .then(
          (given) => {
            by ??= remembered();
            take(given);
            return true;
          },
          (error: unknown) => {
            // Silence says nothing of the session; a refusal does.
            const { code } = problemOf(error);
            return (code === 'not_signed_in' || code === 'wrong_origin') && renew();
          },
        )
        .finally(() => (refreshing = null)));
    },
    async prove(verifier) {
      const { session: given } = await send<GuestSession>('POST', 'session/guest', { verifier }, true);
      return given !== null && greet(given, WINDOW);
    },
    comeBack: () => (returning ??= comeBack()),
    heedPage(key) {
      site = key;
      return (heeding = heeding.then(heedPage).catch(() => {}));
    },
    isPublishers: () => isPublishers(by),
    async token() {
      if (token && Date.now() - token.at > FRESH) await session.refresh();
      return token?.text ?? null;
    },
    async signOut() {
      await end();
      await dismiss();
    },
  };

  async function signInByWindow(options: SignInOptions): Promise<boolean> {
    const { askByWindow, handshake } = ready ?? (await prepare());
    prepareSoon();
    const query = new URLSearchParams({ ...options, origin: location.origin, challenge: handshake.challenge, state: handshake.state });
    const answer = await askByWindow(`${origin}/connect?${query.toString()}`, origin, handshake.state);
    if (answer === 'no window') {
      remember(sessionStorageOf(), stash, JSON.stringify(handshake));
      query.set('return', location.href.replace(/#.*/, ''));
      signing = null;
      return leaveFor(`${origin}/connect?${query.toString()}`);
    }
    return answer === 'closed' ? false : redeem(answer.code, handshake.verifier);
  }

  /** What is remembered where the one whom this page names has read it before. */
  function expected(): string {
    const given = tokenOf(hosts());
    return given ? markOf(given) : WINDOW;
  }

  /** The cookie brings no other token. The page may; else, where a browser keeps no cookie for us, this one is good to its end. */
  async function renew(): Promise<boolean> {
    const given = token && isPublishers(by) ? await askForToken() : undefined;
    if (given) return enter(given, null);
    if (given === null || !token || Date.now() - token.at >= LIFE) await dismiss();
    else {
      localStorageOf()?.removeItem(flag);
      prepareSoon();
    }
    return false;
  }

  async function heedPage(): Promise<void> {
    const given = tokenOf(hosts());
    if (given && by !== markOf(given)) await enter(given, askForToken);
    if (given || !isPublishers(by ?? remembered())) return;
    const next = await askForToken();
    if (next) await enter(next, null);
    else await Promise.all([end().catch(() => {}), dismiss()]);
  }

  /** A token too old, or used on another page, may have a successor; one that was never good has none. */
  async function enter(given: string, successor: typeof askForToken | null): Promise<boolean> {
    try {
      return await greet(await send<SessionWire>('POST', 'session/exchange', { site, token: given }, true), markOf(given));
    } catch (error) {
      const { code } = problemOf(error);
      if (code !== 'session_ended' && code !== 'wrong_credentials') return false;
      const next = code === 'session_ended' && (await successor?.());
      if (next) return enter(next, null);
      await dismiss();
      return false;
    }
  }

  /** Without a cookie it is the token that says whose session ends; one too old would say nothing. */
  function end(): Promise<unknown> {
    const known = token && Date.now() - token.at < LIFE && { headers: { authorization: `Bearer ${token.text}` } };
    return api.call('session', { method: 'DELETE', credentials: 'include', ...known });
  }

  async function dismiss() {
    const known = token;
    localStorageOf()?.removeItem(flag);
    token = by = null;
    prepareSoon();
    if (known) await tellAll();
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

  if (remembered() === null) prepareSoon();

  const join = (party: Party) => {
    if (origin !== location.origin) party.api.token = session.token;
    parties.push(party);
    party.signal.addEventListener('abort', () => parties.splice(parties.indexOf(party), 1));
  };
  return { session, join };
}

async function readyWindow() {
  const { askByWindow, makeHandshake, showWindow } = await import('./sign-in-window.ts');
  return { askByWindow, showWindow, handshake: await makeHandshake() };
}

const isPublishers = (by: string | null) => by !== null && by !== WINDOW;

/** What a fragment opens in this very page changes its token when somebody is there. */
function leaveByDoor(door: URL): Promise<boolean> {
  const stays = door.hash !== '' && door.href.split('#')[0] === location.href.split('#')[0];
  if (!stays) return leaveFor(door.href);
  location.assign(door);
  return Promise.resolve(false);
}

function leaveFor(url: string): Promise<never> {
  location.assign(url);
  return new Promise(() => {});
}
