import { Hono } from 'hono';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { bySecret } from '../machines/opened.ts';
import { sendFresh } from '../machines/send-fresh.ts';
import { opensAgenda, writeAgenda } from './agenda.ts';
import { itemsBetween } from './queries.ts';

const DAY_MS = 86_400_000;
/** What is over stays a while, what is far is not planned. */
const [PAST_DAYS, AHEAD_DAYS] = [60, 180];

/** The newsroom's calendar, for calendar programs: its address is the secret. */
export const agendaRoutes = new Hono<Env>().get('/calendars/desk/:file{[0-9a-f-]{36}\\.[\\w-]{43}\\.ics}', bySecret, async (c) => {
  const { deps } = c.var;
  const site = requireSite(c);
  if (!(await opensAgenda(deps, site, c.req.param('file')))) throw new Refusal('not_found');
  const now = deps.now().getTime();
  const between = { from: new Date(now - PAST_DAYS * DAY_MS), until: new Date(now + AHEAD_DAYS * DAY_MS) };
  return sendFresh(c, writeAgenda(deps, site, await itemsBetween(deps.db.read, site.id, between)), { type: 'text/calendar', own: true });
});
