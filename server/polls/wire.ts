// What the API sends of polls, and takes. Types only.

/** Who sees how a poll stands: everybody at any time, those who have voted, or nobody before its end. */
export type PollShows = 'always' | 'voted' | 'ended';
/** `segment`: some members, those that a filter finds (docs/decisions/080). */
export type PollAudience = 'members' | 'subscribers' | 'segment';

/** People who voted, and for each option how many did. */
export type PollResults = { voters: number; votes: number[] };

/** `choices`: how many options one voter names at most. `results`: as far as everybody sees them now. */
export type PollWire = {
  id: string;
  question: string;
  options: { id: number; text: string }[];
  choices: number;
  secret: boolean;
  shows: PollShows;
  audience: PollAudience;
  closesAt: string | null;
  closed: boolean;
  results: PollResults | null;
};

/** What is theirs alone: for what they voted, unless it is secret (`options` null); what they see of the results. */
export type OwnPollWire = { id: string; options: number[] | null; results: PollResults | null };

/** PUT /api/v1/polls/:id/vote {options} -> 200: the poll, and what is theirs of it. */
export type PollVotedWire = { poll: PollWire; own: OwnPollWire };
