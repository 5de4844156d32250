import type { ItemRow, ItemState, PlannedKind } from '#server/planning/wire.ts';
import type { WordKey } from '../words.tsx';

/** By the shapes of every state of the desk: dotted not begun, ring agreed, half under way, full in force, square finished. */
export const SHAPES = {
  draft: 'dash',
  review: 'warn',
  approved: 'ring',
  scheduled: 'half',
  published: 'full',
  reviewed: 'done',
} as const satisfies Record<ItemState, string>;

export const shapeOf = ({ state, problem }: Pick<ItemRow, 'state' | 'problem'>) => (problem ? 'bad' : SHAPES[state]);

export const wordOf = ({ kind, state, problem, held }: Pick<ItemRow, 'kind' | 'state' | 'problem' | 'held'>): WordKey => {
  if (problem) return kind === 'digest' ? 'calendar.letter.not_left' : 'calendar.not_opened';
  if (held) return 'calendar.held';
  return kind === 'digest' && state === 'published' ? 'calendar.letter.left' : `calendar.state.${state}`;
};

export const kindWord = (kind: PlannedKind): WordKey => `calendar.kind.${kind}`;
