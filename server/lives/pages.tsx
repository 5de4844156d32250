import { Hono, type Context } from 'hono';
import { asProblem, Form, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import type { Actor, Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { renderAboutPost } from '../forum/about-post.tsx';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { threadPath } from '../threads/thread-path.ts';
import { addHost, dropHost, staffOf } from './choose-hosts.ts';
import { requireLive, requireMoment } from './find-live.ts';
import { PACES, paceIn, setPace } from './pace.ts';
import { dropMoment, pinMoment } from './pin-moment.ts';
import { readLive } from './present.ts';
import { hostsOf } from './queries.ts';
import { endLive, goOnAir, pauseLive, type There } from './run-live.ts';
import { setEvent } from './set-event.ts';
import type { LiveWire } from './wire.ts';

type Ask = { c: Context<Env>; actor: Actor; place: There; typed: Typed };

/** Where those who hold a live night hold it, by forms alone: from a telephone at the side of the field. */
export const livePages = new Hono<Env>()
  .get('/lives/:id', async (c) => {
    const { actor, place } = await requireLive(c, c.req.param('id'));
    return show(c, actor, place);
  })
  .post('/lives/:id', async (c) => {
    const { actor, place } = await requireLive(c, c.req.param('id'));
    const typed = await typedIn(c);
    try {
      await act({ c, actor, place, typed });
      return c.redirect(`/lives/${place.thread.uid}`, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
      return show(c, actor, place, { typed, problem: asProblem(c, error) });
    }
  })
  .get('/live-moments/:id', (c) => showMoment(c))
  .post('/live-moments/:id', async (c) => {
    const { actor, place, postId, post } = await requireMoment(c, c.req.param('id'));
    const { act: asked } = await typedIn(c);
    try {
      if (asked === 'drop') await dropMoment(c.var.deps, actor, place, postId);
      else await pinMoment(c.var.deps, actor, place, { postId, above: asked !== 'keep' });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'invalid') return showMoment(c, asProblem(c, error));
      throw error;
    }
    return c.redirect(`/p/${post.uid}`, 303);
  });

function act({
  c: {
    var: { deps },
  },
  actor,
  place,
  typed,
}: Ask): Promise<void> {
  if (typed.host) return addHost(deps, actor, place, typed.host);
  if (typed.drop) return dropHost(deps, actor, place, typed.drop);
  if (typed.pace) return setPace(deps, actor, place, typed.pace);
  if (typed.event !== undefined) return setEvent(deps, actor, place, typed.event);
  if (typed.act === 'pause') return pauseLive(deps, actor, place);
  if (typed.act === 'air') return goOnAir(deps, actor, place);
  return endLive(deps, actor, place, typed.act === 'end');
}

type Faulty = { typed: Typed; problem: Problem };

async function show(c: Context<Env>, actor: Actor, place: There, faulty?: Faulty) {
  const t = wordsOf(c);
  const { deps } = c.var;
  const { thread } = place;
  const live = (await readLive(deps, place)).live!;
  const hosts = (await hostsOf(deps.db.read, thread.id)).filter(({ leftAt }) => leftAt === null);
  const others = (await staffOf(deps.db.read, place.site.id)).filter(({ id }) => !hosts.some(({ memberId }) => memberId === id));
  const pace = await paceIn(deps.db.read, thread);
  const action = `/lives/${thread.uid}`;
  const faults = faulty ? { problem: faulty.problem } : {};
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('live.console'),
    status: faulty?.problem.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href={threadPath(thread)}>{thread.title ?? place.article?.title ?? place.articleKey}</a>
        </p>
        <h1>{t('live.console')}</h1>
        <section class="flow" aria-labelledby="state">
          <h2 id="state">{sayState(c, place, live)}</h2>
          <p class="meta">{t(`live.help.${live.state}`)}</p>
          <Form action={action} {...faults}>
            <p class="line">
              {live.state === 'on_air' && <Act t={t} act="pause" main />}
              {(live.state === 'paused' || live.state === 'announced') && <Act t={t} act="air" main />}
              {live.state === 'ended' ? <Act t={t} act="reopen" /> : <Act t={t} act="end" />}
            </p>
          </Form>
        </section>
        <section class="flow" aria-labelledby="hosts">
          <h2 id="hosts">{t('live.hosts')}</h2>
          <p class="meta">{t('live.hostsHelp')}</p>
          <ul class="rows tight">
            {hosts.map(({ authorUid, authorName, authorTitle }) => (
              <li key={authorUid}>
                <form method="post" action={action} class="line ends">
                  <span>
                    <strong>{authorName}</strong> {authorTitle && <span class="meta">{authorTitle}</span>}
                  </span>
                  {hosts.length > 1 && (
                    <button class="btn" name="drop" value={authorUid} aria-label={t('live.dropHost', { name: authorName })}>
                      {t('live.drop')}
                    </button>
                  )}
                </form>
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <Form action={action} {...faults}>
              <div class="field">
                <label for="host">{t('live.addHost')}</label>
                <select id="host" name="host" required>
                  {others.map(({ uid, name, title }) => (
                    <option key={uid} value={uid} selected={uid === faulty?.typed.host}>
                      {title ? `${name}, ${title}` : name}
                    </option>
                  ))}
                </select>
                {faulty?.problem.fields.host && <p>{faulty.problem.fields.host}</p>}
              </div>
              <button class="btn">{t('live.add')}</button>
            </Form>
          )}
          {['manager', 'admin'].includes(actor.member.role) && (
            <p class="meta">
              {t('live.expertHelp')} <a href={`/admin/#/invitations/expert/${thread.uid}`}>{t('live.expert')}</a>
            </p>
          )}
        </section>
        <section class="flow" aria-labelledby="pace">
          <h2 id="pace">{t('live.pace')}</h2>
          <p class="meta">{t('live.paceHelp')}</p>
          <Form action={action} {...faults}>
            <p class="line answers" role="group" aria-labelledby="pace">
              {PACES.map((one) => (
                <button key={one} class="btn" name="pace" value={one} aria-pressed={one === pace}>
                  {t('live.paceOf', { n: one })}
                </button>
              ))}
            </p>
          </Form>
        </section>
        <section class="flow" aria-labelledby="event">
          <h2 id="event">{t('live.eventTitle')}</h2>
          {live.event && (
            <p>
              <a href={live.event.url}>{live.event.title}</a>
            </p>
          )}
          <Form action={action} {...faults}>
            <div class="field">
              <label for="event-address">{t('live.event')}</label>
              <input id="event-address" name="event" value={faulty?.typed.event ?? live.event?.url ?? ''} aria-describedby="event-help" />
              <p id="event-help">{t('live.eventHelp')}</p>
              {faulty?.problem.fields.event && <p>{faulty.problem.fields.event}</p>}
            </div>
            <button class="btn">{t('account.save')}</button>
          </Form>
        </section>
        <Moments c={c} live={live} />
      </div>
    ),
  });
}

