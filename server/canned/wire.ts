// What moderators say often. Types only.

/** A text in one language; `id` is the same in all. With a `verdict` it is a macro: it also chooses the rule. */
export type CannedReply = {
  id: string;
  locale: 'fr' | 'en';
  /** Each change makes the next; what was sent keeps the words it had. */
  version: number;
  title: string;
  /** May name {author}, {rule}, {article}. */
  body: string;
  verdict: 'reject' | 'hide' | 'ask_edit' | null;
  /** By its number in the charter. */
  rule: number | null;
};

/** GET /api/v1/canned-replies */
export type CannedReplies = { replies: CannedReply[] };

/**
 * POST /api/v1/canned-replies makes one; PUT /api/v1/canned-replies/:id changes it in that language, or adds the language
 * (version 0). 409 `taken` when `version` is no longer the latest. DELETE retires it in all.
 */
export type CannedInput = Omit<CannedReply, 'id'>;
