// A mediation, as its mediator reads it; of others' that it is there. Types only.
import type { PersonWire } from '../cases/wire.ts';

export type MediationState = 'proposed' | 'open' | 'agreed' | 'closed' | 'withdrawn';
/** Why it ended without an agreement. */
export type MediationEnd = 'declined' | 'left' | 'silent' | 'banned' | 'mediator';
export type Seat = 'mediator' | 'first' | 'second';
/** `taken_over`: by somebody else of the newsroom, `text` says why. */
export type MediationWordKind = 'word' | 'proposal' | 'taken_over';
/** Of a proposal: another took its place, or somebody said no. */
export type ProposalState = 'open' | 'agreed' | 'declined' | 'replaced';

/** `mediator`: null where nobody mediates any more. Of others' nothing else is told: `mine` false, `subject` and `parties` null. */
export type MediationRow = {
  id: string;
  version: number;
  state: MediationState;
  why: MediationEnd | null;
  mediator: PersonWire | null;
  mine: boolean;
  unread: boolean;
  subject: string | null;
  parties: PersonWire[] | null;
  dueAt: string;
  at: string;
  endedAt: string | null;
};

/** GET /api/v1/mediations: one's own, the latest first; for who may take over, all. `takesOver`: they may. */
export type MediationsWire = { mediations: MediationRow[]; takesOver: boolean };

export type MediationWordWire = {
  id: string;
  kind: MediationWordKind;
  by: PersonWire;
  /** null: they sit there no more. */
  seat: Seat | null;
  text: string;
  at: string;
  /** Of a proposal. */
  proposal: {
    state: ProposalState;
    /** The exact words that a party publishes, and whose they are. */
    publishes: { words: string; by: string; url: string | null } | null;
    answers: { by: string; agreed: boolean; at: string }[];
  } | null;
};

/** GET /api/v1/mediations/:id; what changes one answers with it too. */
export type MediationWire = MediationRow & {
  /** Whose member left is not there. */
  seats: { seat: Exclude<Seat, 'mediator'>; member: PersonWire; accepted: boolean; silenced: 'banned' | 'suspended' | null }[];
  about: { post: string; url: string; excerpt: string | null } | null;
  case: { id: string; number: number } | null;
  words: MediationWordWire[];
};
