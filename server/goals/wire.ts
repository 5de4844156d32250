// What the API sends of goals. Types only: the desk imports them.

export type GoalKind = 'contributions' | 'voices' | 'answered';

/** POST /api/v1/goals. `of`: a conversation by its address or id, or a campaign. `target`: in percent for `answered`, of threads alone. `until`: YYYY-MM-DD. */
export type GoalInput = { of: { thread: string } | { campaign: string }; kind: GoalKind; target: number; until: string | null };

/** `n`: of how many, for a share. `ended`: reached, or its last day is over. */
export type GoalWire = {
  id: string;
  kind: GoalKind;
  target: number;
  until: string | null;
  name: string | null;
  url: string;
  value: number;
  n: number | null;
  reached: boolean;
  ended: boolean;
};
/** GET /api/v1/goals: the newest first. */
export type GoalsWire = { goals: GoalWire[]; campaigns: { id: string; name: string }[] };
