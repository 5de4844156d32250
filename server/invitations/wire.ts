// What the desk sends and takes of invitations. Types only.
import type { Role } from '../threads/wire.ts';

export type InvitationWire = {
  id: string;
  /** `link`: passed on, by anybody, until it ends or is used up. */
  kind: 'mail' | 'link' | 'expert';
  role: Role;
  state: 'sent' | 'accepted' | 'declined' | 'proposed' | 'revoked';
  /** Its end has come, or its last place is taken. */
  over: boolean;
  /** The inviter's name. */
  by: string;
  /** Where it was sent; null for a link, and for somebody known here already: their address is theirs. */
  email: string | null;
  message: string;
  /** An expert's. */
  person: InvitedPerson | null;
  threads: { id: string; title: string; url: string }[];
  startsAt: string | null;
  endsAt: string | null;
  /** null without bound. */
  quota: number | null;
  uses: number;
  /** When a link of theirs was first used. */
  cameAt: string | null;
  answeredAt: string | null;
  /** The date they propose, or the word with which they decline. */
  words: string | null;
  /** How many posts they published there as an expert. */
  answers: number;
  createdAt: string;
};

export type InvitedPerson = { id: string; name: string; title: string; affiliation: string; interests: string };

/** GET /api/v1/invitations?cursor=: the latest first. `roles`: what whoever asks may invite others to be, by mail and by link. */
export type InvitationsPage = { invitations: InvitationWire[]; next: string | null; roles: { mail: Role[]; link: Role[] } };

/**
 * GET /api/v1/invitations/:id, and what PUT (a picture as the body) and DELETE …/photo answer. `answered`: by an expert, the
 * latest first; `givesPhoto`: theirs is for whoever invites to choose.
 */
export type InvitationDetail = InvitationWire & {
  answered: { url: string; at: string; text: string; question: string | null }[];
  photo: string | null;
  givesPhoto: boolean;
};

/** GET /api/v1/invitations/people?q=: whom to pick as an expert. */
export type PeopleWire = { people: (InvitedPerson & { role: Role })[] };

/** POST /api/v1/invitations → { invitation, link }: `link` is told this once, for one that is passed on; else null. */
export type InvitationInput =
  | { kind: 'mail'; email: string; role: Role; message: string; locale: 'fr' | 'en' }
  | { kind: 'link'; role: Role; quota: number; endsAt: string }
  | ({
      kind: 'expert';
      /** Somebody known here; else a new person, with a name and an address. */
      member?: string | undefined;
      name?: string | undefined;
      email?: string | undefined;
      /** Threads by their id, and articles that nobody has commented on yet by the publisher's. */
      threads: string[];
      articles: string[];
      message: string;
      locale: 'fr' | 'en';
      startsAt: string;
      endsAt: string;
    } & Omit<InvitedPerson, 'id' | 'name'>);
export type InvitationAnswer = { invitation: InvitationWire; link: string | null };

/** PUT /api/v1/invitations/:id/dates: others, told to the expert by mail. */
export type DatesInput = { startsAt: string; endsAt: string };
