// The desk's first page: what needs me now? Types only.
import type { InboxLane } from '../inbox/wire.ts';
import type { ItemRow } from '../planning/wire.ts';

/** `oldest`: since when, ISO 8601; `promise`: hours, null where none is promised. */
export type WaitingWire = { lane: 'queue' | InboxLane; n: number; oldest: string | null; promise: number | null };

/** Sent in the last hour, and in each of the twelve, the last of them last; `usual`: an hour of the eleven before. */
export type RisingWire = { id: string; title: string; url: string; n: number; usual: number; hours: number[] };

/** Of the same day of the week, in the eight weeks before: null where fewer than four of them are known. */
export type Usual = { low: number; high: number } | null;

/** Days are YYYY-MM-DD where the site is. Yesterday is the last of each. */
export type HealthWire = {
  /** 28 days: sent by readers. */
  posts: { day: string; n: number; usual: Usual }[];
  /** 12 weeks by their first day: questions to the newsroom and open ones whose promise was over or kept, and those of them kept. */
  answers: { week: string; over: number; inTime: number }[];
  /** 28 days: taken from readers, of what they sent; then seven days, beside each seven of the eight weeks before, in parts of a thousand. */
  removed: { day: string; n: number; of: number }[];
  removedWeek: { n: number; of: number; usual: Usual };
};

/** GET /api/v1/home. `null`: not for who asks; an empty list: nothing. `health` null also before a first day was counted. */
export type HomeWire = {
  /** YYYY-MM-DD, where the site is. */
  day: string;
  today: ItemRow[];
  tomorrow: ItemRow[];
  /** Of the calendar, what waits for the reader's approval, whenever it is for. */
  reviews: ItemRow[];
  waiting: WaitingWire[];
  rising: RisingWire[];
  health: HealthWire | null;
};
