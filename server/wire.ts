// What every answer shares. Types only.

/** Every refusal has this body. `code` is a snake_case fact; `message` a sentence in the reader's language. */
export type ErrorBody = {
  error: {
    code: ErrorCode;
    message: string;
    /** For 422: a message for each field at fault. */
    fields?: Record<string, string>;
    /** For 429: seconds. Also in the Retry-After header. */
    retryAfter?: number;
    /** For `case_changed` and others whose answer needs facts. */
    details?: unknown;
    /** For 500: what to quote to whoever runs the service. */
    reference?: string;
  };
};

export type ErrorCode =
  | 'invalid' // 422
  | 'nudged' // 422: asked for a second thought; sent again unchanged it is taken, and held. details: NudgeWire of posts/wire.ts
  | 'text_refused' // 422: words that the site does not take; details: the same
  | 'search_too_wide' // 422: it took too long; a word or a filter more
  | 'malformed' // 400: not JSON, or not the declared type
  | 'too_large' // 413
  | 'not_signed_in' // 401
  | 'session_ended' // 401: a token that was good once
  | 'wrong_credentials' // 401
  | 'passkey_refused' // 401
  | 'link_spent' // 410: a one-time link used, or too old
  | 'forbidden' // 403
  | 'second_factor_needed' // 403: the site asks it of its staff; GET /account/second-factor leads there
  | 'wrong_origin' // 403: a page the publisher has not listed
  | 'subscribers_only' // 403
  | 'suspended' // 403: their right to write is suspended; `details` says until when, and why
  | 'banned' // 403
  | 'warning_unread' // 409: a warning is to be acknowledged before the next post
  | 'not_invited' // 403: an expert, where they were not asked to speak, or not now
  | 'vote_unproved' // 403: a vote takes an account with a proved address
  | 'age_undeclared' // 403: the site asks its writers for an age; the post says it with `ofAge`
  | 'not_found' // 404, also for what one may not know of
  | 'not_open' // 403: a site that its newsroom has not opened to readers yet
  | 'paused' // 503: one that it closed for a while
  | 'thread_closed' // 409
  | 'event_full' // 409: no seat is left; details: FullDetails of meetings/wire.ts
  | 'event_over' // 409
  | 'event_cancelled' // 409
  | 'answers_over' // 409: nothing is asked any more since `details.until`
  | 'live_paused' // 409: its hosts alone write for now
  | 'live_over' // 409: since `details.until`
  | 'parent_gone' // 409: the post replied to is no longer there
  | 'parent_moved' // 409: the post replied to is in another thread by now; details: { url }
  | 'partner_stays' // 409: what is held with a partner is neither merged, split, nor moved
  | 'opening_stays' // 409: what a thread opens with goes nowhere without it
  | 'event_stays' // 409: an event goes into no other thread
  | 'thread_merged' // 409: its posts are in another thread
  | 'idea_turned' // 409: it is elsewhere by now, and this does not follow
  | 'votes_closed' // 409: decided; nothing is voted for any more
  | 'poll_not_asked' // 403: a poll for some members, of whom they are none
  | 'poll_closed' // 409: a poll that ended at `details.until`
  | 'poll_voted' // 409: a secret vote is cast once
  | 'is_voice' // 409: the newsroom's own name is no member to act upon
  | 'second_eyes' // 409: what this voice says is read by somebody else before, and nothing is held there
  | 'poll_begun' // 409: somebody has voted for what it said
  | 'testimony_closed' // 409: a call that takes no answers any more since `details.until`
  | 'testimony_mended' // 409: the form asks something else by now
  | 'testimony_begun' // 409: somebody has answered what it asked
  | 'testimony_changed' // 409: a colleague or its author was sooner; details: TestimonyWire of testimonies/wire.ts
  | 'testimony_full' // 409: a call takes no more
  | 'mediation_changed' // 409: it has ended, or what was proposed stands no more
  | 'agreement_gone' // 409: asked anew, answered or withdrawn meanwhile
  | 'agreement_standing' // 409: what was agreed to is public
  | 'agreed_text' // 409: somebody agreed to these very words
  | 'edit_window_over' // 409
  | 'post_changed' // 409: edited elsewhere since
  | 'case_changed' // 409
  | 'case_claimed' // 409: somebody else decides it now; details: ClaimConflict of cases/wire.ts
  | 'item_changed' // 409: a colleague was sooner; details: InboxConflict of inbox/wire.ts
  | 'item_claimed' // 409: a colleague has it now; details: the same
  | 'too_late' // 409: people have been told, or are being told, of what was to be undone
  | 'last_admin' // 409: without them, nobody could give rights any more
  | 'taken' // 409
  | 'identity_taken' // 409: somebody's account elsewhere that is linked to another one here
  | 'last_door' // 409: nobody could come in any more
  | 'switched_off' // 409: a webhook that nothing is sent to
  | 'too_fast' // 429
  | 'unavailable' // 503: the database does not answer for now
  | 'internal'; // 500

/** POST /api/v1/session, POST /api/v1/session/refresh: the embed's short token, kept in memory only. */
export type SessionWire = { token: string; expiresAt: string; member: { id: string; name: string } };

/** POST /api/v1/session/own-data: a page of ours, good for one click and two minutes where the account has no other way in. */
export type OwnDataWire = { url: string };
