// What the desk is sent of questions passed on to journalists. Types only.
import type { PersonWire } from '../cases/wire.ts';

/** `waiting`: for the journalist to confirm what they wrote. `declined` by them; `ended` by the newsroom. */
export type RelayState = 'asked' | 'waiting' | 'answered' | 'declined' | 'ended';

/** The latest of an item, while it runs. `said`: what waits for their confirmation. `dueAt`: past which they are late, and reminded once. */
export type RelayWire = {
  to: PersonWire;
  state: Exclude<RelayState, 'answered'>;
  at: string;
  said: string | null;
  dueAt: string | null;
  remindedAt: string | null;
};
