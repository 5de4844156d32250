import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Lane } from '#server/cases/wire.ts';
import type { InboxView } from '#server/inbox/wire.ts';

export const SIGN_IN = '/signin?next=/admin/';
/** Where somebody who lacks one is led to make it, or to give it. */
export const SECOND_FACTOR = '/account/second-factor?next=/admin/';
export const LANES: Lane[] = ['all', 'reported', 'held', 'appeals', 'escalated', 'mine', 'done'];
export const INBOX_VIEWS: InboxView[] = ['all', 'question', 'newsroom', 'correction', 'message', 'idea', 'mine', 'waiting', 'done'];
const SETTINGS_PARTS = [
  'site',
  'screening',
  'charter',
  'positioning',
  'law',
  'publisher',
  'doors',
  'look',
  'spaces',
  'tags',
  'badges',
  'voices',
  'templates',
  'tokens',
  'webhooks',
  'sites',
  'mails',
  'letters',
  'security',
  'canned',
  'ladder',
  'promises',
  'readings',
  'desk',
] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];

const CALENDAR_VIEWS = ['week', 'month', 'letters', 'item'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

const EVENTS = ['upcoming', 'past'] as const;
export type EventsWhen = (typeof EVENTS)[number];

export const AUDIENCE_PARTS = ['readers', 'campaigns', 'partners', 'goals', 'openings'] as const;
export type AudiencePart = (typeof AUDIENCE_PARTS)[number];

const REPORTS = ['day', 'month', 'threads', 'thread'] as const;
export type ReportsPart = (typeof REPORTS)[number];

export type Route =
  | { screen: 'home' }
  /** `query`: what narrows the lane (queue/filter.ts); absent for nothing. */
  | { screen: 'queue'; lane: Lane; id: string | null; query?: string }
  | { screen: 'inbox'; view: InboxView; id: string | null }
  | { screen: 'threads' }
  | { screen: 'events'; when: EventsWhen }
  | { screen: 'members'; id: string | null }
  /** `at`: an invitation, or the form that makes one; `thread`: the one that an expert is to be invited into. */
  | { screen: 'invitations'; at: string | null; thread: string | null }
  /** `at`: a day (YYYY-MM-DD) of what `view` shows, or an item; null: today, or a new one; `letter`: a new letter. */
  | { screen: 'calendar'; view: CalendarView; at: string | null }
  /** `at`: one, or NEW, with what it is proposed for in `query`; null: all of them. */
  | { screen: 'mediations'; at: string | null; query?: string }
  | { screen: 'audience'; part: AudiencePart }
  /** `at`: a day (YYYY-MM-DD) or a month (YYYY-MM), null for the last; or a thread, of what came after it was published. */
  | { screen: 'reports'; part: ReportsPart; at: string | null }
  | { screen: 'settings'; part: SettingsPart }
  | { screen: 'lost' };

/** `#/held/ID`, `#/all?reason=links`, `#/threads`, `#/settings/charter`; nothing is the home. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.slice(2).split('?');
  const [first = '', second, third] = path.split('/');
  if (first === '') return { screen: 'home' };
  if (isOneOf(LANES, first)) return { screen: 'queue', lane: first, id: second || null, ...(query && { query }) };
  if (first === 'inbox' && isOneOf(INBOX_VIEWS, second ?? 'all'))
    return { screen: 'inbox', view: (second ?? 'all') as InboxView, id: third || null };
  if (first === 'threads') return { screen: 'threads' };
  if (first === 'events' && isOneOf(EVENTS, second ?? 'upcoming')) return { screen: 'events', when: (second ?? 'upcoming') as EventsWhen };
  if (first === 'members') return { screen: 'members', id: second || null };
  if (first === 'invitations') return { screen: 'invitations', at: second || null, thread: third || null };
  if (first === 'mediations') return { screen: 'mediations', at: second || null, ...(query && { query }) };
  if (first === 'calendar' && isOneOf(CALENDAR_VIEWS, second ?? 'week'))
    return { screen: 'calendar', view: (second ?? 'week') as CalendarView, at: third || null };
  if (first === 'audience' && isOneOf(AUDIENCE_PARTS, second ?? 'readers'))
    return { screen: 'audience', part: (second ?? 'readers') as AudiencePart };
  if (first === 'reports' && isOneOf(REPORTS, second ?? 'threads'))
    return { screen: 'reports', part: (second ?? 'threads') as ReportsPart, at: third || null };
  if (first === 'settings' && isOneOf(SETTINGS_PARTS, second ?? 'site'))
    return { screen: 'settings', part: (second ?? 'site') as SettingsPart };
  return { screen: 'lost' };
}

export function hrefOf(route: Exclude<Route, { screen: 'lost' }>): string {
  if (route.screen === 'home') return '#/';
  if (route.screen === 'queue') return `#/${route.lane}${route.id ? `/${route.id}` : ''}${route.query ? `?${route.query}` : ''}`;
  if (route.screen === 'inbox') return ['#/inbox', route.view, route.id].filter(Boolean).join('/');
  if (route.screen === 'mediations')
    return `${['#/mediations', route.at].filter(Boolean).join('/')}${route.query ? `?${route.query}` : ''}`;
  if (route.screen === 'events') return `#/events/${route.when}`;
  if (route.screen === 'members') return `#/members${route.id ? `/${route.id}` : ''}`;
  if (route.screen === 'invitations') return ['#/invitations', route.at, route.thread].filter(Boolean).join('/');
  if (route.screen === 'reports') return ['#/reports', route.part, route.at].filter(Boolean).join('/');
  if (route.screen === 'calendar') return ['#/calendar', route.view, route.at].filter(Boolean).join('/');
  if (route.screen === 'audience') return `#/audience/${route.part}`;
  return route.screen === 'settings' ? `#/settings/${route.part}` : '#/threads';
}

/** `replace` leaves no step back: for what the desk opens by itself. */
export function goTo(href: string, { replace = false } = {}) {
  if (replace) location.replace(href);
  else location.hash = href;
  dispatchEvent(new Event('hashchange')); // the browser's own comes later: the next key may come before it
}

/** The route of the address. A link to a place in the page (`#main`) moves the focus there and leaves the route alone. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    document.addEventListener('click', followInPage);
    return () => {
      removeEventListener('hashchange', changed);
      document.removeEventListener('click', followInPage);
    };
  }, []);
  return useMemo(() => readRoute(hash), [hash]);
}

function followInPage(event: MouseEvent) {
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement); // it may lie in a shadow root
  const href = link?.getAttribute('href');
  if (!href?.startsWith('#') || href.startsWith('#/')) return;
  event.preventDefault();
  const place = document.getElementById(href.slice(1));
  place?.scrollIntoView({ block: 'nearest' });
  place?.focus({ preventScroll: true });
}

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}
