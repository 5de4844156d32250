// What the newsroom is sent of its whispers. Types only.
import type { PersonWire } from '../cases/wire.ts';

/** `about`: a post of the thread, by who wrote it; null where it is about all of it. `mine`: theirs to take back. */
export type WhisperWire = {
  id: string;
  by: PersonWire;
  text: string;
  at: string;
  about: { post: string; name: string; url: string } | null;
  mine: boolean;
};

/** GET /api/v1/threads/:id/whispers, the first first; POST answers with it too. */
export type WhispersWire = { whispers: WhisperWire[] };
