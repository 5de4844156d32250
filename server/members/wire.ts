// What the API sends of members to the desk. Types only.
import type { Act, MeasureKind, NoteWire } from '../cases/wire.ts';
import type { EngagementOf } from '../engagement/wire.ts';
import type { RemovalWire } from '../sanctions/wire.ts';
import type { SegmentWire } from '../segments/wire.ts';
import type { Preset } from '../inbox/wire.ts';
import type { Role } from '../threads/wire.ts';
import type { Glyph } from '../../widget/thread/glyphs.ts';

/** GET /api/v1/members?q=&role=&cursor=; the latest to join first. `role`: a role, or `staff`. */
export type MembersPage = { members: MemberRow[]; next: string | null };

export type MemberRow = {
  id: string;
  name: string;
  role: Role;
  /** Over all sites of the installation, whatever the role here. */
  owner: boolean;
  title: string | null;
  badges: string[];
  since: string;
  /** Published, and refused or removed. */
  posts: number;
  rejected: number;
};

/** GET /api/v1/members/:id */
export type MemberCard = MemberRow & {
  affiliation: string | null;
  reportsMade: number;
  reportsUpheld: number;
  /** What became of their last 24 posts, newest first. */
  last: ('published' | 'held' | 'rejected' | 'removed' | 'deleted')[];
  /** For managers and above; null otherwise, and for whom no account stands behind: a guest, an imported author. */
  account: {
    id: string;
    email: string | null;
    sessions: number;
    lastUsedAt: string | null;
    /** By what they come in. `providers`: those of this site. */
    doors: { password: boolean; totp: boolean; passkeys: number; providers: string[] };
    /** Whoever asks may sign them out, and take away their second factors. */
    inHand: boolean;
  } | null;
  /** The forum's sections. `theirs`: among those that this moderator is limited to; none, all of the site. */
  spaces: { id: string; name: string; theirs: boolean }[];
  /** The latest first. `reason`: of whoever of the staff renamed them; empty where it was their own choice. */
  formerNames: { name: string; until: string; reason: string }[];
  /** By whoever asks. */
  renamable: boolean;
  /** What whoever asks may make of them, least first; empty where nothing. */
  roles: Role[];
  /** By which trade they see the inbox; null for all that their role shows. `presets`: what whoever asks may choose for them; empty where nothing. */
  preset: Preset | null;
  presets: Preset[];
};

/**
 * PUT /api/v1/members/:id/role -> MemberCard. `from`: the role on screen; 409 `taken` when it is no longer theirs. 403
 * `forbidden` above oneself, 409 `last_admin` for the only one. `spaces` (ids) limit a moderator; ignored for others.
 */
export type RoleInput = { from: Role; role: Role; spaces: string[] };

/** PUT /api/v1/members/:id/name -> MemberCard. 403 `forbidden` above oneself; 422 for a name that passes for another's. */
export type RenameInput = { name: string; reason: string };

/** POST /api/v1/members/:id/sign-outs and /second-factor-resets -> 204; 403 `forbidden` where not `inHand`. */
export type HandlingInput = { reason: string };

/** 0 unknown, 1 met, 2 known, 3 relied on. `next`: what is missing for the next one; null at the top. */
export type TrustWire = {
  level: 0 | 1 | 2 | 3;
  subscriber: boolean;
  next: { posts: number; days: number; reports: number } | null;
};

/** GET /api/v1/members/:id/file; PUT|DELETE …/watch, PUT|DELETE …/labels/:label, POST …/notes answer with it too. */
export type MemberFile = {
  trust: TrustWire;
  activeDays: number;
  /** The team keeps an eye on them: their posts are flagged, nothing else. */
  watchedAt: string | null;
  can: Act[];
  ladder: { points: number; kind: MeasureKind; hours: number | null };
  measures: MeasureRow[];
  /** Of the removal of all their posts that was asked last; null where there was none. */
  removal: RemovalWire | null;
  /** `until`: the day on which it goes. */
  notes: (NoteWire & { until: string })[];
  /** null where nothing is counted of them. */
  engagement: EngagementOf | null;
  labels: string[];
  /** Of the site, to choose from. */
  knownLabels: string[];
  /** Those they are in now, and who looked at this file in the last 30 days: for managers, empty otherwise. */
  segments: Pick<SegmentWire, 'id' | 'name'>[];
  seenBy: string[];
  /** Badges that came of what happened. */
  earned: { key: string; glyph: Glyph; at: string; hidden: boolean; name: { fr: string; en: string } }[];
  consent: {
    /** The version of the rules that they accepted; when they declared the age that is asked for. */
    charter: number | null;
    age: string | null;
    /** How they want to be written to. */
    mails: Record<'answers' | 'mentions' | 'followed' | 'newsroom' | 'reactions', 'once' | 'hourly' | 'daily' | 'weekly' | 'never'>;
    /** Browsers that show what they are told. */
    devices: number;
  };
  /** Of the reports they made, how many were right and how many not; `less`: enough of the latter that theirs weigh less (reports/score.ts). */
  reporting: { upheld: number; refused: number; less: boolean };
};

/** `id`: of its statement. */
export type MeasureRow = {
  id: string;
  kind: MeasureKind;
  from: string;
  until: string | null;
  seconds: number | null;
  note: string;
  rule: { number: number; title: string } | null;
  by: string | null;
  state: 'in force' | 'over' | 'lifted' | 'read';
  url: string;
};

/**
 * GET /api/v1/members/:id/timeline?only=&cursor=; the latest first. `reported` by them, `received` of what they wrote; `coming`: what
 * they said of an event; `poll`: that they voted in a public one.
 */
export type TimelineKind = 'post' | 'reported' | 'received' | 'measure' | 'note' | 'coming' | 'came' | 'poll' | 'joined';
export type TimelinePage = { entries: TimelineEntry[]; next: string | null };
export type TimelineEntry = {
  id: string;
  kind: TimelineKind;
  at: string;
  /** A post’s id. */
  post?: string;
  /** What somebody said of their report. */
  note?: string;
  /** An excerpt, a note, a measure's reason, a poll's question. */
  text?: string;
  /** A post's state, what became of a report (`open`, `upheld`, `refused`), a measure's kind, what was said of coming. */
  state?: string;
  thread?: string | null;
  url?: string | null;
  /** Whose note; who wrote a post of a voice's. */
  by?: string;
  rule?: number | null;
};
