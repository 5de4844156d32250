import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { asProblem, check, Field, Form, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { staffOf, type Env } from '../http/who.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { source } from '../posts/input.ts';
import { logSecurity } from '../security/log.ts';
import { threadPath } from '../threads/thread-path.ts';
import { addWalkIn, dropWalkIn, setCame } from './check-in.ts';
import { requireRun, type MeetingThere } from './find-meeting.ts';
import { cancellation, meetingInput, walkInInput } from './input.ts';
import { Crowded } from './Crowded.tsx';
import { ListPage } from './ListPage.tsx';
import { writeList } from './list-csv.ts';
import { detailsTyped, MeetingFields, typedFrom } from './MeetingFields.tsx';
import { attendancesOf } from './queries.ts';
import { sayHours } from './say-hours.ts';
import { cancelMeeting, changeMeeting, restoreMeeting } from './set-meeting.ts';
import { writeRecap } from './write-recap.ts';

type Ask = { c: Context<Env>; place: MeetingThere; typed: Typed };

/** What the newsroom does to an event, by forms alone: at a desk, or by telephone at the door. */
export const runPages = new Hono<Env>()
  .get('/events/:id/settings', async (c) => show(c, await requireRun(c, c.req.param('id'))))
  .post('/events/:id/settings', (c) => work(c, 'settings', change))
  .post('/events/:id/cancellation', (c) => work(c, 'cancellation', cancel))
  .post('/events/:id/recap', (c) => work(c, 'recap', recap))
  .get('/events/:id/list', async (c) => list(c, await requireRun(c, c.req.param('id'))))
  .post('/events/:id/list', async (c) => {
    const place = await requireRun(c, c.req.param('id'));
    const typed = await typedIn(c);
    try {
      const at = await mark(c, place, typed);
      return c.redirect(
        `/events/${place.thread.uid}/list${typed.q ? `?q=${encodeURIComponent(typed.q)}` : ''}${at ? `#a-${at}` : ''}`,
        303,
      );
    } catch (error) {
      if (error instanceof Refusal && error.code === 'invalid') return list(c, place, asProblem(c, error));
      throw error;
    }
  })
  .post('/events/:id/list.csv', async (c) => {
    const { thread } = await requireRun(c, c.req.param('id'));
    const { deps } = c.var;
    const { session, site } = staffOf(c);
    await deps.db.write((tx) =>
      logSecurity(tx, {
        event: 'event.exported',
        siteId: site.id,
        actor: session.account.uid,
        facts: { thread: thread.uid },
        at: deps.now(),
      }),
    );
    const rows = await attendancesOf(deps.db.read, thread.id, ['yes', 'maybe', 'waiting']);
    return c.body(writeList(rows, { t: wordsOf(c), timeZone: site.timeZone }), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${thread.uid}.csv"`,
      'cache-control': 'no-store',
    });
  });

/** Where to go once it is done; what cannot be done is said in its form, with what was typed. */
async function work(c: Context<Env, '/events/:id/settings'>, section: string, act: (ask: Ask) => Promise<void>): Promise<Response> {
  const place = await requireRun(c, c.req.param('id'));
  const typed = await typedIn(c);
  try {
    await act({ c, place, typed });
    return c.redirect(`${threadPath(place.thread)}#event`, 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
    return show(c, place, { section, typed, problem: asProblem(c, error) });
  }
}

const change = ({ c, place, typed }: Ask) =>
  changeMeeting(c.var.deps, staffOf(c), place, check(meetingInput, detailsTyped(typed, place.meeting.timeZone)));

const cancel = ({ c, place, typed }: Ask) =>
  typed.act === 'restore'
    ? restoreMeeting(c.var.deps, staffOf(c), place)
    : cancelMeeting(c.var.deps, staffOf(c), place, check(cancellation, typed).reason);

async function recap({ c, place, typed }: Ask) {
  const given = check(z.object({ source, clientId: z.uuid('field.wrong') }), typed);
  await writeRecap(c.var.deps, { staff: staffOf(c), address: c.var.address }, { place, ...given, closes: typed.closes !== undefined });
}

/** Resolves with the row to go back to. */
async function mark(c: Context<Env>, place: MeetingThere, typed: Typed): Promise<string | undefined> {
  const { deps } = c.var;
  const staff = staffOf(c);
  if (typed.add !== undefined) return addWalkIn(deps, staff, place, check(walkInInput, typed).name);
  if (typed.drop) await dropWalkIn(deps, staff, place, typed.drop);
  const uid = typed.came ?? typed.notCame;
  if (uid) await setCame(deps, staff, place, { uid, came: typed.came !== undefined });
  return uid;
}

async function list(c: Context<Env>, { thread, meeting }: MeetingThere, problem?: Problem) {
  const rows = await attendancesOf(c.var.deps.db.read, thread.id, ['yes', 'maybe', 'waiting']);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: wordsOf(c)('event.list'),
    status: problem?.status ?? 200,
    children: <ListPage {...{ c, thread, meeting, rows, problem }} />,
  });
}

