import type { Typed } from '../accounts/form.tsx';
import { withMoments } from '../forum/site-moments.ts';
import type { Site } from '../sites/queries.ts';

/** What PollFields.tsx says, as the API takes it: options one a line, its end as clocks show it where the site is. */
export function pollTyped(typed: Typed, { timeZone }: Pick<Site, 'timeZone'>): Record<string, unknown> {
  return {
    options: (typed.pollOptions ?? '').split('\n').flatMap((line) => line.trim() || []),
    choices: typed.pollChoices || 1,
    secret: typed.pollBallot !== 'public',
    shows: typed.pollShows || 'voted',
    audience: typed.pollAudience || 'members',
    closesAt: withMoments(typed, ['pollClosesAt'], timeZone).pollClosesAt,
  };
}
