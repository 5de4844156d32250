import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Deps } from '../deps.ts';
import { translate } from '../i18n/translate.ts';
import { textOf } from '../markdown/text-of.ts';
import { cut } from '../pages/cut.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { CalendarRow } from './queries.ts';
import { sayHours } from './say-hours.ts';

/** Characters of what it opens with: a calendar is no page. */
const DESCRIPTION = 1000;
/** Seconds after which a calendar that follows asks again. */
const TTL = 3600;

/**
 * RFC 5545, for programs of all sorts. Hours are in UTC: there is one moment to each, whatever clocks do, and no table of time
 * zones to go stale; the description says them by the clocks of the place. What is made of the same rows is the same to the byte.
 */
export function writeCalendar({ config }: Deps, site: Site, rows: CalendarRow[]): string {
  const { locale, name } = site.settings;
  const calendar = ical({
    name: translate(locale, 'event.calendar', { site: name }),
    prodId: { company: 'Terrasse', product: 'events', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: TTL,
  });
  for (const { meeting, uid, title, html, answer } of rows) {
    const url = siteUrl(config, site) + threadPath({ uid, title });
    const online = answer === 'yes' ? meeting.onlineUrl : null;
    const said = [sayHours(locale, meeting), meeting.reason, online, cut(textOf(html ?? ''), DESCRIPTION), url];
    calendar.createEvent({
      id: uid,
      sequence: meeting.sequence,
      stamp: meeting.changedAt,
      start: meeting.startsAt,
      end: meeting.endsAt,
      summary: plain(title ?? ''),
      description: plain(said.filter(Boolean).join('\n\n')),
      location: plain(meeting.place) || translate(locale, 'event.online'),
      url,
      status: statusOf(meeting.cancelledAt, answer),
    });
  }
  return calendar.toString();
}

const statusOf = (cancelledAt: Date | null, answer: CalendarRow['answer']) =>
  cancelledAt
    ? ICalEventStatus.CANCELLED
    : answer === 'maybe' || answer === 'waiting'
      ? ICalEventStatus.TENTATIVE
      : ICalEventStatus.CONFIRMED;

/** What steers a program is no text (RFC 5545 §3.1: CONTROL); the generator makes `\n` of a line's end. */
const plain = (text: string) => text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '');
