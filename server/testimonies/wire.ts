// What the API sends of calls for testimony or recruitment, and takes. Types only.

/** Lines, texts, one of several, several, and what is checked for its form. */
export type FieldType = 'short' | 'long' | 'choice' | 'several' | 'date' | 'email' | 'phone';
/** `id` stays while its call asks it; `options` of a choice, else none. */
export type CallField = { id: string; type: FieldType; label: string; help: string; required: boolean; options: string[] };
/** By a field's id: what was typed, or what was ticked of several. */
export type Answers = Record<string, string | string[]>;

/** Who reads the answers: all of the newsroom (a moderator where they moderate), or only who is named. */
export type Readers = 'newsroom' | 'named';

/** Where the newsroom is with one. `published` is set by publishing alone. */
export type TestimonyState = 'new' | 'read' | 'contacted' | 'kept' | 'published' | 'set_aside';

/** How an author is named beside what is published of them. */
export type NamedAs = 'full' | 'first' | 'anonymous';

/** `asked` → `agreed`, `refused` or `change` (another text is wished for); asked again, it is `replaced`; an agreement can be `withdrawn`. */
export type AgreementState = 'asked' | 'agreed' | 'refused' | 'change' | 'replaced' | 'withdrawn';

/** What is asked in the author's own words to be published, and what they said. `post` as long as it is public; `hash` names all that is agreed to. */
export type AgreementWire = {
  id: string;
  text: string;
  namedAs: NamedAs;
  name: string;
  wording: number;
  hash: string;
  state: AgreementState;
  stays: boolean;
  word: string;
  askedAt: string;
  answeredAt: string | null;
  withdrawnAt: string | null;
  post: string | null;
};

/** One's own: it can be changed until `closesAt`, and taken back at any time. */
export type OwnTestimonyWire = {
  answers: Answers;
  sentAt: string;
  editedAt: string | null;
  keptUntil: string;
  agreements: AgreementWire[];
};

/**
 * GET /api/v1/testimonies/:id (the thread's). `form` names what it asks now: PUT …/own {form, answers, consent: true} -> 200 the same,
 * DELETE …/own -> 204. `keptUntil`: what is promised of an answer that is sent now.
 */
export type CallWire = {
  id: string;
  fields: CallField[];
  form: number;
  closesAt: string;
  closed: boolean;
  keptUntil: string;
  readers: Readers;
  own: OwnTestimonyWire | null;
};

/** For who reads them: GET /api/v1/testimonies/:id/answers?state=&cursor= -> TestimoniesPage. */
export type TestimonyWire = {
  id: string;
  version: number;
  state: TestimonyState;
  author: { id: string; name: string };
  assignee: { id: string; name: string } | null;
  /** Who last changed it, where that is the newsroom. */
  changedBy: string | null;
  answers: Answers;
  sentAt: string;
  editedAt: string | null;
  keptUntil: string;
};
export type TestimoniesPage = { testimonies: TestimonyWire[]; counts: Record<TestimonyState, number>; next: string | null };
/** GET …/answers/:answer. PUT …/handling {version, state, assignee} -> 200 the same, 409 `testimony_changed` with TestimonyWire as details. */
export type TestimonyDetail = TestimonyWire & { notes: { by: string; text: string; at: string }[]; agreements: AgreementWire[] };
