/** Who sees how a poll stands: everybody at any time, those who have voted, or nobody before its end. */
export type PollShows = 'always' | 'voted' | 'ended';
export type PollAudience = 'members' | 'subscribers';
