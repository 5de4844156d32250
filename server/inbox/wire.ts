// What the desk's inbox is sent and takes. Types only.
import type { ClaimWire, PersonWire } from '../cases/wire.ts';
import type { IdeaState } from '../ideas/wire.ts';
import type { RelayWire } from '../relays/wire.ts';
import type { VoiceWire } from '../voices/wire.ts';

/** Questions that nobody answered, questions to the newsroom, errors told, messages to the team, ideas to decide. */
export type InboxLane = 'question' | 'newsroom' | 'correction' | 'message' | 'idea';
/** `waiting`: asleep until a moment, or answered in part and kept. */
export type InboxState = 'open' | 'waiting' | 'done';
/** By trade: marketing, press, customer service, business development, internal communication. */
export type Preset = 'marketing' | 'press' | 'service' | 'business' | 'internal';
export type InboxView = InboxLane | 'all' | 'mine' | 'waiting' | 'done';
export type InboxAct =
  | 'opened'
  | 'taken_over'
  | 'assigned'
  | 'snoozed'
  | 'woke'
  | 'labelled'
  | 'noted'
  | 'answered'
  | 'kept'
  | 'closed'
  | 'thanked'
  | 'wrote'
  | 'asked' // a journalist, by mail
  | 'proposed' // what waits for them to confirm it
  | 'given_back'
  | 'reminded' // of what they were asked, by mail
  | 'called_off'
  | 'reopened';

/** `voice`: a desk of the newsroom, nobody in particular. */
type AssigneeWire = PersonWire & { voice: boolean };
/** `signed`: the article that it is about. */
export type ColleagueWire = AssigneeWire & { signed: boolean };

export type InboxRow = {
  id: string;
  seq: number;
  version: number;
  lane: InboxLane;
  state: InboxState;
  /** Who asks. */
  by: PersonWire;
  /** Of the conversation, or of the article. */
  title: string;
  /** Where it stands, as readers find it; null where it was written to the newsroom alone, about no article. */
  url: string | null;
  excerpt: string;
  /** What it is written in (ISO 639-1), as far as one can tell. */
  language: string | null;
  /** Public replies in its thread. */
  replies: number;
  openedAt: string;
  dueAt: string | null;
  answeredAt: string | null;
  snoozedUntil: string | null;
  labels: string[];
  assignee: AssigneeWire | null;
  claim: ClaimWire | null;
};

/** Of what is open: how many there are, and since when the oldest waits. */
export type LaneCount = { n: number; oldest: string | null };
/** `shown`: the lanes that are theirs, by their preset (PUT /api/v1/members/:id/preset); of another they see what is given to them. */
export type InboxCounts = { shown: InboxLane[]; lanes: Record<InboxLane, LaneCount>; mine: number; waiting: number };

/** GET /api/v1/inbox?lane=&cursor=: the oldest first; of what is done, the latest. `seq`: where to go on from by `changes`. */
export type InboxPage = { items: InboxRow[]; next: string | null; seq: number; counts: InboxCounts };

/**
 * GET /api/v1/inbox/changes?after=: all that changed since that number, in its order. `gone`: no longer there for readers, or for
 * whoever asks. `more`: ask again from `seq` on.
 */
export type InboxChanges = { items: InboxRow[]; gone: string[]; seq: number; more: boolean; counts: InboxCounts };

/** 'inbox', to the desk: something changed, up to this number. */
export type InboxEvent = { seq: number };

/** `url`: null of what was written to the newsroom alone. */
export type InboxPost = { id: string; by: PersonWire; newsroom: boolean; html: string; at: string; url: string | null };
export type InboxActWire = {
  id: string;
  act: InboxAct;
  by: PersonWire | null;
  text: string | null;
  to: string | null;
  until: string | null;
  labels: string[];
  at: string;
};

/** GET /api/v1/inbox/:id. */
export type InboxDetail = InboxRow & {
  /** What was asked, and what was said since, the latest ten. */
  posts: InboxPost[];
  /** Where an answer goes; false where it is decided in its own place, or nobody writes any more. */
  answerable: boolean;
  /** Where the newsroom takes an idea from here, by PUT /api/v1/ideas/:thread/state; empty for all else, and for who does not moderate. */
  turns: IdeaState[];
  thread: string | null;
  /** Only who asks and the newsroom read it. */
  secret: boolean;
  /** An error: whether its reader may be thanked by name, and when they were; null for all else. PUT|DELETE /api/v1/inbox/:id/thanks. */
  thanks: { allowed: boolean; at: string | null } | null;
  acts: InboxActWire[];
  /** Who may be given it. */
  people: ColleagueWire[];
  /** Whoever was asked by mail, and what became of it; null where nobody is. POST|DELETE /api/v1/inbox/:id/relays. */
  relay: RelayWire | null;
  /** Whether it can be passed on to a journalist. */
  passable: boolean;
  /** As whom whoever asks may answer. */
  voices: VoiceWire[];
};

/** 409 `item_changed`, `item_claimed`: what it is by now. */
export type InboxConflict = { current: InboxDetail };

/** Hours within which the site promises a word; null promises none. */
export type InboxPromises = Record<InboxLane, number | null>;

/** GET|PUT /api/v1/inbox-promises. PUT names the version of the site's settings: 409 `taken` when somebody saved meanwhile. */
export type PromisesWire = { version: number; promises: InboxPromises };
