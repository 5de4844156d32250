import type { Member } from '../accounts/queries.ts';
import type { Partner } from '../partners/queries.ts';
import type { Staff } from '../http/who.ts';
import type { Site } from '../sites/queries.ts';
import type { Audience, Moderation } from '../sites/wire.ts';
import type { ErrorCode } from '../wire.ts';
import { activeMeasures, hoursOf, isNight, nextHour } from './measures.ts';
import { kinds, type KindRules } from './kinds.ts';
import type { Space, Thread } from './queries.ts';
import type { Measure } from './wire.ts';

/** What decides about a thread: its own word first, then its article's, the section's, the space's, the site's. */
export type Ground = {
  site: Pick<Site, 'settings'>;
  /** The publisher's id of the article, known or not; null in the forum. */
  articleKey: string | null;
  article: {
    section: string | null;
    audience: Audience | null;
    moderation: Moderation | null;
    closesAt: Date | null;
    publishedAt: Date | null;
  } | null;
  /** With whom it is held, if with anybody. */
  partner: Pick<Partner, 'moderation' | 'endedAt'> | null;
  /** Of the forum; null outside. */
  space: Pick<Space, 'audience' | 'moderation' | 'archivedAt'> | null;
  /** `keptOpen`: also when its article closes. */
  thread: Pick<Thread, 'closedAt' | 'moderation' | 'keptOpen' | 'kind' | 'answersUntil'> | null;
};

/** `slow`: seconds between two posts of one person. `night`: closed until the site's hours begin. `hostsOnly`: a live night is paused. */
export type Rules = {
  audience: Audience;
  moderation: Moderation;
  closesAt: Date | null;
  guests: boolean;
  slow: number;
  night: boolean;
  hostsOnly: boolean;
};

/** What decides at this moment: its measures, the latest word, included. */
type GroundNow = Ground & { site: Pick<Site, 'timeZone'>; thread: Pick<Thread, 'measures' | 'openingId' | 'lastAt' | 'opensAt'> | null };

export function rulesOf(ground: GroundNow, now: Date): Rules {
  if (ground.thread && !isOut(ground.thread, now)) return { ...rulesAround(ground), audience: 'nobody' };
  const { settings, timeZone } = ground.site;
  const night = () => isNight(hoursOf(settings), { timeZone, now });
  return activeMeasures(ground.thread?.measures, now).reduce(
    (rules, measure) => ({ ...rules, ...ruledBy(measure, rules, night) }),
    rulesAround(ground),
  );
}

function ruledBy({ kind, seconds = 0 }: Measure, { audience }: Rules, night: () => boolean): Partial<Rules> {
  if (kind === 'slow') return { slow: seconds };
  if (kind === 'before') return { moderation: 'before' };
  if (kind === 'night') return { night: night() };
  if (kind === 'hosts') return { hostsOnly: true };
  return { guests: false, audience: kind === 'subscribers' && audience === 'members' ? 'subscribers' : audience };
}

/** Without what holds for a while. */
export function rulesAround({ site: { settings }, articleKey, article, partner, space, thread }: Ground): Rules {
  const section = settings.sections.find(({ name }) => name === article?.section);
  const closeAfterDays = section?.closeAfterDays ?? settings.closeAfterDays;
  return {
    audience: isOver(articleKey, partner)
      ? 'nobody'
      : (article?.audience ?? section?.audience ?? (articleKey === null ? audienceOf(space) : settings.audience)),
    moderation:
      thread?.moderation ?? article?.moderation ?? partner?.moderation ?? section?.moderation ?? space?.moderation ?? settings.moderation,
    guests: settings.guests === true,
    slow: 0,
    night: false,
    hostsOnly: false,
    closesAt: earliest(
      thread?.closedAt,
      thread && datedEnd(thread),
      thread?.keptOpen ? null : (article?.closesAt ?? daysAfter(article?.publishedAt, closeAfterDays)),
    ),
  };
}

/** In a partner's own pages, with the partnership. */
const isOver = (articleKey: string | null, partner: Ground['partner']) =>
  articleKey !== null && partner !== null && partner.endedAt !== null;

/** In an archive nobody writes any more; under an article, they still do. */
const audienceOf = (space: Ground['space']): Audience => (space?.archivedAt ? 'nobody' : (space?.audience ?? 'members'));

/** When nothing is asked any more, where a kind says so. */
export const datedEnd = ({ kind, answersUntil }: Pick<Thread, 'kind' | 'answersUntil'>) =>
  kinds[kind].closes === 'dates' ? answersUntil : null;

export const isClosed = ({ audience, closesAt, night }: Rules, now: Date) =>
  audience === 'nobody' || night || (closesAt !== null && closesAt <= now);

