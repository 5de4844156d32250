// How the newsroom speaks as the brand. Types only.
import type { CharterWire } from '../sites/wire.ts';

/** About what, and what we say of it. */
export type TalkingPoint = { about: string; say: string };

/** `by`: null for who has left, and for what nobody has written yet (version 0, `at` null). */
export type PositioningVersion = { version: number; tone: string; points: TalkingPoint[]; by: string | null; at: string | null };

/** GET /api/v1/positioning; `versions`: all there were, the latest first. */
export type PositioningWire = PositioningVersion & {
  charter: Pick<CharterWire, 'version' | 'url'> & { rules: { number: number; title: string }[] };
  versions: Pick<PositioningVersion, 'version' | 'by' | 'at'>[];
};

/** PUT /api/v1/positioning: `version` is the one that was edited. 409 `taken`. */
export type PositioningInput = Pick<PositioningVersion, 'version' | 'tone' | 'points'>;
