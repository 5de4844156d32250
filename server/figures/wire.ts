// What is kept of a day or a month of a site (docs/decisions/073). Types only.
import type { InboxLane } from '../inbox/wire.ts';

/** Within an hour, a day, a week. */
export type Within = { hour: number; day: number; week: number };

/** `over`: of those that an answer was promised to, the ones whose promise was over or kept when this was counted; `inTime`: kept. */
export type Asked = { n: number; answered: number; over: number; inTime: number };

/** Readers are all but the newsroom and its voices. */
export type Figures = {
  /** Sent by readers, whatever became of it; those that everybody could read when this was counted. */
  posts: number;
  published: number;
  /** Who sent them; for how many it was the first here; of these, those that everybody could read. */
  authors: number;
  firstPosts: number;
  newVoices: number;
  /** Sent by the newsroom. */
  ours: number;
  /** Conversations opened, and those with a reply by somebody else, by the newsroom. */
  threads: number;
  replied: Within;
  repliedByUs: Within;
  joined: number;
  /** Readers' flags. */
  reports: number;
  /** Posts taken from readers, by the rule's number or `law`; those of them that were given back since. */
  removed: Record<string, number>;
  givenBack: number;
  /** Decisions contested; of them, those decided otherwise. */
  appeals: number;
  reversed: number;
  asked: Record<InboxLane, Asked>;
};

/** GET /api/v1/figures?span=day|month&from=YYYY-MM-DD&to=YYYY-MM-DD, both counted: spans that begin in it, the first first. Figures are of spans of `timeZone`. */
export type FiguresWire = {
  span: 'day' | 'month';
  from: string;
  to: string;
  timeZone: string;
  rows: { begins: string; countedAt: string; figures: Figures }[];
};
