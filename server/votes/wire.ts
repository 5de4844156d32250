/** PUT|DELETE /api/v1/votes/:id -> how many want this question answered, and whether who asks is one of them. */
export type VoteWire = { votes: number; voted: boolean };
