// Writing without an account, where a site allows it: fetched when somebody who is not known sends.
import { h } from './drawing.ts';
import type { GuestInput } from '#server/guests/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { ApiFailure } from './api.ts';
import { problemOf } from './problem.ts';
import { makeHandshake } from './sign-in-window.ts';
import { guestKey, localStorageOf, remember } from './storage.ts';
import { GuestPanel, type GuestActs } from './thread/GuestPanel.tsx';
import type { ComposerKey, GuestView } from './thread/view.ts';
import type { Pen, RarePen } from './writing.ts';

/** Milliseconds between two questions whether the link was followed, while somebody waits for it. */
const LOOK = 4000;
/** Milliseconds for which its mail's link is good. */
const LIFE = 60 * 60_000;

/** What this browser keeps until its address is proved. */
type Pending = { verifier: string; email: string; at: number };

export type Guests = {
  /** Asks who writes, beside the text: by an account or by an address. Resolves to whether somebody is known now. */
  enter(name: ComposerKey): Promise<boolean>;
  /** Somebody is known: there is nothing left to ask. */
  leave(): void;
};

export function openGuests({ talk, send, session, t }: RarePen): Guests {
  const { frame, signal } = talk;
  const kept = keeper(frame.origin);
  let settle: ((known: boolean) => void) | null = null;
  let looking: ReturnType<typeof setTimeout> | undefined;

  const view = () => talk.view.guest!;
  const look = (changes: Partial<GuestView>) => talk.look({ guest: { ...view(), ...changes } });
  const focus = (id: string) => frame.root.getElementById(id)?.focus();

  function leave(known: boolean) {
    clearTimeout(looking);
    if (known) kept.drop();
    talk.look({ guest: null });
    settle?.(known);
    settle = null;
  }

  async function ask(name: string, email: string) {
    if (view().busy) return;
    look({ busy: true, name, email, faults: {}, problem: null });
    const { verifier, challenge } = await makeHandshake();
    const { site, thread } = talk.state!;
    const place = thread.article ? { article: thread.article.id } : { thread: thread.id! };
    try {
      await send('POST', 'guests', {
        site: site.key,
        ...place,
        name,
        email,
        charter: site.charter.version,
        challenge,
      } satisfies GuestInput);
      kept.put({ verifier, email, at: Date.now() });
      look({ busy: false, step: 'sent' });
      focus('guest-sent');
      watch();
    } catch (error) {
      const faults = faultsOf(error);
      look({ busy: false, faults, problem: Object.keys(faults).length > 0 ? null : problemOf(error) });
      focus(faults.name ? 'guest-name' : faults.email ? 'guest-email' : 'guest-go');
    }
  }

  /** Somebody reads their mail, on this device or another. A page in the background asks nothing. */
  function watch(wait = LOOK) {
    clearTimeout(looking);
    const pending = kept.get();
    if (signal.aborted || !settle || !pending) return;
    looking = setTimeout(
      () =>
        void (document.visibilityState === 'visible' ? session.prove(pending.verifier) : Promise.resolve(false))
          .catch(() => false)
          .then((proved) => (proved ? leave(true) : watch())),
      wait,
    );
  }

  const acts: GuestActs = {
    ask: (name, email) => void ask(name, email),
    account: () =>
      void session.signIn({ site: talk.state!.site.key, lang: talk.lang }).then(
        (known) => known && leave(true),
        () => look({ problem: { code: 'not_signed_in', message: t('problem.not_signed_in') } }),
      ),
    again() {
      kept.drop();
      look({ step: 'ask' });
      focus('guest-email');
    },
    cancel: () => leave(false),
  };

  talk.set({ parts: { ...talk.parts, GuestPanel: (props) => h(GuestPanel, { ...props, acts }) } });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && watch(0), { signal });
  signal.addEventListener('abort', () => clearTimeout(looking));

  return {
    leave: () => settle && leave(true),
    enter(composer) {
      settle?.(false);
      const pending = kept.get();
      talk.look({
        guest: { composer, step: pending ? 'sent' : 'ask', busy: false, name: '', email: pending?.email ?? '', faults: {}, problem: null },
      });
      focus(pending ? 'guest-sent' : 'guest-name');
      return new Promise((resolve) => {
        settle = resolve;
        watch();
      });
    },
  };
}

/** Back after a reload, or from a mail that opened here: was the link followed meanwhile? */
export async function comeBackAsGuest({ talk, session }: Pick<Pen, 'talk' | 'session'>): Promise<boolean> {
  const kept = keeper(talk.frame.origin);
  const pending = kept.get();
  const proved = pending !== null && (await session.prove(pending.verifier).catch(() => false));
  if (proved) kept.drop();
  return proved;
}

function keeper(origin: string) {
  const key = guestKey(origin);
  const drop = () => localStorageOf()?.removeItem(key);
  return {
    drop,
    get(): Pending | null {
      const text = localStorageOf()?.getItem(key);
      const pending = text ? (JSON.parse(text) as Pending) : null;
      if (pending && Date.now() - pending.at < LIFE) return pending;
      drop();
      return null;
    },
    put: (pending: Pending) => remember(localStorageOf(), key, JSON.stringify(pending)),
  };
}

const faultsOf = (error: unknown): Record<string, string> =>
  (error instanceof ApiFailure && (error.body as Partial<ErrorBody> | null)?.error?.fields) || {};
