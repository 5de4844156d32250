// What the API sends of calls for testimony or recruitment, and takes. Types only.

/** Lines, texts, one of several, several, and what is checked for its form. */
type FieldType = 'short' | 'long' | 'choice' | 'several' | 'date' | 'email' | 'phone';
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
