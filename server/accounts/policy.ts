import type { Site } from '../sites/queries.ts';
import type { Account, Session } from './sessions.ts';

type Given = Pick<Session, 'strongAt'>;

/** Nothing is public from an address that nobody has proved to hold; for whoever came without one, their provider vouches. */
export const isProved = ({ email, emailConfirmedAt }: Pick<Account, 'email' | 'emailConfirmedAt'>) =>
  email === null || emailConfirmedAt !== null;

/** A site may ask more of its staff than a password: its desk stays closed to a session without a second factor. */
export const lacksSecondFactor = ({ settings }: Pick<Site, 'settings'>, { strongAt }: Given) =>
  settings.secondFactorForStaff === true && strongAt === null;

/** How long a second factor is proof enough to change the factors themselves: a session left open is not. */
const PROOF_MS = 15 * 60_000;

/** Whoever has none yet may make the first; after that, it takes one to change any. */
export const mayChangeFactors = (has: boolean, { strongAt }: Given, now: Date) =>
  !has || (strongAt !== null && now.getTime() - strongAt.getTime() < PROOF_MS);
