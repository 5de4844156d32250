import type { Typed } from '../accounts/form.tsx';
import { withMoments } from '../forum/site-moments.ts';
import type { Site } from '../sites/queries.ts';
import { clockOf } from '../time/wall-time.ts';
import type { OptionRow, PollRow } from './queries.ts';

/** What PollFields.tsx says, as the API takes it: options one a line, its end as clocks show it where the site is. */
export function pollTyped(typed: Typed, { timeZone }: Pick<Site, 'timeZone'>): Record<string, unknown> {
  return {
    options: (typed.pollOptions ?? '').split('\n').flatMap((line) => line.trim() || []),
    choices: typed.pollChoices || 1,
    secret: typed.pollBallot !== 'public',
    shows: typed.pollShows || 'voted',
    ...audienceTyped(typed.pollAudience || 'members'),
    closesAt: withMoments(typed, ['pollClosesAt'], timeZone).pollClosesAt,
  };
}

/** Of a segment, its id. */
const audienceTyped = (typed: string) => (/^[\da-f-]{36}$/.test(typed) ? { segment: typed } : { audience: typed });

/** The other way: a poll as its fields would have been filled in. */
export const typedOf = (poll: PollRow, options: OptionRow[], { timeZone }: Pick<Site, 'timeZone'>): Typed => ({
  question: poll.question,
  pollOptions: options
    .filter(({ pollId }) => pollId === poll.id)
    .map(({ text }) => text)
    .join('\n'),
  pollChoices: String(poll.choices),
  pollBallot: poll.secret ? 'secret' : 'public',
  pollShows: poll.shows,
  pollAudience: poll.segment ?? poll.audience,
  pollClosesAt: poll.closesAt ? clockOf(poll.closesAt, timeZone) : '',
});
