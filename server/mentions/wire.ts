// What the API sends of whom one may call. Types only.

export type HandleWire = { handle: string; name: string };

/** GET /api/v1/handles?site&article or ?thread, &begun: what follows the @; eight at most. */
export type HandlesWire = { handles: HandleWire[] };
