// What the API sends of lists taken along. Types only: the desk imports them.
import type { TestimonyState } from '../testimonies/wire.ts';
import type { Role } from '../threads/wire.ts';

/** What the desk asks for. `from`, `until`: the first and the last day, YYYY-MM-DD on the site's calendar. `role`: null for everybody. */
export type DeskExportInput =
  | { list: 'segment'; segment: string }
  | { list: 'members'; role: Role | 'staff' | null }
  | { list: 'decisions' | 'posts'; from: string; until: string };
/** The answers to a call, which its own page asks for. `state`: null for all; `mine`: given to whoever asks. */
export type TestimoniesExport = { list: 'testimonies'; call: string; as: 'csv' | 'json'; state: TestimonyState | null; mine: boolean };
export type ExportInput = DeskExportInput | TestimoniesExport;

export type ExportFailure = 'gone' | 'too_long' | 'broken';

/** `name`: of the segment or the call, empty otherwise. `rows`: once it is ready. `until`: when it goes. */
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
 * GET /api/v1/exports: one's own, the latest first. POST /api/v1/exports DeskExportInput -> 202, the same; 404 for a segment that is not
 * there, 429 `too_fast` where too many are kept. DELETE /api/v1/exports/:id -> 204: cancelled, or forgotten. GET …/:id/list.csv: the file.
 */
export type ExportsWire = { exports: ExportWire[] };
