// What the API sends of cases to the desk. Types only.
import type { MediationState } from '../mediations/wire.ts';
import type { LegalWire } from '../notices/wire.ts';
import type { PostWire, HeldReason } from '../posts/wire.ts';
import type { RestrictedWire } from '../sanctions/wire.ts';
import type { MeasureWire, Role, SurgeWire } from '../threads/wire.ts';

/** Tabs of the queue; `mine` are those assigned to whoever asks. */
export type Lane = 'all' | 'reported' | 'held' | 'appeals' | 'escalated' | 'mine' | 'done';

/** Open cases by lane, up to a thousand: beyond it one only knows that there are more. */
export type LaneCounts = Record<Exclude<Lane, 'done'>, number>;
export type PersonWire = { id: string; name: string };

/** Who decides a case now; they have it until then, three minutes at a time. */
export type ClaimWire = { by: PersonWire; until: string };

/** What a lane can be narrowed to: GET /api/v1/cases?lane=&section=…, and the words of a saved filter. */
export type CaseFilter = {
  section?: string;
  /** A space's slug. */
  space?: string;
  /** A thread's id. */
  thread?: string;
  reason?: HeldReason;
  language?: string;
  /** Hours it has waited, at least. */
  age?: number;
  /** Its weight, at least. */
  score?: number;
};

/** GET /api/v1/desk/choices: what there is to filter by, and whom a case can be given to. */
export type ChoicesWire = {
  sections: string[];
  spaces: { slug: string; name: string }[];
  languages: string[];
  colleagues: PersonWire[];
};

/** GET|POST /api/v1/saved-filters, DELETE /api/v1/saved-filters/:id. `query`: lane and filter as an address has them. */
export type SavedFilterWire = { id: string; name: string; query: string };

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
  /** Empty where it is about a member as such: then there is no thread either. */
  excerpt: string;
  /** Of the text; null without one. */
  revision: number | null;
  author: PersonWire;
  thread: { id: string; title: string; url: string } | null;
  section: string | null;
  /** The slug of the forum's space. */
  space: string | null;
  language: string | null;
  openedAt: string;
  /** The law is among its reasons: it comes before all others. */
  legal: boolean;
  /** When managers are told that a notice of it was not decided; null where none waits. */
  alarmAt: string | null;
  appeal: boolean;
  /** Then the earliest: when it was opened, earlier by its weight. */
  urgency: string;
  claim: ClaimWire | null;
  assignee: PersonWire | null;
  escalatedAt: string | null;
  /** Set when decided. */
  decision: DecisionWire | null;
};

export type CasesPage = {
  cases: CaseRow[];
  next: string | null;
  counts: LaneCounts;
};

