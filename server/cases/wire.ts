// What the API sends of cases to the desk. Types only.
import type { PostWire, HeldReason } from '../posts/wire.ts';
import type { Role } from '../threads/wire.ts';

export type Lane = 'all' | 'held' | 'reported' | 'done';

/** A row of the queue. */
export type CaseRow = {
  id: string;
  /** The case's number on its site, what people say aloud. */
  number: number;
  /** Raised by anything that happens to the case; a decision names the one it saw. */
  version: number;
  state: 'open' | 'decided';
  /** held before publication, or public and reported. */
  kind: 'held' | 'reported';
  /** Strongest first; the first is the case's title. */
  reasons: HeldReason[];
  weight: number;
  reports: number;
  excerpt: string;
  author: { id: string; name: string };
  thread: { id: string; title: string; url: string };
  openedAt: string;
  /** Set when decided. */
  decision: DecisionWire | null;
};

export type CasesPage = {
  cases: CaseRow[];
  next: string | null;
  counts: Record<'all' | 'held' | 'reported', number>;
};

export type FindingWire = {
  /** 1-based, the number marked in the text. */
  number: number;
  phase: HeldReason;
  effect: 'hold' | 'flag';
  weight: number;
  /** The passages of the source that made it match; may be empty. */
  evidence: string[];
  /** Figures behind it, by name (links: 3, allowed: 2). */
  facts: Record<string, string | number>;
};

export type ReportWire = {
  id: string;
  at: string;
  reporter: { id: string; name: string };
  rule: number | null;
  note: string;
  revision: number;
};

export type DecisionWire = {
  id: string;
  at: string;
  by: { id: string; name: string };
  verdict: 'approve' | 'reject';
  rule: { number: number; title: string; url: string } | null;
  note: string;
  revision: number;
};

export type CaseDetail = CaseRow & {
  post: PostWire & { source: string };
  parent: PostWire | null;
  /** Up to three posts before and after in the branch. */
  around: PostWire[];
  findings: FindingWire[];
  reported: ReportWire[];
  revisions: { revision: number; source: string; at: string }[];
  decisions: DecisionWire[];
  where: { moderation: 'before' | 'after'; closed: boolean; count: number; held: number; articleUrl: string | null };
  record: {
    id: string;
    name: string;
    role: Role;
    since: string;
    posts: number;
    rejected: number;
    reportsMade: number;
    reportsUpheld: number;
    /** The last 24 outcomes, newest first. */
    last: ('published' | 'held' | 'rejected' | 'removed' | 'deleted')[];
  };
};

/** POST /api/v1/cases/:id/decisions. 409 `case_changed` carries `current` in the error. */
export type DecisionInput = {
  version: number;
  revision: number;
  verdict: 'approve' | 'reject';
  /** A rule's number; required to reject. */
  rule?: number;
  /** Words to the author, plain text, 2,000 characters. */
  note?: string;
};

/** In `error.details` of a 409 `case_changed`. */
export type CaseConflict = { current: CaseDetail };

/** Socket events of the room `desk` : what the queue listens to. */
export type CaseEvent = { kind: 'case.opened' | 'case.changed' | 'case.decided'; case: CaseRow; counts: CasesPage['counts'] };
