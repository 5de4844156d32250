import type { SessionWire } from '#server/wire.ts';
import { createApi, type Api } from './api.ts';
import type { Entrance } from './entering.ts';
import { once } from './once.ts';
import { markOf, tokenOf } from './page-token.ts';
import { problemOf } from './problem.ts';
import { senderOf, type Sender } from './send.ts';
import { localStorageOf, remember } from './storage.ts';

/** Who takes part in a page's session: each thread of it. */
type Party = { api: Api; host: Element; signal: AbortSignal; identify(): Promise<void> };
export type SignInOptions = { site: string; lang: string };

/** What those who come in and go out (entering.ts) find and leave. */
export type Seat = {
  origin: string;
  api: Api;
  send: Sender;
  /** The page's. */
  site: string;
  /** `at` is in milliseconds, by our own clock. */
  token: { text: string; at: number; member: string } | null;
  /** What is to be remembered of who is signed in. */
  by: string | null;
  remembered(): string | null;
  hosts(): Element[];
  /** Resolves to true once every thread knows them. */
  greet(given: SessionWire, how: string): Promise<true>;
  /** Of who was signed in nothing is remembered. */
  forget(): void;
  tellAll(): Promise<unknown>;
};

/** Milliseconds of a token, by our own clock; renewed halfway. */
export const LIFE = 10 * 60_000;
const FRESH = LIFE / 2;
/** What somebody comes back with who signed in by the page itself. */
export const CODE = '#terrasse-code=';
/** What is remembered of who signed in by our window; of the publisher's own reader, the mark of the page's token. */
export const WINDOW = '1';

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
  let refreshing: Promise<boolean> | null = null;
  let returning: Promise<boolean> | null = null;
  let heeding: Promise<void> = Promise.resolve();

  const api = createApi(origin);
  const send = senderOf(api);
  const flag = `terrasse:signed-in:${origin}`;
  const remembered = () => localStorageOf()?.getItem(flag) ?? null;
  const take = ({ token: text, member }: SessionWire) => {
    seat.token = { text, at: Date.now(), member: member.id };
    for (const party of parties) party.api.token = session.token;
  };
  const seat: Seat = {
    origin,
    api,
    send,
    site: '',
    token: null,
    by: null,
    remembered,
    hosts: () => parties.map(({ host }) => host),
    async greet(given, how) {
      const before = seat.token?.member;
      take(given);
      seat.by = how;
      remember(localStorageOf(), flag, how);
      if (before !== given.member.id) await seat.tellAll();
      return true;
    },
    forget: () => localStorageOf()?.removeItem(flag),
    tellAll: () => Promise.all(parties.map((party) => party.identify().catch(() => {}))),
  };
  // For who is not signed in it is there beforehand: a window must open in the same breath as the click.
  let entrance: Entrance | null = null;
  const entering = once(async () => {
    const { openEntrance } = await import('./entering.ts');
    return (entrance = await openEntrance(seat));
  });

  const session: Session = {
    signIn: (options) => (entrance ? entrance.signIn(options) : entering().then((ready) => ready.signIn(options))),
    showWindow: () => entrance?.showWindow(),
    refresh() {
      if (!seat.token && (remembered() ?? '') !== expected()) return Promise.resolve(false);
      return (refreshing ??= send<SessionWire>('POST', 'session/refresh', {}, true)
        .then(
          (given) => {
            seat.by ??= remembered();
            take(given);
            return true;
          },
          async (error: unknown) => {
            // Silence says nothing of the session; a refusal does.
            const { code } = problemOf(error);
            return (code === 'not_signed_in' || code === 'wrong_origin') && (await entering()).renew();
          },
        )
        .finally(() => (refreshing = null)));
    },
    prove: async (verifier) => (await entering()).prove(verifier),
    comeBack: () => (returning ??= location.hash.startsWith(CODE) ? entering().then((ready) => ready.comeBack()) : Promise.resolve(false)),
    heedPage(site) {
      seat.site = site;
      return (heeding = heeding.then(heedPage).catch(() => {}));
    },
    isPublishers: () => isPublishers(seat.by),
    async token() {
      if (seat.token && Date.now() - seat.token.at > FRESH) await session.refresh();
      return seat.token?.text ?? null;
    },
    signOut: async () => (await entering()).signOut(),
  };

  /** What is remembered where the one whom this page names has read it before. */
  function expected(): string {
    const given = tokenOf(seat.hosts());
    return given ? markOf(given) : WINDOW;
  }

  async function heedPage(): Promise<void> {
    const given = tokenOf(seat.hosts());
    if (given ? seat.by !== markOf(given) : isPublishers(seat.by ?? remembered())) await (await entering()).heedPage(given);
  }

  if (remembered() === null) entering().catch(() => {}); // asked for again by who signs in

  const join = (party: Party) => {
    if (origin !== location.origin) party.api.token = session.token;
    parties.push(party);
    party.signal.addEventListener('abort', () => parties.splice(parties.indexOf(party), 1));
  };
  return { session, join };
}

export const isPublishers = (by: string | null) => by !== null && by !== WINDOW;
