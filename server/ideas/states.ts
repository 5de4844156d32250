import type { Thread } from '../threads/queries.ts';
import type { IdeaState } from './wire.ts';

/**
 * Where the newsroom takes an idea from where it is, always with a public word. `duplicate` is no turn: it comes of merging
 * (merge-ideas.ts), and nothing leads out of it.
 */
const TURNS: Record<IdeaState, readonly IdeaState[]> = {
  open: ['planned', 'started', 'done', 'declined'],
  planned: ['started', 'done', 'declined', 'open'],
  started: ['done', 'declined', 'planned'],
  done: ['started'],
  declined: ['open', 'planned'],
  duplicate: [],
};

/** In the order of a list. What went into another idea is not listed: its address leads there. */
export const LISTED = ['open', 'planned', 'started', 'done', 'declined'] as const satisfies IdeaState[];

export type ListedState = (typeof LISTED)[number];

export const turnsOf = ({ kind, state }: Pick<Thread, 'kind' | 'state'>): readonly IdeaState[] =>
  kind === 'idea' ? (TURNS[state as IdeaState] ?? []) : [];

/** Decided: what readers want of it is known, and kept. */
export const isSettled = ({ state }: Pick<Thread, 'state'>) => state === 'done' || state === 'declined' || state === 'duplicate';