function sayState(c: Context<Env>, { site }: There, { state, startsAt }: LiveWire): string {
  const date = startsAt ? momentOf(c.var.locale, new Date(startsAt), site.timeZone) : '';
  return wordsOf(c)('live.state', { state: state === 'announced' ? 'announced' : state, date });
}

type Acts = 'pause' | 'air' | 'end' | 'reopen';

const Act = ({ t, act: value, main = false }: { t: ReturnType<typeof wordsOf>; act: Acts; main?: boolean }) => (
  <button class={main ? 'btn main' : 'btn'} name="act" value={value}>
    {t(`live.act.${value}`)}
  </button>
);

function Moments({ c, live: { moments, pinned } }: { c: Context<Env>; live: LiveWire }) {
  const t = wordsOf(c);
  return (
    <section class="flow" aria-labelledby="moments">
      <h2 id="moments">{t('live.moments')}</h2>
      <p class="meta">{t('live.momentsHelp')}</p>
      <ul class="rows tight">
        {moments.map(({ post, author, text }) => (
          <li key={post} class="line ends">
            <span>
              <strong>{author}</strong> <a href={`/p/${post}`}>{text}</a>
              {post === pinned?.id && <span class="meta"> {t('live.isPinned')}</span>}
            </span>
            <a class="btn" href={`/live-moments/${post}`} aria-label={t('live.changeMoment', { text })}>
              {t('live.change')}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function showMoment(c: Context<Env>, problem?: Problem) {
  const { place, post } = await requireMoment(c, c.req.param('id') ?? '');
  const t = wordsOf(c);
  const { pinned, moments, state } = (await readLive(c.var.deps, place)).live!;
  const isMoment = moments.some((one) => one.post === post.uid);
  const isPinned = pinned?.id === post.uid;
  return renderAboutPost(c, post, {
    title: t('live.pinTitle'),
    what: t(isPinned ? 'live.pinnedNow' : isMoment ? 'live.momentNow' : 'live.pinWhat'),
    problem,
    field: 'moment',
    children: (
      <Form action={`/live-moments/${post.uid}`}>
        <p class="line">
          {!isPinned && state !== 'ended' && (
            <button class="btn main" name="act" value="pin">
              {t('live.pin')}
            </button>
          )}
          {(isPinned || !isMoment) && (
            <button class="btn" name="act" value="keep">
              {t(isPinned ? 'live.unpin' : 'live.keep')}
            </button>
          )}
          {isMoment && (
            <button class="btn" name="act" value="drop">
              {t('live.dropMoment')}
            </button>
          )}
        </p>
      </Form>
    ),
  });
}
