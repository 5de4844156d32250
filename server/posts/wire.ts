// What the API sends of posts. Types only: the widget and the desk import them.
import type { RestrictionKind } from '../cases/wire.ts';

export type AuthorWire = {
  id: string;
  name: string;
  /** Who speaks: newsroom (journalist, manager, admin), moderator, an invited expert, a subscriber where the site shows it, or nobody in particular. */
  badge: 'newsroom' | 'moderator' | 'expert' | 'subscriber' | null;
  /** What the publisher calls one of its readers, in its own words; absent where nothing, and for those who speak for it. */
  badges?: string[];
  /** An expert's title and affiliation, a journalist's desk. */
  title: string | null;
  /** What an expert declares of their interests. */
  interests?: string;
  /** Address of a square picture. A page may refuse it: initials stand under it. */
  photo?: string;
};

/**
 * published: everyone sees it. held, rejected: its author (and moderators) only. removed: taken down by
 * moderation; deleted: by its author; both keep their place while they have replies, without text or author.
 */
export type PostState = 'published' | 'held' | 'rejected' | 'removed' | 'deleted';

export type PostWire = {
  id: string;
  parent: string | null;
  /** Whom it answers, where the page may not hold what it answers: of a flat one alone. */
  to?: string;
  root: string;
  /** 0 for a root. */
  depth: number;
  /** Its rank in its branch by order of publication; 0 for a root. A branch loads on from a rank. */
  rank: number;
  state: PostState;
  author: AuthorWire | null;
  /** Sanitised on the server when written. Empty where the text is gone. */
  html: string;
  /** ISO 8601, UTC. */
  at: string;
  editedAt: string | null;
  revision: number;
  /** Direct replies that readers see. */
  replies: number;
  /** For a root: all the replies of its branch that readers see; else 0. */
  branch: number;
  /** The newsroom’s pick. */
  featured?: true;
  /** The newsroom thanks for it: its word, empty where it is thanks alone; absent where it does not. */
  thanks?: string;
  /** The answer that is kept, and by whom: whoever asked, or the newsroom. */
  accepted?: 'author' | 'newsroom';
  /** What the newsroom calls its own answer. */
  official?: true;
  /** In a live night: written by one of its hosts. */
  host?: true;
  /** Of a question that readers vote for: how many want it answered. */
  votes?: number;
  /** Whether whoever asks is one of them; absent in what is told to everybody. */
  voted?: boolean;
  /** Its place among the questions that were answered; absent while it waits. */
  answered?: number;
  /** What the pages it links to say of themselves; absent where nothing. `player`: of a frame that plays it, once a reader asks. */
  previews?: { url: string; title: string; description: string; site: string; player?: string }[];
  /** How many react with what; absent where nobody does. */
  reactions?: Record<string, number>;
  /** With what whoever asks reacts; absent in what is told to everybody. */
  reacted?: string[];
  /** The rule cited where moderation removed it. */
  rule: { number: number; title: string; url: string } | null;
  /** Only in what its author receives. */
  own: OwnPost | null;
};

export type OwnPost = {
  clientId: string;
  source: string;
  /** null when it can no longer be edited. ISO 8601. */
  editableUntil: string | null;
  /** Why it waits, when held: reasons the interface has words for. */
  heldFor: HeldReason[];
  /** Why it was refused, when rejected; why it was hidden, or what is to be changed, where it is held for that. */
  statement: StatementWire | null;
};

export type HeldReason =
  | 'banned_word'
  | 'suspect_word'
  | 'newcomer'
  | 'links'
  | 'repeat'
  | 'flood'
  | 'before_publication'
  | 'email_unconfirmed'
  | 'reported'
  | 'late_edit'
  | 'suspicious_signup' // its author is told `newcomer`
  | 'guest'
  | 'near_repeat'
  | 'typed_too_fast'
  | 'recent_record'
  | 'watched' // its author is told nothing of it: it only flags
  | 'approval_required'
  | 'personal_data'
  | 'capitals'
  | 'language'
  | 'quotes_removed'
  | 'media_returned'
  | 'media'
  | 'toxicity'
  | 'spam'
  | 'external'
  | 'heated'
  | 'hidden_by_reports'
  | 'notice'
  | 'appeal'
  | 'second_eyes'; // said in a voice of the newsroom that another reads first

/** The statement of reasons its author is owed (DSA, art. 17). */
export type StatementWire = {
  id: string;
  /** What is taken, and until when; null stands until it is lifted. */
  kind: RestrictionKind;
  until: string | null;
  at: string;
  /** Its lasting address. */
  url: string;
  /** By which rule of the charter, and by what law, said in the site's language; one of them is there. */
  rule: { number: number; title: string; url: string } | null;
  law: string | null;
  /** The moderator's own words to the author, plain text; may be empty. */
  note: string;
  /** The words the decision rests on, quoted from the post; may be empty. */
  passages: string[];
  automatedDetection: boolean;
};

/** In `error.details` of a 422 `nudged` or `text_refused`: the words it is about, and the rule of the charter that speaks of them. */
export type NudgeWire = { passages: string[]; rule: { number: number; title: string; url: string } | null };

/** POST /api/v1/posts; 201, or 200 when this client id was already known. */
export type PostAnswer = { post: PostWire; thread: string };
