import { Hono } from 'hono';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { opened } from '../machines/opened.ts';
import { sendFresh } from '../machines/send-fresh.ts';
import { isOut } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { writeCalendar } from './calendar.ts';
import { readCalendarToken } from './calendar-token.ts';
import { calendarOf } from './queries.ts';

/** Days that what is over stays in a calendar that is followed. */
const PAST_DAYS = 90;
const type = 'text/calendar';

/** For calendar programs: one event, a site's, a member's own. */
export const calendarRoutes = new Hono<Env>()
  .get('/t/:id/event.ics', opened, async (c) => {
    const { deps } = c.var;
    const site = requireSite(c);
    const place = await findThreadPlace(deps.db.read, c.req.param('id'));
    if (place?.site.id !== site.id || !isOut(place.thread, deps.now())) throw new Refusal('not_found');
    const rows = await calendarOf(deps.db.read, { siteId: site.id, threadId: place.thread.id, since: new Date(0), now: deps.now() });
    if (rows.length === 0) throw new Refusal('not_found');
    c.header('content-disposition', `attachment; filename="${place.thread.uid}.ics"`);
    return sendFresh(c, writeCalendar(deps, site, rows), { type });
  })
  .get('/events.ics', opened, async (c) => {
    const { deps } = c.var;
    const site = requireSite(c);
    const rows = await calendarOf(deps.db.read, { siteId: site.id, since: since(deps.now()), now: deps.now() });
    return sendFresh(c, writeCalendar(deps, site, rows), { type });
  })
  .get('/calendars/:file{[0-9a-f-]{36}\\.[\\w-]{43}\\.ics}', opened, async (c) => {
    const { deps } = c.var;
    const site = requireSite(c);
    const memberId = await readCalendarToken(deps, site.id, c.req.param('file'));
    if (memberId === null) throw new Refusal('not_found');
    const rows = await calendarOf(deps.db.read, { siteId: site.id, memberId, since: since(deps.now()), now: deps.now() });
    return sendFresh(c, writeCalendar(deps, site, rows), { type, own: true });
  });

const since = (now: Date) => new Date(now.getTime() - PAST_DAYS * 86_400_000);
