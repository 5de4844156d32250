// What the desk reads of the classifier. Types only.

/** At a threshold: how many decided texts reach it, how many of them the team refused; `share` null of too few to say. */
export type PrecisionWire = { threshold: number; n: number; refused: number; share: number | null };

/** GET /api/v1/classifier: what it has learnt of this site's decisions, and how right it would have been about them. */
export type ClassifierWire = {
  decisions: number;
  /** Whether there was enough to learn from; until then the model stands as it came. */
  learnt: boolean;
  /** Of either kind, before it learns. */
  needed: number;
  fittedAt: string | null;
  precision: PrecisionWire[];
};
