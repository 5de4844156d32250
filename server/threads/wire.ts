// What the API sends of threads. Types only: the widget and the desk import them.
import type { IdeaState, IdeaWire } from '../ideas/wire.ts';
import type { LiveWire, OwnLiveWire } from '../lives/wire.ts';
import type { MeetingCounts } from '../meetings/wire.ts';
import type { OwnPollWire, PollWire } from '../polls/wire.ts';
import type { AuthorWire, PostWire } from '../posts/wire.ts';
import type { ReactionWire } from '../reactions/wire.ts';
import type { RestrictedWire } from '../sanctions/wire.ts';
import type { Hours } from '../sites/wire.ts';
import type { VoiceWire } from '../voices/wire.ts';

/** What kind of thread it is decides how it is read, its states, who may answer, when it closes (threads/kinds.ts). */
export type Kind = 'article' | 'discussion' | 'question' | 'expert' | 'event' | 'idea' | 'poll' | 'live' | 'testimony' | 'gallery';

/** Of a question: `open`, `answered`. Of an invited expert's: `gathering` questions, `answering`, `answered`. Of an idea: its own. */
export type ThreadState = 'open' | 'answered' | 'gathering' | 'answering' | IdeaState;

/** What is to happen to a thread by itself: it opens (and readers find it), closes, or whoever asked is reminded of it. */
export type TimerAct = 'open' | 'close' | 'remind';
/** `at`: ISO 8601. GET /api/v1/threads/:id/timers; POST {act, at} -> 201, the list; DELETE /api/v1/threads/:id/timers/:timer -> 204. */
export type TimerWire = { id: string; act: TimerAct; at: string };

/** `flat`: each post by itself, by time; the others order the roots. `votes`: those answered in their order, then the most wanted. */
export type Sort = 'newest' | 'oldest' | 'replies' | 'votes' | 'flat';

/**
 * Questions to somebody invited. `from`, `until`: when they answer; nothing is asked after. `by`: who answers, as far as they
 * have accepted. `questions`, `answered`: how many.
 */
export type AsksWire = {
  state: 'gathering' | 'answering' | 'answered';
  from: string | null;
  until: string | null;
  by: AuthorWire[];
  questions: number;
  answered: number;
};

/** Who may write at this moment, seen from outside any one reader. */
type Writing = { state: 'open'; audience: 'members' | 'subscribers'; closesAt: string | null } | { state: 'closed'; since: string | null };

export type ThreadWire = {
  /** null until somebody contributes: a view never creates a thread. */
  id: string | null;
  /** The number of the last change that this answer contains; 0 for a thread that does not exist yet. */
  seq: number;
  surface: 'comments' | 'forum';
  /** An article's title and address are null until its site confirmed them. */
  article: { id: string; title: string | null; url: string | null } | null;
  title: string | null;
  kind: Kind;
  /** The post it opens with, above all others; null under an article. */
  opening: string | null;
  /** Published posts, replies included; not the one it opens with. */
  count: number;
  writing: Writing;
  /** `before`: a moderator reads each post before it is public. */
  moderation: 'before' | 'after';
  /** What holds here for a while, and why. */
  measures: MeasureWire[];
  /** When time alone may change what is said of writing, moderation and measures: nobody tells it, one asks again. */
  turnsAt: string | null;
  /** Under a partner's article, whose title nobody sees: with whom it is held; absent elsewhere. */
  label?: string;
  /** The thread's page on the site's own forum. */
  url: string;
  /** Where questions are asked to somebody; absent elsewhere. */
  asks?: AsksWire;
  /** Where something is proposed; absent elsewhere. */
  idea?: IdeaWire;
  /** Where people meet; absent elsewhere. */
  event?: MeetingCounts;
  /** What it asks everybody who may vote; absent where nothing. */
  polls?: PollWire[];
  /** Where something is followed as it happens; absent elsewhere. */
  live?: LiveWire;
  /** Under an article: the forum's topics that it belongs with; absent where there is none. */
  topics?: { title: string; url: string }[];
  /** Those of its posts that articles took up, each with its article; absent where there is none. */
  taken?: { post: string; title: string; url: string }[];
  /** Under an article: what it took up, wherever that was said; absent where nothing. */
  takes?: { name: string; words: string; url: string }[];
  /** Its posts are in another thread by now; absent where they are here. */
  movedTo?: { title: string | null; url: string };
};

/**
 * What holds in a thread for a while, said to whoever reads it. `slow`: seconds between two posts of one person. `night`:
 * closed while no moderator is there (hours of the site). `hosts`: a live night is paused, or yet to begin: its hosts alone write.
 */
export type Measure = {
  id: string;
  kind: 'slow' | 'subscribers' | 'members' | 'before' | 'night' | 'hosts';
  seconds?: number;
  from: string;
  until: string;
  by: string;
  reason: string;
};

/** As readers see it. `hours`, of `night`: when one can write, where the site is. */
export type MeasureWire = Pick<Measure, 'kind' | 'seconds' | 'until' | 'reason'> & { hours?: Hours };

