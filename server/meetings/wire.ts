// What the API sends of events. Types only.

/** `waiting`: for a seat. Who came by without a word counts as `yes`. */
export type Answer = 'yes' | 'maybe' | 'no' | 'waiting';

export type MeetingWire = {
  /** Its thread's. */
  id: string;
  title: string;
  url: string;
  state: 'announced' | 'under_way' | 'over' | 'cancelled';
  /** Why it is cancelled; empty otherwise. */
  reason: string;
  /** ISO 8601, UTC; its hours are said by the clocks of `timeZone` (IANA). */
  startsAt: string;
  endsAt: string;
  timeZone: string;
  place: string;
  mapUrl: string | null;
  online: boolean;
  /** For who comes, and the newsroom; null for everybody else. */
  onlineUrl: string | null;
  /** Seats; null: no limit. */
  capacity: number | null;
  comes: number;
  maybes: number;
  waits: number;
  /** Of those who come and show their name; the first ones. */
  names: { id: string; name: string }[];
  /** Of whoever asks; null where they said nothing, or nobody is known. `before`: how many wait before them. */
  own: { answer: Answer; named: boolean; before: number } | null;
};

/**
 * Told live to whoever has it open. `sequence` rises with hours, place and cancelling: then the page says that it is out of date.
 * `said`: the counts in words, since a page of ours has nothing to make them with.
 */
export type MeetingCounts = Pick<MeetingWire, 'comes' | 'maybes' | 'waits'> & { sequence: number; said: { fr: string; en: string } };

/** GET /api/v1/events?site=&when=upcoming|past&cursor= ; `next` null at the end. */
export type MeetingsPage = { events: MeetingWire[]; next: string | null };

/** GET /api/v1/programme?site= : what is on today where the site is, in order. */
export type ProgrammeWire = { date: string; events: MeetingWire[] };

/** PUT /api/v1/events/:id/answer {answer, named?} -> the event. Asked for a seat where none is left, `yes` is refused `event_full`; `waiting` takes the seat where one is. */

/** `event_full`: how many wait already. */
export type FullDetails = { waits: number };

/** GET /api/v1/events/:id/attendances, for the newsroom. */
export type AttendanceWire = {
  id: string;
  name: string;
  /** null: came by without an account. */
  member: string | null;
  answer: Answer;
  turn: number | null;
  cameAt: string | null;
};
