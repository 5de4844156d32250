import type { VNode } from 'preact';
import type { Sort, ThreadPage } from '#server/threads/wire.ts';
import { createApi, type Api } from './api.ts';
import { build, h } from './drawing.ts';
import { langOf, loadWords } from './locale.ts';
import { later, once } from './once.ts';
import type { TerrasseDetails } from './package/index.d.ts';
import type { Reading } from './reading.ts';
import { openState, type ThreadState } from './store.ts';
import type { Lang, Translate } from './thread/context.ts';
import { sayFull, sayTime } from './thread/dates.ts';
import type { Rendered } from './thread/render.tsx';
import type { Parts, Scene } from './thread/scene.ts';
import { Thread } from './thread/Thread.tsx';
import { restingView, type Actions, type View } from './thread/view.ts';

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
  /** What the server drew here already, until it is taken over (take-over.ts): before that nothing is drawn anew. */
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
  problem: unknown;
  /** Aborted when it closes. */
  signal: AbortSignal;
  /** Draws what has changed, at once: what follows may look for it in the page. */
  set(changes: Partial<Pick<Conversation, 'state' | 'view' | 'parts' | 'problem'>>): void;
  look(changes: Partial<View>): void;
  /** Puts a drawing into the page: over what stands there, once the part for it is (redrawing.ts). */
  paint(drawing: VNode | null): void;
  /** Aborted when it is. */
  handedOver: AbortController;
  /** What is still to be drawn, one in a task (docs/decisions/104). */
  turns: (() => void)[];
  takeTurns(): Promise<void>;
  /** All of it now. */
  settle(): void;
  /** Before the first drawing: a browser's own words for numbers and dates take long to come, the first time. */
  warm(): Promise<void>;
  /** What is to be seen now. */
  drawing(): VNode | null;
  /** To the page around it: events rise from the element. */
  tell<Name extends Told>(name: Name, detail: Omit<TerrasseDetails[`terrasse:${Name}`], 'article'>): void;
  /** Afresh, or once more where it could not be read. */
  reload(): void;
  /** Resolves to whether it is there. */
  show(post: string): Promise<boolean>;
  sceneAt(time: Pick<Scene['context'], 'now' | 'timeZone'>): Scene;
  /** What to ask for. */
  query(): Record<string, string | null>;
  /** From the beginning, as after a failure. */
  start(): Promise<void>;
  close(): void;
};

type Told = keyof TerrasseDetails extends `terrasse:${infer Name}` ? Name : never;

