// What every protocol of sign-on by redirect has in common.
import type { Deps } from '../deps.ts';
import type { Attempt } from './attempt.ts';
import type { Provider } from './queries.ts';
import type { Told } from './told.ts';
import type { DoorReason } from './wire.ts';

export type Door = {
  /** Whether it can be told to have somebody prove anew who they are. */
  proves: boolean;
  /** Where the browser is sent. */
  ask(deps: Deps, provider: Provider, question: Question): Promise<URL>;
  /** Which attempt an answer is to; read before it is spent. */
  stateOf(deps: Deps, provider: Provider, answer: URLSearchParams): string;
  hear(deps: Deps, provider: Provider, answer: Question & { answer: URLSearchParams }): Promise<Heard>;
};

/** `back`: where the provider sends the browser, as it is registered there. */
export type Question = { state: string; attempt: Attempt; back: string };

export type Heard = {
  told: Told;
  /** Whose names the subjects are. */
  issuer: string;
  /** What the provider calls this session, where it says so. */
  session: string | null;
  /** Whether it asked for a second factor (`amr` of RFC 8176). */
  strong: boolean;
  /** When they last proved there who they are; null where it does not say: whoever it still knew may just have been let by. */
  authenticatedAt: Date | null;
};

/** The log has the error behind it. */
export class DoorClosed extends Error {
  readonly reason: DoorReason;

  constructor(reason: DoorReason, cause?: unknown) {
    super(`sign-on: ${reason}`, { cause });
    this.reason = reason;
  }
}
