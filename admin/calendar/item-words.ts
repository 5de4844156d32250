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

export const wordOf = ({ state, problem, held }: Pick<ItemRow, 'state' | 'problem' | 'held'>): WordKey =>
  problem ? 'calendar.not_opened' : held ? 'calendar.held' : `calendar.state.${state}`;

export const kindWord = (kind: PlannedKind): WordKey => `calendar.kind.${kind}`;
