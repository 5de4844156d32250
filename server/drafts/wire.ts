// What the API sends and takes of what somebody has begun to write. Types only.

/** `name`: `new`, `reply:` or `edit:` and a post's id. `version` rises each time it is kept. */
export type DraftWire = { name: string; source: string; version: number; at: string };

/** GET /api/v1/drafts?site&article or ?thread: the member's own of one conversation. */
export type DraftsWire = { drafts: DraftWire[] };

/** PUT /api/v1/drafts/:name; `version` is the one it grew from, 0 for none. 409 `taken`, with what stands there, when it is no longer. */
export type DraftInput = { source: string; version: number };
export type KeptDraft = { version: number };
export type DraftTaken = { draft: DraftWire };

/** Of a conversation to open: its form as it was left, one for a member of a site. */
export type TopicDraftInput = { space: string; kind: string; title: string; tags: string; source: string; version: number };
/** PUT /api/v1/topic-draft?site= TopicDraftInput -> KeptDraft; `version` as above, 409 `taken`. The page /new fills itself with it. */
export type TopicDraft = TopicDraftInput & { at: string };
