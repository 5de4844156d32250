// Who comes in, and who goes: what somebody who is signed in, and stays so, does without.
import type { GuestSession } from '#server/guests/wire.ts';
import type { SessionWire } from '#server/wire.ts';
import { markOf } from './page-token.ts';
import { problemOf } from './problem.ts';
import { askForToken, doorFor } from './publisher-page.ts';
import { CODE, isPublishers, LIFE, WINDOW, type Seat, type Session, type SignInOptions } from './session.ts';
import { askByWindow, makeHandshake, showWindow, type Handshake } from './sign-in-window.ts';
import { remember, sessionStorageOf } from './storage.ts';

export type Entrance = Pick<Session, 'signIn' | 'showWindow' | 'prove' | 'comeBack' | 'signOut'> & {
  /** The page names somebody else than who is signed in, or nobody any more. */
  heedPage(given: string | null): Promise<void>;
  /** The cookie brings no other token. The page may; else, where a browser keeps no cookie for us, this one is good to its end. */
  renew(): Promise<boolean>;
};

/** Resolves once a window can be opened in the same breath as a click, where one can be at all. */
export async function openEntrance(seat: Seat): Promise<Entrance> {
  const { origin, send, api, hosts, greet } = seat;
  const stash = `terrasse:handshake:${origin}`;
  let signing: Promise<boolean> | null = null;
  let ready: Handshake | null = null;
  const prepare = async () => (ready = await makeHandshake());
  const prepareSoon = () => prepare().catch(() => {}); // asked for again by who signs in

  function signIn(options: SignInOptions): Promise<boolean> {
    if (origin === location.origin)
      return leaveFor(`${origin}/signin?${new URLSearchParams({ next: location.pathname + location.search }).toString()}`);
    const door = doorFor(hosts());
    if (door) return leaveByDoor(door);
    showWindow();
    return (signing ??= signInByWindow(options).finally(() => (signing = null)));
  }

  async function signInByWindow(options: SignInOptions): Promise<boolean> {
    const handshake = ready ?? (await prepare());
    void prepareSoon();
    const { challenge, state, verifier } = handshake;
    const query = new URLSearchParams({ ...options, origin: location.origin, challenge, state });
    const answer = await askByWindow(`${origin}/connect?${query.toString()}`, origin, state);
    if (answer === 'no window') {
      remember(sessionStorageOf(), stash, JSON.stringify(handshake));
      query.set('return', location.href.replace(/#.*/, ''));
      signing = null;
      return leaveFor(`${origin}/connect?${query.toString()}`);
    }
    return answer === 'closed' ? false : redeem(answer.code, verifier);
  }

  const redeem = async (code: string, verifier: string) =>
    greet(await send<SessionWire>('POST', 'session', { code, verifier }, true), WINDOW);

  async function comeBack(): Promise<boolean> {
    const [code, state] = location.hash.slice(CODE.length).split('&terrasse-state=');
    const stored = sessionStorageOf()?.getItem(stash);
    if (!code || !stored) return false;
    const { state: own, verifier } = JSON.parse(stored) as Handshake;
    if (own !== state) return false;
    sessionStorageOf()?.removeItem(stash);
    history.replaceState(history.state, '', location.pathname + location.search);
    return redeem(code, verifier).catch(() => false);
  }

  async function prove(verifier: string) {
    const { session: given } = await send<GuestSession>('POST', 'session/guest', { verifier }, true);
    return given !== null && greet(given, WINDOW);
  }

  async function heedPage(given: string | null): Promise<void> {
    if (given) return void (await enter(given, askForToken));
    const next = await askForToken();
    if (next) await enter(next, null);
    else await Promise.all([end().catch(() => {}), dismiss()]);
  }

  async function renew(): Promise<boolean> {
    const { token } = seat;
    const given = token && isPublishers(seat.by) ? await askForToken() : undefined;
    if (given) return enter(given, null);
    if (given === null || !token || Date.now() - token.at >= LIFE) await dismiss();
    else seat.forget();
    return false;
  }

  /** A token too old, or used on another page, may have a successor; one that was never good has none. */
  async function enter(given: string, successor: typeof askForToken | null): Promise<boolean> {
    try {
      return await greet(await send<SessionWire>('POST', 'session/exchange', { site: seat.site, token: given }, true), markOf(given));
    } catch (error) {
      const { code } = problemOf(error);
      if (code !== 'session_ended' && code !== 'wrong_credentials') return false;
      const next = code === 'session_ended' && (await successor?.());
      if (next) return enter(next, null);
      await dismiss();
      return false;
    }
  }

  async function signOut() {
    await end();
    await dismiss();
  }

  /** Without a cookie it is the token that says whose session ends; one too old would say nothing. */
  function end(): Promise<unknown> {
    const { token } = seat;
    const known = token && Date.now() - token.at < LIFE && { headers: { authorization: `Bearer ${token.text}` } };
    return api.call('session', { method: 'DELETE', credentials: 'include', ...known });
  }

  async function dismiss() {
    const known = seat.token;
    seat.forget();
    seat.token = seat.by = null;
    if (known) await seat.tellAll();
  }

  await prepareSoon();
  return { signIn, showWindow, prove, comeBack, signOut, heedPage, renew };
}

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
