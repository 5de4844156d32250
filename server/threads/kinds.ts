import type { Kind, Sort, ThreadState } from './wire.ts';

export type KindRules = {
  /** Who opens one; `comment`: whoever writes the first comment under an article. `members`: as the space says. */
  opens: 'comment' | 'members' | 'staff';
  /** The order it is read in where nobody asked for another. */
  sort: Sort;
  /** What it goes through, the first one from the beginning; none where nothing is awaited. */
  states: readonly ThreadState[];
  /** Whether one answer is kept as the one that helped. */
  keeps: boolean;
  /** Who answers a root: all who may write, or only who is invited to and the newsroom. */
  answers: 'all' | 'invited';
  /** What readers vote for: the roots that they want to see answered, or what it opens with. */
  votes: 'roots' | 'opening' | null;
  /** `article`: with its article. `hand`: by staff or a timer. `dates`: when answering ends. */
  closes: 'article' | 'hand' | 'dates';
  /** While it is open it is read from its end, in this order alone; it has hosts, and its followers are told of its opening alone. */
  flows?: true;
  /** It goes into no other thread: what people said of coming, its calendars and reminders, what was promised of their answers, would lead nowhere. */
  stays?: true;
};

/** All that a kind decides (docs/decisions/040-forum.md). Nothing else asks which kind a thread is of. */
export const kinds: Record<Kind, KindRules> = {
  article: { opens: 'comment', sort: 'newest', states: [], keeps: false, answers: 'all', votes: null, closes: 'article' },
  discussion: { opens: 'members', sort: 'oldest', states: [], keeps: false, answers: 'all', votes: null, closes: 'hand' },
  question: { opens: 'members', sort: 'oldest', states: ['open', 'answered'], keeps: true, answers: 'all', votes: null, closes: 'hand' },
  expert: {
    opens: 'staff',
    sort: 'votes',
    states: ['gathering', 'answering', 'answered'],
    keeps: false,
    answers: 'invited',
    votes: 'roots',
    closes: 'dates',
  },
  event: { opens: 'staff', sort: 'oldest', states: [], keeps: false, answers: 'all', votes: null, closes: 'hand', stays: true },
  idea: {
    opens: 'members',
    sort: 'oldest',
    states: ['open', 'planned', 'started', 'done', 'declined', 'duplicate'],
    keeps: false,
    answers: 'all',
    votes: 'opening',
    closes: 'hand',
  },
  poll: { opens: 'members', sort: 'oldest', states: [], keeps: false, answers: 'all', votes: null, closes: 'hand' },
  live: { opens: 'staff', sort: 'flat', states: [], keeps: false, answers: 'all', votes: null, closes: 'hand', flows: true },
  gallery: { opens: 'staff', sort: 'newest', states: [], keeps: false, answers: 'all', votes: null, closes: 'hand' },
  testimony: { opens: 'staff', sort: 'oldest', states: [], keeps: false, answers: 'all', votes: null, closes: 'hand', stays: true },
};

/** Those that somebody opens by a form, in its order. */
export const OPENED = (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind].opens !== 'comment');
