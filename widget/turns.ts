// A thread that is taken over branch by branch, so that no task is felt (docs/decisions/104).
import { Component, h, options } from 'preact';
import type { Conversation } from './conversation.ts';
import { Item } from './thread/Item.tsx';
import type { Parts } from './thread/scene.ts';

type TurnProps = Parameters<typeof Item>[0];

/** What a branch throws that is not to be touched yet: Preact then leaves its nodes as they are. */
const WAITS = new Promise(() => {});

/** As Preact's own renderers name them, in its bundle and in theirs: the hook of what is thrown; a component's node, and which drawing made it. */
type Inner = { __e: (error: unknown, ...more: unknown[]) => void; __v: { __v: number } };
const inner = options as unknown as Inner;
const fail = inner.__e;
inner.__e = (error, ...more) => {
  if (error !== WAITS) fail(error, ...more);
};
/** What is asked for is drawn at once. */
options.debounceRendering = (draw) => draw();

/** Calls `hydrate`, which leaves the branches to their turns; each is then drawn as it stands, and as it is by now. */
export function hydrateInTurns(talk: Conversation, hydrate: () => void) {
  let taking = true;
  class Turn extends Component<TurnProps> {
    /** What the nodes in the page were drawn by, until they are taken over. */
    stood: TurnProps | null = null;
    waits = taking;
    constructor(props: TurnProps) {
      super(props);
      if (!taking) return;
      this.stood = props;
      talk.turns.push(() => {
        this.waits = false;
        this.forceUpdate();
        this.stood = null;
        this.forceUpdate();
        // Of no drawing since it waited, it would stay where it stands when the next puts it elsewhere.
        (this as unknown as Inner).__v.__v = -1;
      });
    }
    override render(props: TurnProps) {
      if (this.waits) throw WAITS;
      return h(Item, this.stood ?? props);
    }
  }
  talk.parts = { ...talk.parts, Turn: Turn as unknown as Parts['Turn'] };
  hydrate();
  taking = false;
  const { mount } = talk.frame;
  // What is pressed is there first.
  mount.addEventListener('click', talk.settle, { capture: true, signal: talk.signal });
  void talk.takeTurns();
}
