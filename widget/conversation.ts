import { h, hydrate, render } from 'preact';
import type { Sort, ThreadPage } from '#server/threads/wire.ts';
import { ApiFailure, createApi, type Api } from './api.ts';
import { langOf, loadWords } from './locale.ts';
import type { Reading } from './reading.ts';
import { openState, type ThreadState } from './store.ts';
import type { Lang, Translate } from './thread/context.ts';
import type { Rendered } from './thread/render.tsx';
import type { Parts, Scene } from './thread/scene.ts';
import { Thread } from './thread/Thread.tsx';
import { restingView, type Actions, type Problem, type View } from './thread/view.ts';

/** Where a conversation is drawn, and which one. */
export type Frame = {
  root: ShadowRoot;
  mount: HTMLElement;
  origin: string;
  site: string | null;
  article: string | null;
  thread: string | null;
  lang: Lang | null;
  sort: Sort | null;
  /** Its style is there. */
  dressed: Promise<void>;
  /** What the server drew here already. */
  rendered: Rendered | null;
};

/** A thread in a page: what it holds, and what its parts may do to it. */
export type Conversation = {
  frame: Frame;
  api: Api;
  /** Null until it is read. */
  state: ThreadState | null;
  view: View;
  parts: Partial<Parts>;
  t: Translate | null;
  lang: Lang;
  /** Why it could not be read. */
  problem: Problem | null;
  /** Aborted when it closes. */
  signal: AbortSignal;
  /** Draws what has changed, at once: what follows may look for it in the page. */
  set(changes: Partial<Pick<Conversation, 'state' | 'view' | 'parts' | 'problem'>>): void;
  look(changes: Partial<View>): void;
  /** What to ask for. */
  query(): Record<string, string | null>;
  /** From the beginning, as after a failure. */
  start(): Promise<void>;
  close(): void;
};

/** Reads a thread and draws it. All that comes after the first drawing is in reading.ts, fetched by then. */
export function openConversation(frame: Frame): Conversation {
  const { mount } = frame;
  const stopped = new AbortController();
  let reading: Promise<Reading> | null = null;
  // What the server drew is taken over before anything is drawn anew.
  let taken = frame.rendered === null;

  const read = () =>
    (reading ??= import('./reading.ts')
      .then(({ openReading }) => openReading(self))
      .catch((error: unknown) => {
        reading = null;
        throw error;
      }));
  const on = new Proxy({} as Actions, {
    get:
      (_, name: keyof Actions) =>
      (...args: never[]) =>
        void read().then(
          (ready) => (ready.on[name] as (...args: never[]) => void)(...args),
          () => unaided(self, name),
        ),
  });

  const self: Conversation = {
    frame,
    api: createApi(frame.origin),
    state: null,
    view: { ...restingView, here: addressed() ?? frame.rendered?.here ?? null },
    parts: {},
    t: null,
    lang: frame.lang ?? 'fr',
    problem: null,
    signal: stopped.signal,
    set(changes) {
      Object.assign(self, changes);
      draw();
    },
    look: (changes) => self.set({ view: { ...self.view, ...changes } }),
    query: () => ({ site: frame.site, article: frame.article, thread: frame.thread, sort: self.state?.sort ?? frame.sort }),
    start,
    close() {
      stopped.abort();
      render(null, mount);
    },
  };

  const sceneAt = (time: Pick<Scene['context'], 'now' | 'timeZone'>): Scene => ({
    state: self.state!,
    view: self.view,
    context: { t: self.t!, lang: self.lang, home: self.state!.site.url, ...time },
    on,
    parts: self.parts,
  });

  /** Where not even the words of a failure came, the page's own link stands. */
  function draw() {
    const { t, lang, problem, state, parts } = self;
    if (stopped.signal.aborted || !taken) return;
    if (problem)
      render(parts.Failure ? h(parts.Failure, { problem, context: { t: t!, lang }, retry: () => void start() }) : h('slot', {}), mount);
    else render(state && h(Thread, { scene: sceneAt({ now: Date.now() }) }), mount);
  }

  async function start() {
    self.problem = null;
    if (frame.rendered && !self.state) return hydrateFrom(frame.rendered);
    draw();
    if (remembers())
      await read().then(
        (ready) => ready.restore(),
        () => {},
      );
    try {
      const [page] = await Promise.all([
        self.api.get<ThreadPage>('thread', { ...self.query(), around: self.view.here }),
        frame.lang && speak(frame.lang),
      ]);
      await speak(frame.lang ?? page.site.locale);
      self.state = openState(page);
      if (page.viewer) await read().then((ready) => ready.know(page));
    } catch (error) {
      self.lang = frame.lang ?? langOf(navigator.language) ?? 'fr';
      self.problem = problemOf(error);
    }
    await frame.dressed.catch(() => {});
    draw();
    await goOn();
  }

  /** The very same drawing, at the same moment, so that nothing moves; then the page's own time goes on. */
  async function hydrateFrom({ page, lang, now, timeZone, here }: Rendered) {
    await speak(lang);
    self.state = openState(page);
    // All parts it was drawn with.
    const ready = await read();
    if (page.viewer) await ready.know(page);
    const scene = sceneAt({ now, timeZone });
    taken = true;
    hydrate(h(Thread, { scene: { ...scene, view: { ...scene.view, here } } }), mount);
    draw();
    if (remembers())
      await read().then(
        (ready) => ready.restore(),
        () => {},
      );
    await goOn();
  }

  /** A thread can be read without what follows. */
  const goOn = () =>
    read().then(
      (ready) => ready.begin(),
      () => {},
    );

  async function speak(lang: Lang) {
    self.lang = lang;
    self.t ??= await loadWords(lang);
  }

  void start();
  return self;
}

/** What it takes did not come. What was written goes by the form itself, to a page of ours. */
export function unaided({ frame, look, t }: Conversation, name: keyof Actions) {
  if (name === 'submit') frame.root.querySelector('form')?.submit();
  else if (name !== 'wake') look({ said: t!('failed.internal') });
}

export function problemOf(error: unknown): Problem {
  if (!(error instanceof ApiFailure)) throw error;
  const { code, message, body } = error;
  return { code, message: Object.values(body.fields ?? {})[0] ?? message, reference: body.reference };
}

/** A fragment such as #p-2 is the page's own affair. */
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** `#p-…`, or `?terrasse-post=…` where the page keeps its fragment for itself. */
export function addressed(): string | null {
  const named = [location.hash.replace('#p-', ''), new URLSearchParams(location.search).get('terrasse-post') ?? ''];
  return named.find((id) => ID.test(id)) ?? null;
}

/** Something was written or signed here before: only then is there anything to fetch for it. A reader leaves nothing. */
function remembers(): boolean {
  if (location.hash.startsWith('#terrasse-code=')) return true;
  try {
    return Object.keys(localStorage).some((key) => key.startsWith('terrasse:'));
  } catch {
    return false;
  }
}