/** Reads a thread and draws it. All that comes after the first drawing is in reading.ts, fetched by then. */
export function openConversation(frame: Frame): Conversation {
  const { mount } = frame;
  const stopped = new AbortController();
  const handedOver = new AbortController();

  const read = once(async () => (await import('./reading.ts')).openReading(self));
  const on = later({}, read, (name) => unaided(self, name));
  /** To ask what a moment is called takes longer than to draw it. */
  const called: Record<string, string> = {};

  const self: Conversation = {
    frame,
    api: createApi(frame.origin),
    state: null,
    view: { ...restingView, here: addressed() ?? frame.rendered?.here ?? null },
    parts: {},
    t: null,
    lang: frame.rendered?.lang ?? frame.lang ?? 'fr',
    problem: null,
    signal: stopped.signal,
    handedOver,
    set(changes) {
      Object.assign(self, changes);
      draw();
    },
    turns: [],
    async takeTurns() {
      while (self.turns.length > 0) {
        // A page in the background is given no time to rest in.
        if (!document.hidden) await idle(FRAMES);
        self.turns.shift()?.();
      }
    },
    async warm() {
      const { t, lang } = self;
      const clock = { t: t!, lang, now: 0, timeZone: frame.rendered?.timeZone };
      for (const say of [() => t!('title', { n: 2 }), sayTime, sayFull]) {
        say(new Date().toISOString(), clock);
        await idle(FRAMES);
      }
    },
    settle: () => self.turns.splice(0).forEach((turn) => turn()),
    paint(drawing) {
      self.turns.length = 0;
      mount.replaceChildren(...build(drawing, handedOver.signal, self.turns));
    },
    drawing() {
      const { problem, state, parts } = self;
      // Where not even the words of a failure came, the page's own link stands.
      if (problem) return parts.Failure ? h(parts.Failure, {}) : h('slot', {});
      return state && h(parts.Whole ?? Thread, { scene: self.sceneAt({ now: Date.now() }) });
    },
    look: (changes) => self.set({ view: { ...self.view, ...changes } }),
    sceneAt: (time) => ({
      state: self.state!,
      view: self.view,
      context: { t: self.t!, lang: self.lang, home: self.state!.site.url, keep: (name, make) => (called[name] ??= make()), ...time },
      on,
      parts: self.parts,
    }),
    query: () => ({ site: frame.site, article: frame.article, thread: frame.thread, sort: self.state?.sort ?? frame.sort }),
    tell: (name, detail) =>
      void frame.root.host.dispatchEvent(
        new CustomEvent(`terrasse:${name}`, { bubbles: true, composed: true, detail: { article: frame.article, ...detail } }),
      ),
    reload: () => void (self.state ? on.sort(self.state.sort) : start()),
    async show(post) {
      let shown = false;
      await opened;
      await withRest(async (ready) => (shown = await ready.show(post)));
      return shown;
    },
    start,
    close() {
      stopped.abort();
      self.paint(null);
    },
  };

  let counted: number | undefined;
  function draw() {
    if (stopped.signal.aborted || frame.rendered) return;
    self.paint(self.drawing());
    const count = self.state?.thread.count;
    if (count !== undefined && count !== counted) self.tell('count', { count: (counted = count) });
  }

  async function start() {
    self.problem = null;
    draw();
    if (!frame.rendered) await readThread();
    else {
      await idle();
      await withRest((ready) => ready.takeOver());
    }
    await self.takeTurns();
    await idle();
    // What could not be taken over stays as the server drew it, its forms with it.
    if (!frame.rendered) await withRest((ready) => ready.begin());
  }

  async function readThread() {
    if (remembers()) await withRest((ready) => ready.restore());
    try {
      const [page] = await Promise.all([
        self.api.get<ThreadPage>('thread', { ...self.query(), around: self.view.here }),
        frame.lang && speak(frame.lang),
      ]);
      await speak(frame.lang ?? page.site.locale);
      await self.warm();
      self.state = openState(page);
      if (page.viewer || read.begun()) await withRest((ready) => ready.know(page));
    } catch (error) {
      self.lang = frame.lang ?? langOf(navigator.language) ?? 'fr';
      self.problem = error;
    }
    await frame.dressed.catch(() => {});
    draw();
  }

  /** A thread can be read without it, and without what it takes; one that was left meanwhile wants nothing more. */
  const withRest = async (work: (ready: Reading) => unknown) => {
    const ready = stopped.signal.aborted ? null : await read().catch(() => null);
    if (ready && !stopped.signal.aborted) await (async () => work(ready))().catch(() => {});
  };

  async function speak(lang: Lang) {
    self.lang = lang;
    self.t ??= await loadWords(lang);
  }

  const opened = start();
  return self;
}

/** What it takes did not come. What was written goes by the form itself, to a page of ours. */
export function unaided({ frame, handedOver, look, signal, t }: Conversation, name: keyof Actions) {
  if (signal.aborted) return;
  if (name === 'submit') frame.root.querySelector<HTMLFormElement>('.composer')?.submit();
  else if (name === 'wake') return;
  else if (handedOver.signal.aborted) look({ said: t!('failed.internal') });
  // Drawn anew without that part, what is being typed would go.
  else frame.mount.querySelector('[role=status]')!.textContent = t!('failed.internal');
}

/** Milliseconds after which the rest comes also to a page that never rests. */
const LATEST = 1000;

/** As long, for what the eye may come to. */
const FRAMES = 50;

/** The page's own work goes first. Safari cannot be asked. */
const idle = (timeout = LATEST) =>
  new Promise<unknown>((go) => ('requestIdleCallback' in window ? requestIdleCallback(go, { timeout }) : setTimeout(go, timeout / 5)));

/** A fragment such as #p-2 is the page's own affair. */
const ID = /^[\da-f-]{36}$/;

/** `#p-…`, or `?terrasse-post=…` where the page keeps its fragment for itself. */
export function addressed(): string | null {
  const named = [location.hash.replace('#p-', ''), new URLSearchParams(location.search).get('terrasse-post') ?? ''];
  return named.find((id) => ID.test(id)) ?? null;
}

/** Something was written or signed here before: only then is there anything to fetch for it. A reader leaves nothing. */
export function remembers(): boolean {
  if (location.hash.startsWith('#terrasse-code=')) return true;
  try {
    return Object.keys(localStorage).some((key) => key.startsWith('terrasse:'));
  } catch {
    return false;
  }
}
