// What the API sends of how members are engaged (docs/decisions/079). Types only: the desk imports them.

/** What counts, each once a day; never how much somebody writes. */
export type Deed = 'heard' | 'kept' | 'answered' | 'chosen' | 'thanked' | 'idea' | 'came' | 'report';
/** 1 is the first. */
export type Level = 1 | 2 | 3 | 4;
/** `weights`: 0 to 20. `thresholds`: the gravity from which each level after the first begins. */
export type Formula = { weights: Record<Deed, number>; thresholds: [number, number, number] };

/** Of those who count here: `near` the next level, `risk`: nothing that counts for a month. */
export type EngagedRow = { id: string; name: string; level: Level; gravity: number; missing: number | null; lastOn: string | null };
/** GET /api/v1/engagement; PUT …/formula answers with it too: 409 `taken` where somebody changed it since. `countedFor`: the day it was counted for; null until then. */
export type EngagementWire = {
  version: number;
  formula: Formula;
  countedFor: string | null;
  /** Members at each level, from the first. */
  levels: [number, number, number, number];
  near: EngagedRow[];
  risk: EngagedRow[];
};
export type FormulaInput = { version: number; formula: Formula };

/** Of one member, for the team; null where nothing is counted of them. `objects`: they said not to. */
export type EngagementOf = {
  level: Level;
  love: number;
  reach: number;
  gravity: number;
  /** To the next level; null at the top. */
  missing: number | null;
  objects: boolean;
  /** The latest first. */
  history: { on: string; from: Level; to: Level }[];
};
