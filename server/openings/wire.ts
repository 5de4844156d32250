// What the API sends of openings that are tried. Types only: the desk imports them.

/** POST /api/v1/openings. `thread`: its address or id. */
export type OpeningInput = { thread: string; source: string };
/**
 * Members who wrote while it was tried, and their posts. `shown`: members who were shown it, about (docs/decisions/083); null where that
 * was not counted. `share`: between which shares of them (0 to 1) those who wrote lie, 95 times of 100; null where they are too few.
 */
export type HalfWire = { shown: number | null; writers: number; posts: number; share: { low: number; high: number } | null };
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