type Faulty = { section: string; typed: Typed; problem: Problem };

function show(c: Context<Env>, { thread, meeting, site }: MeetingThere, faulty?: Faulty) {
  const t = wordsOf(c);
  const of = (section: string) => (faulty?.section === section ? { problem: faulty.problem } : {});
  const typedIn = (section: string): Typed => (faulty?.section === section ? faulty.typed : {});
  const settings = faulty?.section === 'settings' ? faulty.typed : typedFrom(meeting);
  const over = meeting.endsAt <= c.var.deps.now();
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('event.settings'),
    status: faulty?.problem.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href={threadPath(thread)}>{thread.title}</a>
        </p>
        <h1>{t('event.settings')}</h1>
        <p class="meta">{sayHours(c.var.locale, meeting)}</p>
        {over && (
          <section class="flow" aria-labelledby="recap">
            <h2 id="recap">{t('event.recap')}</h2>
            <p class="meta">{t('event.recapHelp')}</p>
            <Form action={`/events/${thread.uid}/recap`} {...of('recap')}>
              <input type="hidden" name="clientId" value={typedIn('recap').clientId ?? c.var.deps.newId()} />
              <Field name="source" label={t('write.label')} lines={8} value={typedIn('recap').source} {...of('recap')} />
              <label class="choice">
                <input type="checkbox" name="closes" value="1" checked={typedIn('recap').closes !== undefined} />
                <span>{t('event.closes')}</span>
              </label>
              <button class="btn main">{t('event.recapGo')}</button>
            </Form>
          </section>
        )}
        <section class="flow" aria-labelledby="settings">
          <h2 id="settings">{t('event.hours')}</h2>
          <p class="meta">{t('event.settingsHelp')}</p>
          <Crowded t={t} meeting={meeting} />
          <Form action={`/events/${thread.uid}/settings`} {...of('settings')}>
            <MeetingFields {...{ t, typed: settings, zone: site.timeZone }} {...of('settings')} />
            <button class="btn main">{t('account.save')}</button>
          </Form>
        </section>
        {!over && (
          <section class="flow" aria-labelledby="cancellation">
            <h2 id="cancellation">{t('event.cancel')}</h2>
            <Form action={`/events/${thread.uid}/cancellation`} {...of('cancellation')}>
              {meeting.cancelledAt ? (
                <>
                  <p class="note warn">{meeting.reason}</p>
                  <button class="btn" name="act" value="restore">
                    {t('event.restore')}
                  </button>
                </>
              ) : (
                <>
                  <Field
                    name="reason"
                    label={t('event.reason')}
                    help={t('event.reasonHelp')}
                    value={typedIn('cancellation').reason}
                    {...of('cancellation')}
                  />
                  <button class="btn bad">{t('event.cancel')}</button>
                </>
              )}
            </Form>
          </section>
        )}
      </div>
    ),
  });
}