/** When time alone may change what holds here, so that an open page asks again; null where nothing is dated. */
export function turnsAt(ground: GroundNow, now: Date): Date | null {
  const measures = activeMeasures(ground.thread?.measures, now);
  const { closesAt } = rulesOf(ground, now);
  return earliest(
    closesAt && closesAt > now ? closesAt : null,
    ...measures.map(({ until }) => new Date(until)),
    measures.some(({ kind }) => kind === 'night') ? nextHour({ timeZone: ground.site.timeZone, now }) : null,
  );
}

export const STAFF: readonly Member['role'][] = ['journalist', 'moderator', 'manager', 'admin'];
export const isNewsroom = ({ role }: Pick<Member, 'role'>) => STAFF.includes(role);
/** As whom staff speak to readers: who moderates is not the newsroom's voice. */
export const voiceOf = ({ role }: Pick<Member, 'role'>): 'moderator' | 'newsroom' | null =>
  role === 'moderator' ? 'moderator' : isNewsroom({ role }) ? 'newsroom' : null;
export const canModerate = ({ role }: Pick<Member, 'role'>) => ['moderator', 'manager', 'admin'].includes(role);

/** Whether a thread is among what somebody moderates: all of their site, or some of its spaces. */
export const moderates = (
  { site, spaces }: Pick<Staff, 'spaces'> & { site: Pick<Site, 'id'> },
  thread: { siteId: number; spaceId: number | null },
) => thread.siteId === site.id && (spaces === null || (thread.spaceId !== null && spaces.includes(thread.spaceId)));

/** Until its opening is public, and its hour has come, nobody but who opened a thread and the newsroom finds it. */
export const canFind = (
  thread: Pick<Thread, 'openingId' | 'lastAt' | 'opensAt' | 'authorId'>,
  member: Pick<Member, 'id' | 'role'> | null,
  now: Date,
): boolean => isOut(thread, now) || (member !== null && (member.id === thread.authorId || isNewsroom(member)));

export const isOut = ({ openingId, lastAt, opensAt }: Pick<Thread, 'openingId' | 'lastAt' | 'opensAt'>, now: Date) =>
  (openingId === null || lastAt !== null) && (opensAt === null || opensAt <= now);

/** `invited`: an invitation has them speak in this very thread at this moment (invitations/queries.ts). `host`: they hold it, where it has hosts. */
export type Speaker = Pick<Member, 'role'> & { invited: boolean; host: boolean };

/**
 * Why this member may not write here now; null when they may. Staff and whoever is invited speak where members may not,
 * but nobody where it is closed; experts only where they are invited, guests as long as the site takes them.
 */
export function refusalToPost(
  rules: Rules,
  member: Speaker,
  now: Date,
): (('thread_closed' | 'subscribers_only' | 'not_invited' | 'forbidden') & ErrorCode) | null {
  if (isClosed(rules, now)) return 'thread_closed';
  if (member.role === 'guest' && !rules.guests) return 'forbidden';
  if (member.invited) return null;
  if (member.role === 'expert') return 'not_invited';
  if (rules.audience === 'subscribers' && (member.role === 'guest' || member.role === 'member')) return 'subscribers_only';
  return null;
}

/** Where everybody asks, and only the invited and the newsroom answer. */
export const isAskedIn = ({ kind }: Pick<Thread, 'kind'>) => kinds[kind].answers === 'invited';

export const canAnswer = (thread: Pick<Thread, 'kind'>, member: Speaker) => !isAskedIn(thread) || member.invited || isNewsroom(member);

/** Whoever asked, and the newsroom, keep the answer that helped. */
export const canKeepAnswer = ({ kind, authorId }: Pick<Thread, 'kind' | 'authorId'>, member: Pick<Member, 'id' | 'role'>) =>
  kinds[kind].keeps && (member.id === authorId || isNewsroom(member));

/** Tags that the site has not yet: where it keeps its list itself, the newsroom alone. */
export const mayMakeTags = ({ settings }: Pick<Site, 'settings'>, member: Pick<Member, 'role'>) =>
  settings.tagsBy !== 'staff' || isNewsroom(member);

/** Why somebody may not open a thread of this kind in this space; null when they may. Who opens one can answer in it. */
export function refusalToOpen(
  { opens }: Pick<KindRules, 'opens'>,
  space: Pick<Space, 'opens' | 'archivedAt'>,
  { role }: Pick<Member, 'role'>,
): (('forbidden' | 'not_invited' | 'subscribers_only') & ErrorCode) | null {
  if (opens === 'comment' || space.archivedAt) return 'forbidden';
  if (isNewsroom({ role })) return null;
  if (role === 'guest' || role === 'expert') return 'not_invited';
  if (opens === 'staff' || space.opens === 'staff') return 'forbidden';
  return space.opens === 'subscribers' && role !== 'subscriber' ? 'subscribers_only' : null;
}

const earliest = (...dates: (Date | null | undefined)[]) =>
  dates.reduce<Date | null>((first, date) => (date && (!first || date < first) ? date : first), null);
const daysAfter = (date: Date | null | undefined, days: number | null) =>
  date && days !== null ? new Date(date.getTime() + days * 86_400_000) : null;
