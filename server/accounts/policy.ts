import type { Site } from '../sites/queries.ts';
import type { Account, Session } from './sessions.ts';

type Given = Pick<Session, 'strongAt'>;
type Proofs = Pick<Session, 'strongAt' | 'provedAt'>;

/** Nothing is public from an address that nobody has proved to hold; for whoever came without one, their provider vouches. */
export const isProved = ({ email, emailConfirmedAt }: Pick<Account, 'email' | 'emailConfirmedAt'>) =>
  email === null || emailConfirmedAt !== null;

/** A site may ask more of its staff than a password: its desk stays closed to a session without a second factor. */
export const lacksSecondFactor = ({ settings }: Pick<Site, 'settings'>, { strongAt }: Given) =>
  settings.secondFactorForStaff === true && strongAt === null;

/** How long a proof is one: a session left open on somebody's desk is none. */
export const PROOF_MS = 10 * 60_000;

/** For what can't be undone, or takes everything along. */
export const isLatelyProved = ({ provedAt }: Pick<Proofs, 'provedAt'>, now: Date) => isFresh(provedAt, now);

/** Whoever has none yet proves who they are to make the first; after that, it takes one to change any. */
export const mayChangeFactors = (has: boolean, proofs: Proofs, now: Date) =>
  isLatelyProved(proofs, now) && (!has || isFresh(proofs.strongAt, now));

const isFresh = (at: Date | null, now: Date) => at !== null && now.getTime() - at.getTime() < PROOF_MS;
