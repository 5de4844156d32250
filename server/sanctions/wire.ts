// What the API sends of what is asked or refused of members. Types only.
import type { MeasureInput, MeasureKind } from '../cases/wire.ts';
import type { Ladder } from '../sites/wire.ts';

/** In `error.details.restricted` of `banned`, `suspended`, `warning_unread`; in a thread's viewer. `id`: of the statement. */
export type RestrictedWire = {
  id: string;
  kind: MeasureKind;
  until: string | null;
  /** Of `slow`: between two posts. */
  seconds: number | null;
  note: string;
  rule: { number: number; title: string } | null;
};

/** POST /api/v1/members/:id/measures -> 201: what was decided, and until when it can be undone (POST /decisions/:id/undo). */
export type MeasuresInput = { rule?: number; legalGround?: string; note: string; measures: MeasureInput[] };
export type MeasuresAnswer = { decision: string; tellAt: string };

/**
 * POST /api/v1/members/:id/removals -> 202: all their posts. `name`: theirs, typed. GET of the member tells what is left.
 * POST /api/v1/removals/:id/restoration {reason} -> 202: gives them all back; `id` is its decision, the reason is told to the member.
 */
export type RemovalInput = { rule?: number; legalGround?: string; note?: string; name: string };
export type RemovalAnswer = { decision: string; total: number };

/**
 * How far the removal of all their posts has come: how many it took, how many it has yet to take. `restored`: it was
 * taken back then; how many it has yet to give back.
 */
export type RemovalWire = { id: string; at: string; done: number; left: number; restored: { at: string; left: number } | null };

/** GET|PUT /api/v1/ladder. PUT names the settings' version it edits: 409 `taken` when somebody saved meanwhile. */
export type LadderWire = { version: number; ladder: Ladder };
