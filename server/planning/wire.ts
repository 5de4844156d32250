// The newsroom's calendar. Types only.
import type { Audience, DigestFigures } from '../digests/wire.ts';
import type { Kind } from '../threads/wire.ts';

/** `article`: something said under an article, where readers of its page see it. `digest`: a letter (docs/decisions/085). */
export type PlannedKind = Kind | 'digest';
export type ItemState = 'draft' | 'review' | 'approved' | 'scheduled' | 'published' | 'reviewed';

export type Check = { text: string; done: boolean };

/** As openThread takes them: ISO 8601, or null. */
export type ItemDates = { answersFrom: string | null; answersUntil: string | null; closesAt: string | null; remindsAt: string | null };

/** Why it was not opened: what has gone, that it was too late, or what was refused (`fields`: as a form would say it). */
export type Problem = { code: string; at: string; fields?: Record<string, string> };

/** All that is written of one. `at`: ISO 8601; null where nobody has said when. */
export type Planned = {
  kind: PlannedKind;
  title: string;
  source: string;
  at: string | null;
  minutes: number;
  /** By its slug; null where it is said under an article. */
  space: string | null;
  /** By the publisher's id. */
  article: string | null;
  /** Of the newsroom, by its id; null: in its author's own name. */
  voice: string | null;
  /** With whom it is held, by the partner's id: its title will say so. */
  partner: string | null;
  /** First in its space. */
  pinned: boolean;
  tags: string[];
  dates: ItemDates;
  /** What its kind has of its own, as POST /threads takes it. */
  details: Record<string, unknown>;
  checklist: Check[];
};

/** What may be done with one now. */
export type ItemAct = 'change' | 'move' | 'review' | 'approve' | 'schedule' | 'draft' | 'done' | 'take' | 'repeat' | 'end' | 'remove';

type Person = { id: string; name: string };

/** `here`: still of the newsroom. `held`: opened, and waits for a moderator. `url`: what it became. */
export type ItemRow = Pick<Planned, 'kind' | 'title' | 'at' | 'minutes' | 'space' | 'article'> & {
  id: string;
  version: number;
  state: ItemState;
  author: Person & { here: boolean };
  /** The voice that it is said in. */
  speaker: Person | null;
  /** « Sponsorisé par Lumen »; null with nobody. */
  label: string | null;
  problem: Problem | null;
  held: boolean;
  url: string | null;
  series: string | null;
  may: ItemAct[];
};

/** What stood there before, of what was changed. `by` null: the clock. */
export type ItemChange = {
  version: number;
  by: string | null;
  at: string;
  before: Partial<Planned & { state: ItemState; series: string | null }>;
};
type ItemNote = { id: string; by: string; text: string; at: string };

/** GET /api/v1/calendar/:id. `letter`: what became of it, once it left. */
export type ItemWire = ItemRow & Planned & { notes: ItemNote[]; changes: ItemChange[]; letter: DigestFigures | null };

/** GET /api/v1/calendar?from=&until= (ISO 8601, at most 62 days): what is planned then, and what has no day yet. */
export type CalendarWire = {
  items: ItemRow[];
  undated: ItemRow[];
  /** Whether somebody else than who wrote approves. */
  review: boolean;
};

/** What one may choose from. GET /api/v1/calendar/choices */
export type CalendarChoices = {
  spaces: { slug: string; name: string }[];
  voices: Person[];
  partners: Person[];
  kinds: PlannedKind[];
  /** To whom a letter may go. */
  audiences: (Audience & { name: string })[];
};

/** POST /api/v1/calendar -> 201, or 200 for a client id that is known. PUT /api/v1/calendar/:id {version, ...} */
export type PlannedInput = Planned & { clientId: string };

/** PUT /api/v1/calendar/:id/moment {version, at}. Of `taken`, everywhere: the item as it is by now. */
export type ItemTaken = { item: ItemWire };

/** PUT /api/v1/calendar/:id/state */
export type StateInput = { version: number; state: ItemState };

/** Live, to who is at the desk: it is no longer as it was. */
export type CalendarEvent = { item: string };

/** GET /api/v1/calendar/rhythm: comments by the hour of the week where the site is, from Monday at midnight; `n` in all. */
export type RhythmWire = { hours: number[]; n: number; weeks: number };

/** GET|POST /api/v1/calendar/agenda: one's own secret address of the calendar; null: none. DELETE -> 204. */
export type AgendaWire = { url: string | null };

/** What an item begins as. `version` 0: ours, as long as the site says nothing else under its key; `retired`: offered no more. */
export type TemplateWire = {
  key: string;
  version: number;
  name: string;
  kind: PlannedKind;
  source: string;
  minutes: number;
  pinned: boolean;
  checklist: string[];
  retired: boolean;
};
/** GET /api/v1/calendar/templates. PUT /api/v1/calendar/templates/:key TemplateInput -> the list. */
export type TemplatesWire = { templates: TemplateWire[] };
export type TemplateInput = Omit<TemplateWire, 'key'>;

/** GET /api/v1/calendar/ideas: what readers wait for an answer to, want, follow. `n`: answers, votes, comments. */
export type ContentIdea = { from: 'unanswered' | 'idea' | 'rising'; title: string; url: string; n: number };

/** POST /api/v1/calendar/links {source} -> {links}: where they lead today. `silent`: no answer, or not to us. */
export type CheckedLink = { url: string; says: 'there' | 'gone' | 'silent' };