/** Out of its normal band (threads/surge.ts): posts in this quarter of an hour, what is usual there and the most that is, by how many people, and how many wait. */
export type SurgeWire = {
  why: 'pace' | 'held';
  propose: Measure['kind'];
  now: number;
  usual: number;
  most: number;
  authors: number;
  held: number;
};

/** PUT|DELETE /api/v1/threads/:id/measures/:kind -> 204. `seconds`, of `slow` alone. */
export type MeasureForThread = Pick<Measure, 'until' | 'reason' | 'seconds'>;

export type SiteWire = {
  key: string;
  name: string;
  forumName: string;
  locale: 'fr' | 'en';
  /** Origin of the site's own pages, e.g. https://terrasse.example.org */
  url: string;
  /** Writing without an account, by an address that is proved. */
  guests: boolean;
  /** What one can say of a post without writing. */
  reactions: ReactionWire[];
  charter: { url: string; version: number; rules: RuleWire[] };
};

/** One rule of the charter. `url` is its lasting address. */
export type RuleWire = { number: number; title: string; url: string };

export type ViewerWire = {
  id: string;
  name: string;
  role: Role;
  emailConfirmed: boolean;
  /** Their next post accepts the charter in force: they came by the publisher's own account, or it changed since they accepted it. */
  acceptsByPosting: boolean;
  /** They accepted another version. */
  rulesChanged?: true;
  /** May write in this thread now. */
  canPost: boolean;
  /** Why not, when not: an error code the interface has words for. */
  refusal: 'thread_closed' | 'subscribers_only' | 'not_invited' | 'forbidden' | 'banned' | 'suspended' | 'warning_unread' | null;
  /** May answer where not everybody may; absent where not, and where all do. */
  answers?: true;
  /** May keep the answer that helped, in this thread; absent where not. */
  keeps?: true;
  /** May show pictures here; absent where not. */
  uploads?: true;
  /** The most that a sound or a film of theirs may weigh, megabytes; absent where they send none. */
  films?: number;
  /** May make an answer the newsroom's, in this thread; absent where not. */
  marks?: true;
  /** Thanks for posts here in the newsroom’s name; absent where not. */
  thanks?: true;
  /** They have published nothing here yet: what helps with a first post is shown until they put it away. `reads_first`: somebody reads it before it appears. */
  welcome?: 'at_once' | 'reads_first';
  /** The voices of the newsroom that they may speak for; absent where none. */
  voices?: VoiceWire[];
  /** What is asked or refused of them on this site now; absent where nothing is. */
  restricted?: RestrictedWire[];
  /** Of the thread's polls, those that they have voted in; absent where none. */
  polls?: OwnPollWire[];
  /** Of the thread's polls that are for some members, by their ids: those that are for them; absent where none. */
  asked?: string[];
  /** Of a live night; absent where nothing is theirs to do. */
  live?: OwnLiveWire;
  /** Whose posts are folded for them; absent for nobody's. */
  ignored?: string[];
  /** The viewer's own posts of this thread that others do not see (held, rejected). */
  posts: PostWire[];
};

export type Role = 'guest' | 'member' | 'subscriber' | 'expert' | 'journalist' | 'moderator' | 'manager' | 'admin';

export type PostsPage = {
  /** Flat, parents before children. A page holds 20 roots at most, each with its first 2 replies by order of publication. */
  posts: PostWire[];
  /** Opaque keyset cursor of the next page; null at the end. */
  next: string | null;
};

/** GET /api/v1/thread; its opening is there on every page. */
export type ThreadPage = PostsPage & { site: SiteWire; thread: ThreadWire; sort: Sort; viewer: ViewerWire | null };

/**
 * One numbered change of a thread. Numbers have no gaps: a client that holds n applies n+1, and asks for
 * GET /threads/:id/changes?after=n when it sees anything higher.
 */
export type ChangeWire = {
  seq: number;
  kind: 'post.published' | 'post.edited' | 'post.removed' | 'post.deleted' | 'thread.changed' | 'posts.moved';
  /** The post as it is now (not as it was then): what was removed since is never sent again. */
  post: PostWire | null;
  /** As it is now; what its kind has of its own in the last change of an answer alone. */
  thread: Pick<
    ThreadWire,
    'id' | 'kind' | 'count' | 'writing' | 'moderation' | 'measures' | 'turnsAt' | 'asks' | 'event' | 'idea' | 'polls' | 'live'
  >;
};

/** Live, to whoever has joined a place: what happened there within a moment, in its order. */
export type ChangesEvent = { place: string; changes: ChangeWire[] };

/** Live, without a number: nothing of these posts has changed but what their author looks like. */
export type RedrawnEvent = { place: string; posts: PostWire[] };

/** Live, to whoever has joined `forum`: a conversation is there to find; the addresses of its space and of the one around it. */
export type OpenedEvent = { thread: string; spaces: string[] };

/** GET /api/v1/threads/:id/changes?after= ; 200 at most. `seq`: the thread's number now; whoever is still short of it asks again. */
export type ChangesPage = { changes: ChangeWire[]; seq: number };

/** POST /api/v1/threads; 201, or 200 when this client id was already known. `url`: where to read it on. */
export type OpenedWire = { thread: string; url: string; post: PostWire };

/** GET /api/v1/counts */
export type CountsWire = { counts: Record<string, number> };
