/**
 * PUT|DELETE /api/v1/votes/:id -> how many want this question answered or support this idea, and whether who asks is one of
 * them. `movedTo`: it went into another idea, where the vote counts.
 */
export type VoteWire = { votes: number; voted: boolean; movedTo?: { title: string; url: string } };
