import type { Settings } from '../sites/wire.ts';
import type { InboxLane, InboxPromises } from './wire.ts';

export const LANES = ['question', 'newsroom', 'correction', 'message', 'idea'] as const satisfies InboxLane[];

/** A question a day, as readers expect of a newspaper; an error before the next edition; an idea takes a meeting. */
const PROMISES: InboxPromises = { question: 24, newsroom: 48, correction: 24, message: 72, idea: 336 };
const HOUR_MS = 3_600_000;

export const promisesOf = ({ promises }: Pick<Settings, 'promises'>): InboxPromises => ({ ...PROMISES, ...promises });

export function dueAt(settings: Pick<Settings, 'promises'>, lane: InboxLane, from: Date): Date | null {
  const hours = promisesOf(settings)[lane];
  return hours === null ? null : new Date(from.getTime() + hours * HOUR_MS);
}
