// A decided text read again by somebody else, who does not know what was decided. Types only.

/** GET /api/v1/second-readings: the oldest that waits for whoever asks; nobody reads their own decisions again. */
export type SecondReadings = { waiting: number; next: SecondReading | null };
export type SecondReading = { id: string; html: string; parent: string | null; thread: string };

/** POST /api/v1/second-readings/:id -> SecondReadings; 409 `taken` where somebody was first. */
export type ReadingInput = { verdict: 'approve' | 'reject'; rule?: number };

/** GET /api/v1/agreement, for managers. `kappa` null below 30 readings, or where everybody always says the same. */
export type AgreementWire = {
  n: number;
  least: number;
  /** `both[first][second]`: published, taken away. */
  both: [[number, number], [number, number]];
  observed: number;
  expected: number;
  kappa: number | null;
  /** Where they said different things, the latest first, twenty at most. */
  differing: { case: string; number: number; first: Word; second: Word; at: string }[];
};

/** Left, or taken away. */
type Word = 'approve' | 'reject';
