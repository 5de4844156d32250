// What the API sends of trials of what is screened. Types only.
import type { FindingWire } from '../cases/wire.ts';
import type { PostState } from '../posts/wire.ts';
import type { Screening, ScreeningInput, ScreeningOverride, WordRule } from '../sites/wire.ts';

/** POST /api/v1/screening/tries: a sentence against a list of words. */
export type TryInput = { words: WordRule[]; source: string };
export type TryWire = { matches: { id: string; effect: WordRule['effect']; passage: string }[]; language: string | null };

/** POST /api/v1/screening/trials: what would have changed. An answer by lines of JSON: how far it is, and in the end what came out; whoever hangs up has stopped it. */
export type TrialInput = Omit<ScreeningInput, 'version'>;
export type TrialLine = { kind: 'progress'; done: number; of: number } | ({ kind: 'done' } & TrialResult);

export type TrialResult = {
  /** The posts that were screened anew, and since when they are. */
  posts: number;
  since: string;
  /** Not all could be looked at: the latest only. */
  cut: boolean;
  more: TrialSide;
  less: TrialSide;
  /** Among `less`: what was refused then, and would have been public. */
  escaped: number;
};
export type TrialSide = {
  count: number;
  /** What became of them then. */
  refused: number;
  published: number;
  /** The latest of them. */
  posts: TrialPost[];
};
export type TrialPost = {
  id: string;
  url: string;
  at: string;
  excerpt: string;
  state: PostState;
  /** What holds it with the one settings, and would not with the other. */
  findings: Pick<FindingWire, 'phase' | 'effect' | 'evidence'>[];
};

/** GET|PUT /api/v1/threads/:id/screening. `around`: what holds there without it, its words by their number. */
export type ThreadScreeningWire = {
  screening: ScreeningOverride | null;
  around: Pick<Screening, 'newcomerPosts' | 'maxLinks'> & { words: number };
};
/** `known`: what was read; 409 `taken` where it no longer holds. */
export type ThreadScreeningInput = { known: object | null; screening: ScreeningOverride | null };
