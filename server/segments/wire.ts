// What the API sends of segments. Types only: the desk imports them.
import type { MemberRow } from '../members/wire.ts';

/** Days, counting today, on the site's calendar. */
type Days = number;

/** All of what is given holds; nothing given is every member. */
export type SegmentFilter = {
  roles?: ('member' | 'subscriber' | 'expert')[];
  /** Joined in the last days, or before them. */
  joinedWithin?: Days;
  joinedBefore?: Days;
  /** Published posts, at least and at most. */
  postsFrom?: number;
  postsTo?: number;
  /** Wrote or reported in the last days; or did once, and not in them. */
  activeWithin?: Days;
  silentFor?: Days;
  /** Slugs: published a post in one of these. */
  spaces?: string[];
  /** The first of their published posts is of the last days. */
  firstPostWithin?: Days;
  /** At one of these levels of engagement; who was not counted yet is at the first. */
  levels?: (1 | 2 | 3 | 4)[];
  /** With one of these labels. */
  labels?: string[];
};

/** POST /api/v1/segments -> 201, PUT /api/v1/segments/:id -> SegmentsWire. `version`: the one it is made from; 0 of a new one. 409 `taken`. */
export type SegmentInput = { name: string; filter: SegmentFilter; version: number };
export type SegmentWire = SegmentInput & { id: string; members: number };
/** GET /api/v1/segments. `spaces`, `labels`: those that can be asked of; `askings`: the latest. */
export type SegmentsWire = { segments: SegmentWire[]; spaces: { slug: string; name: string }[]; labels: string[]; askings: AskingWire[] };
/** GET /api/v1/segments/names: to choose one, without counting. */
export type SegmentNames = { segments: Pick<SegmentWire, 'id' | 'name'>[] };
/** POST /api/v1/segments/count { filter } */
export type SegmentCount = { members: number; some: Pick<MemberRow, 'id' | 'name'>[] };

export type CohortKey = 'fresh' | 'first' | 'silent' | 'experts';
/** `post`: what they wrote first, of who did in the last days, and whether the newsroom thanked for it. `lastOn`: YYYY-MM-DD. */
export type Cohort = {
  key: CohortKey;
  filter: SegmentFilter;
  members: number;
  some: { id: string; name: string; lastOn: string | null; post: { id: string; thanked: boolean } | null }[];
};
/** Of who joined in the week that begins then; null: too early to say. */
export type RetentionRow = { week: string; joined: number; day1: number | null; day7: number | null; day30: number | null };
/** GET /api/v1/cohorts */
export type CohortsWire = { cohorts: Cohort[]; retention: RetentionRow[] };

/** POST /api/v1/segments/:id/askings { thread } -> 201, SegmentsWire. `thread`: its address, or its id. */
export type AskingWire = { name: string; title: string; url: string; at: string; told: number; done: boolean };
