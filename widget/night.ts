// What it takes to follow a live night.
import type { ChangeWire } from '#server/threads/wire.ts';
import type { Conversation } from './conversation.ts';
import { flows, follow } from './flow.ts';
import type { ThreadState } from './store.ts';
import { rareWords } from './thread/context.ts';
import { LiveThread } from './thread/LiveThread.tsx';
import { keepStanding } from './thread/standing.tsx';

/** Milliseconds between two words on how much came: who listens has the time to read. */
const TELL = 20_000;

export type Night = ReturnType<typeof openNight>;

export function openNight(talk: Conversation) {
  const { root } = talk.frame;
  let came = 0;
  let telling: ReturnType<typeof setTimeout> | undefined;

  const goesOn = () => flows(talk.state!, talk.view);

  /** What changed is drawn once, and the end followed. Nothing moves under a hand that writes there, or has a menu open. */
  function show(next: ThreadState) {
    const away = talk.view.away || root.querySelector('.reel :is(.composer, .menu[open])') !== null;
    const view = { ...talk.view, away };
    talk.set({ state: goesOn() ? follow(next, view) : next, view });
  }

  function away(is: boolean) {
    talk.look({ away: is });
    if (!is) show(talk.state!);
  }

  return {
    parts: { Whole: LiveThread, stand: keepStanding() },
    goesOn,
    show,
    away,
    toEnd() {
      away(false);
      root.querySelector('.reel')?.scrollTo({ top: 0 });
    },
    /** How many came is said to whoever hears the page: now and then, not at each. */
    heard(changes: ChangeWire[]) {
      const mine = talk.state!.viewer?.id;
      came += changes.filter(({ kind, post }) => kind === 'post.published' && post?.author?.id !== mine).length;
      if (came === 0 || !goesOn()) return;
      telling ??= setTimeout(() => {
        telling = undefined;
        talk.look({ said: rareWords({ t: talk.t! })('live.came', { n: came }) });
        came = 0;
      }, TELL);
    },
  };
}
