// What the API sends of openings that are tried. Types only: the desk imports them.

/** POST /api/v1/openings. `thread`: its address or id. */
export type OpeningInput = { thread: string; source: string };
/** Members who wrote while it was tried, and their posts. */
export type HalfWire = { writers: number; posts: number };
export type OpeningWire = {
  id: string;
  title: string | null;
  url: string;
  source: string;
  startedAt: string;
  endedAt: string | null;
  first: HalfWire;
  second: HalfWire;
};
/** GET /api/v1/openings, PUT /api/v1/openings/:id/end: the newest first. */
export type OpeningsWire = { openings: OpeningWire[] };
