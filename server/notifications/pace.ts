import { nextHour, nextTime } from '../time/wall-time.ts';
import { afterQuiet, type Clock } from './quiet-hours.ts';
import type { NoticeKind } from './schema.ts';

/** How soon mails follow what they tell of. */
export const PACES = ['once', 'hourly', 'daily', 'weekly', 'never'] as const;
export type Pace = (typeof PACES)[number];

/** Why somebody is told; decisions, and what is the newsroom's own, go with the answers. */
export const REASONS = ['answers', 'mentions', 'followed', 'newsroom', 'reactions'] as const;
type Reason = (typeof REASONS)[number];
export type Paces = Record<Reason, Pace>;

const OF_KIND: Partial<Record<NoticeKind, Reason>> = {
  mention: 'mentions',
  called: 'mentions',
  post: 'followed',
  thread: 'followed',
  asked: 'newsroom',
  reactions: 'reactions',
  thanks: 'reactions',
};
export const reasonOf = (kind: NoticeKind): Reason => OF_KIND[kind] ?? 'answers';

/** What one follows comes gathered, what the newsroom asks to with the week's, and who is liked finds it in the page, unless they want otherwise. */
export const pacesOf = ({ mailPace, paces }: { mailPace: Pace; paces: Partial<Paces> | null }): Paces => ({
  answers: mailPace,
  mentions: mailPace,
  followed: mailPace === 'never' ? 'never' : 'daily',
  newsroom: mailPace === 'never' ? 'never' : 'weekly',
  reactions: 'never',
  ...paces,
});

/** What is over by the evening: its mail follows at once, unless one wants none. */
const URGENT = new Set<NoticeKind>(['event_seat', 'event_changed', 'event_cancelled', 'event_restored', 'event_soon', 'testimony_asked']);
export const paceOf = (kind: NoticeKind, paces: Paces): Pace => {
  const pace = paces[reasonOf(kind)];
  return URGENT.has(kind) && pace !== 'never' ? 'once' : pace;
};

/** The hour of digests where nobody chose another, and the day of the weekly ones: Friday, before the weekend. */
export const DIGEST_AT = '18:00';
const DIGEST_DAY = 5;

/** When what was told at `at` leaves by mail; null is never. */
export function leavesAt(at: Date, pace: Pace, clock: Clock & { digestAt: string | null }): Date | null {
  const { timeZone } = clock;
  const time = clock.digestAt ?? DIGEST_AT;
  if (pace === 'never') return null;
  if (pace === 'daily') return nextTime(at, { time, timeZone });
  if (pace === 'weekly') return nextTime(at, { time, timeZone, weekday: DIGEST_DAY });
  return afterQuiet(pace === 'hourly' ? nextHour(at, timeZone) : at, clock);
}
