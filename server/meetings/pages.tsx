import { Hono, type Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { check, renderDoor, typedIn } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { actorOf, isFromOwnPage, requireSite, type Env } from '../http/who.ts';
import { dateFormat } from '../i18n/date-format.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { siteUrl } from '../sites/url.ts';
import { threadPath } from '../threads/thread-path.ts';
import { answerMeeting } from './answer.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { calendarPath, renewCalendar } from './calendar-token.ts';
import { requireHere, type MeetingThere } from './find-meeting.ts';
import { answerTyped } from './input.ts';
import { MeetingFacts } from './MeetingPart.tsx';
import { MeetingRows } from './MeetingRows.tsx';
import { presentMeetings } from './present.ts';
import { calendarOf, meetingIn, meetingsPage, MEETINGS_PAGE } from './queries.ts';
import { runPages } from './run-pages.tsx';
import { monthOf } from '../time/wall-time.ts';

const WHEN = ['upcoming', 'past'] as const;

/** A site's events, and saying whether one comes, with forms alone. */
export const meetingPages = new Hono<Env>()
  .get('/events', showAll)
  .get('/events/mine', (c) => asMember(c, ({ member }) => showOwn(c, member)))
  .post('/events/mine', (c) =>
    asMember(c, async ({ member }) => {
      await renewCalendar(c.var.deps, member);
      return c.redirect('/events/mine#calendar', 303);
    }),
  )
  .get('/events/:id/answer', async (c) => {
    const place = await requireHere(c, c.req.param('id'));
    return asMember(c, () => ask(c, place));
  })
  .post('/events/:id/answer', async (c) => {
    const place = await requireHere(c, c.req.param('id'));
    const actor = isFromOwnPage(c) ? await actorOf(c, place.site) : null;
    if (!actor) return c.redirect(`/events/${place.thread.uid}/answer`, 303);
    const { answer, named } = check(answerTyped, await typedIn(c));
    try {
      await answerMeeting(c.var.deps, actor, { place, answer, named });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'event_full') return ask(c, place, true);
      throw error;
    }
    return c.redirect(`${threadPath(place.thread)}#event`, 303);
  })
  .route('/', runPages);

/** Month by month, by the clocks of the site. */
async function showAll(c: Context<Env>) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const site = requireSite(c);
  const when = c.req.query('when') === 'past' ? 'past' : 'upcoming';
  const rows = await meetingsPage(deps.db.read, { siteId: site.id, when, now: deps.now() }, readCursor(c.req.query('cursor')));
  const page = rows.slice(0, MEETINGS_PAGE);
  const last = rows.length > MEETINGS_PAGE ? page.at(-1)!.meeting : null;
  const next = last ? writeCursor({ value: last.startsAt.getTime(), id: last.threadId }) : undefined;
  const events = await presentMeetings(deps, site, page, (await actorOf(c, site))?.member ?? null);
  const months = Map.groupBy(events, ({ startsAt }) => monthOf(new Date(startsAt), site.timeZone));
  const name = (month: string) =>
    dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
  return renderPage(c, {
    title: t('event.title'),
    head: { of: 'forum', description: t('event.about', { site: site.settings.name }), next },
    children: (
      <>
        <div class="line ends">
          <h1>{t('event.title')}</h1>
          <nav class="tabs" aria-label={t('event.which')}>
            {WHEN.map((one) => (
              <a key={one} href={one === 'past' ? '/events?when=past' : '/events'} aria-current={one === when ? 'page' : undefined}>
                {t(`event.${one}`)}
              </a>
            ))}
          </nav>
        </div>
        <p class="meta ways">
          <a href="/events.ics">{t('event.follow')}</a>
          <a href="/events/mine">{t('event.mine')}</a>
        </p>
        {events.length === 0 && <p class="centre meta">{t(`event.none.${when}`)}</p>}
        {[...months].map(([month, those]) => (
          <section key={month} aria-labelledby={`m-${month}`}>
            <h2 id={`m-${month}`}>{name(month)}</h2>
            <MeetingRows c={c} events={those} />
          </section>
        ))}
        {next && (
          <p class="centre">
            <a class="btn" href={`?when=${when}&cursor=${next}`}>
              {t('event.more')}
            </a>
          </p>
        )}
      </>
    ),
  });
}

/** Those one said something of, and the calendar of them. */
async function showOwn(c: Context<Env>, member: Parameters<typeof calendarPath>[1]) {
  const t = wordsOf(c);
  const { deps } = c.var;
  const site = requireSite(c);
  const path = await calendarPath(deps, member);
  const rows = await calendarOf(deps.db.read, { siteId: site.id, memberId: member.id, since: deps.now(), now: deps.now() });
  const who = await actorOf(c, site);
  const events = await presentMeetings(deps, site, rows, who!.member);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('event.mine'),
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href="/events">{t('event.title')}</a>
        </p>
        <h1>{t('event.mine')}</h1>
        {events.length === 0 ? <p class="meta">{t('event.none.mine')}</p> : <MeetingRows c={c} events={events} />}
        <section class="flow" aria-labelledby="calendar">
          <h2 id="calendar">{t('event.own.calendar')}</h2>
          <p class="meta">{t('event.own.calendarHelp')}</p>
          {path && (
            <div class="field">
              <label for="address">{t('event.own.address')}</label>
              <input id="address" value={`${siteUrl(deps.config, site)}${path}`} readOnly />
            </div>
          )}
          <form method="post" action="/events/mine">
            <button class="btn">{t(path ? 'event.own.renew' : 'event.own.make')}</button>
          </form>
        </section>
      </div>
    ),
  });
}

/** Asked again; `full`: somebody else was a moment sooner. */
async function ask(c: Context<Env>, { site, thread }: MeetingThere, full = false) {
  const t = wordsOf(c);
  const { deps } = c.var;
  const meeting = (await meetingIn(deps.db.read, thread.id))!;
  const actor = await actorOf(c, site);
  const [wire] = await presentMeetings(deps, site, [{ meeting, ...thread }], actor!.member);
  const Note = ({ children }: { children: ComponentChildren }) => (
    <p class="note bad" role="alert">
      <strong>{children}</strong>
    </p>
  );
  return renderDoor(c, {
    title: wire!.title,
    status: full ? 409 : 200,
    children: (
      <>
        <h1>{wire!.title}</h1>
        {full && <Note>{t('error.event_full')}</Note>}
        <MeetingFacts c={c} meeting={wire!} />
        {wire!.state === 'over' || wire!.state === 'cancelled' ? (
          <Note>{t(wire!.state === 'over' ? 'error.event_over' : 'error.event_cancelled')}</Note>
        ) : (
          <AnswerForm t={t} meeting={wire!} full={full} />
        )}
        <a class="btn" href={threadPath(thread)}>
          {t('event.back')}
        </a>
      </>
    ),
  });
}
