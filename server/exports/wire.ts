// What the API sends of lists taken along. Types only: the desk imports them.
import type { Role } from '../threads/wire.ts';

/** `from`, `until`: the first and the last day, YYYY-MM-DD on the site's calendar. `role`: null for everybody. */
export type ExportInput =
  | { list: 'segment'; segment: string }
  | { list: 'members'; role: Role | 'staff' | null }
  | { list: 'decisions' | 'posts'; from: string; until: string };

export type ExportFailure = 'gone' | 'too_long' | 'broken';

/** `name`: of the segment, empty otherwise. `rows`: once it is ready. `until`: when it goes. */
export type ExportWire = {
  id: string;
  input: ExportInput;
  name: string;
  state: 'waiting' | 'running' | 'ready' | 'failed';
  failure: ExportFailure | null;
  /** 0 to 100. */
  progress: number;
  rows: number | null;
  at: string;
  until: string;
};

/**
 * GET /api/v1/exports: one's own, the latest first. POST /api/v1/exports ExportInput -> 202, the same; 404 for a segment that is not
 * there, 429 `too_fast` where too many are kept. DELETE /api/v1/exports/:id -> 204: cancelled, or forgotten. GET …/:id/list.csv: the file.
 */
export type ExportsWire = { exports: ExportWire[] };