export type FindingWire = {
  /** 1-based, the number marked in the text. */
  number: number;
  phase: HeldReason;
  /** `nudge`: said to its author once; sent again unchanged it is held. `refuse`: not taken at all. */
  effect: 'hold' | 'flag' | 'nudge' | 'refuse';
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

/**
 * What a decision says of the post. `hide`: out of sight until further notice; `ask_edit`: the same until its author
 * changed it; `take_out`: its words are published, without what it shows; `none`: nothing, it was about its author;
 * `restore`: given back, by undoing or on appeal.
 */
export type Verdict = 'approve' | 'reject' | 'hide' | 'ask_edit' | 'take_out' | 'none' | 'restore';

/** What can be taken from somebody: of a post, then of a member. Each has its statement (cases/restrict.ts). */
export type RestrictionKind = 'removal' | 'hiding' | 'edit_asked' | 'taking_out' | 'warning' | 'slow' | 'approval' | 'suspension' | 'ban';

/** What a member can be asked or refused as such, on the whole site (sanctions/). */
export type MeasureKind = 'warning' | 'slow' | 'approval' | 'suspension' | 'ban';

/** `until` null: until somebody lifts it. `seconds` between two posts, of `slow` alone. `note`: words to them, beside the decision's. */
export type MeasureInput = { kind: MeasureKind; until: string | null; seconds?: number; note?: string };

/** What may be done with a case as it stands, by who asks: the server says (cases/allowed.ts), the desk offers nothing else. */
export type Act = Exclude<Verdict, 'none'> | 'feature' | 'unfeature' | 'thank' | MeasureKind | 'remove_all';

/** How reports add up, each input kept: what a post was hidden for, or was not (docs/decisions/032). */
export type Score = {
  total: number;
  threshold: number;
  /** Distinct reporters, and how many it takes. */
  reporters: number;
  needed: number;
  hides: boolean;
  /** Why not, where the sum alone would have. */
  spared: 'too_few' | 'no_rule' | 'approved' | 'staff' | null;
  /** Of each report, by its own id: whose it was is forgotten with them. */
  parts: { report: string; base: number; trust: number; accuracy: number; reason: number; damping: number; weight: number }[];
};

export type DecisionWire = {
  id: string;
  at: string;
  by: { id: string; name: string };
  verdict: Verdict;
  rule: { number: number; title: string; url: string } | null;
  /** Of cases/legal-grounds.ts. */
  legalGround: string | null;
  note: string;
  /** null on a member's own case. */
  revision: number | null;
  /** When people are told of it; until then whoever made it may undo it. null: at once. */
  tellAt: string | null;
  undone: boolean;
  /** What took an earlier one back: its author within seconds, or the answer to an appeal. */
  undoes: 'undo' | 'appeal' | null;
  /** What it asked or refused of the author as such. */
  measures: { kind: MeasureKind; until: string | null }[];
};

export type CaseDetail = CaseRow & {
  /** Notices, evidence, appeals and clocks; null where the law is no reason. */
  law: LegalWire | null;
  can: Act[];
  /** null where it is about a member as such. */
  post: (PostWire & { source: string }) | null;
  /** It came by mail, in answer to one of ours. */
  byMail: boolean;
  /** Whose hand wrote it, where it is said in a voice of the newsroom; else null. */
  hand: { id: string; name: string } | null;
  parent: PostWire | null;
  /** Up to three posts before and after in the branch. */
  around: PostWire[];
  /** What the post shows, and what was taken out of it. */
  media: CaseMedium[];
  findings: FindingWire[];
  reported: ReportWire[];
  /** How they add up; null where nobody reported. */
  score: Score | null;
  revisions: { revision: number; source: string; at: string }[];
  decisions: DecisionWire[];
  where: {
    moderation: 'before' | 'after';
    closed: boolean;
    count: number;
    held: number;
    measures: MeasureWire[];
    /** Out of its normal band; null where all is as usual, or what is proposed holds. */
    surge: SurgeWire | null;
    articleUrl: string | null;
  } | null;
  /** What the team tells itself of the case, oldest first. */
  notes: NoteWire[];
  /** Opened from it: that they are there and how they went, `mine` to read. */
  mediations: { id: string; state: MediationState; at: string; endedAt: string | null; mine: boolean }[];
  /** What was decided on posts held for the same reasons, latest first. */
  like: LikeWire[];
  record: {
    id: string;
    name: string;
    role: Role;
    since: string;
    posts: number;
    rejected: number;
    reportsMade: number;
    reportsUpheld: number;
    /** Points that stand against them, and what the ladder proposes next (sanctions/ladder.ts); a person poses it. */
    ladder: { points: number; kind: MeasureKind; hours: number | null };
    /** What is asked or refused of them now. */
    measures: RestrictedWire[];
    /** The last 24 outcomes, newest first. */
    last: ('published' | 'held' | 'rejected' | 'removed' | 'deleted')[];
  };
};

/** `url`: of the file, for who may judge it; good for a quarter of an hour at least. */
export type CaseMedium = { id: string; kind: 'image' | 'audio' | 'video'; alt: string; url: string; taken: boolean };

export type NoteWire = { id: string; at: string; by: PersonWire; text: string };

/** `same`: its text is nearly this one's, percent. */
export type LikeWire = { case: string; number: number; excerpt: string; decision: DecisionWire; same: number | null };

/** POST /api/v1/cases/:id/decisions. 409 `case_changed` carries `current` in the error. */
export type DecisionInput = {
  version: number;
  /** null on a member's own case. */
  revision: number | null;
  /** `restore` gives back what an earlier decision took; `none` needs measures. */
  verdict: Verdict;
  /** A rule's number; it or a legal ground is needed wherever something is taken. */
  rule?: number;
  /** Of cases/legal-grounds.ts. */
  legalGround?: string;
  /** Of `take_out`: which of the pictures, sounds and films that the post shows. */
  media?: string[];
  /** Words to the author, plain text, 2,000 characters. */
  note?: string;
  /** What its author is asked or refused beside. */
  measures?: MeasureInput[];
};

/** POST /api/v1/decisions: the same on several cases; each is told apart, in their order. */
export type DecideManyInput = Omit<DecisionInput, 'version' | 'revision' | 'measures' | 'media'> & {
  cases: { id: string; version: number; revision: number | null }[];
};
export type ManyOutcome = {
  id: string;
  outcome: 'done' | 'changed' | 'claimed' | 'forbidden' | 'gone';
  /** As it is now; null where there is no such case. */
  case: CaseRow | null;
};

/** GET /api/v1/differences?cases=a,b: what they have in common, and in what they differ. */
export type DifferencesWire = {
  /** Distinct authors. */
  authors: number;
  /** A host that each of them leads to. */
  link: string | null;
  /** Percent of the text that the least alike has in common with the first. */
  same: number;
  cases: { id: string; number: number; author: PersonWire; since: string; reasons: HeldReason[] }[];
};

/** In `error.details` of a 409 `case_changed`. */
export type CaseConflict = { current: CaseDetail };

/** Socket events of the room `desk` : what the queue listens to. */
export type CaseEvent = { kind: 'case.opened' | 'case.changed' | 'case.decided'; case: CaseRow; counts: Omit<LaneCounts, 'mine'> };

/** In `error.details` of a 409 `case_claimed`. */
export type ClaimConflict = { claim: ClaimWire };

/** Also in the room `desk`: who has a case, and who has it open. */
export type ClaimEvent = { case: string; claim: ClaimWire | null };
export type ReadersEvent = { case: string; readers: PersonWire[] };
/** To whom cases are assigned: how many are theirs. */
export type MineEvent = { mine: number };
