// What the API sends and takes of guests: who writes in an embed without an account. Types only.
import type { SessionWire } from '../wire.ts';

/** POST /api/v1/guests -> 204; a link leaves for the address. 422 where the name passes for somebody else's. */
export type GuestInput = {
  site: string;
  article?: string;
  thread?: string;
  name: string;
  email: string;
  charter: number;
  challenge: string;
};

/** POST /api/v1/session/guest {verifier}; null until the link was followed. Sets the embed's cookie, once. */
export type GuestSession = { session: SessionWire | null };
