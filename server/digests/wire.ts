// Letters of the newsroom's. Types only.
import type { SampleLetter } from '../mail/wire.ts';

/** Who follows a section of the newspaper, by its name, or a space, by its slug; who is in a segment, by its id. */
export type Audience = { kind: 'section' | 'space' | 'segment'; target: string };

/** What an item of the kind `digest` has of its own. `threads`: by their ids or addresses. `best`: of its place, since its last letter. */
export type DigestDetails = { to: Audience; threads: string[]; best: boolean };

/** What became of one. `refused`: a mail server will not have it. `waiting`: in somebody's quiet hours, or still to be written. */
export type DigestFigures = {
  wanted: number;
  sent: number;
  waiting: number;
  refused: number;
  stopped: number;
  calledOff: boolean;
  /** What its links brought. */
  visits: number;
  posts: number;
  follows: number;
};

/** GET /api/v1/letters: the latest that left, first. */
export type DigestsWire = { letters: DigestRow[] };
export type DigestRow = { item: string; title: string; to: string; at: string; figures: DigestFigures };

/** POST /api/v1/letters/previews { title, source, details }: as it would be read now. `wanted`: by how many of `among`. */
export type DigestPreview = { fr: SampleLetter; en: SampleLetter; wanted: number; among: number };
