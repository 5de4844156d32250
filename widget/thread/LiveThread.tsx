import type { LiveWire } from '#server/lives/wire.ts';
import { freshOf } from '../changes.ts';
import { flowOf, flows } from '../flow.ts';
import { rareWords } from './context.ts';
import { sayFull, sayTime } from './dates.ts';
import { Icon } from './Icon.tsx';
import { lock } from './icons.ts';
import { clock, down } from './rare-icons.ts';
import { Note } from './Note.tsx';
import { Said } from './Said.tsx';
import { instead, type Scene } from './scene.ts';
import { More, Writing } from './Thread.tsx';
import { trusted } from './trusted.ts';

/** Pixels from the end within which one is there. */
const NEAR = 24;

type PartProps = { scene: Scene };
type LiveProps = PartProps & { live: LiveWire };

/** A live night: followed from its end while it goes on, read in order once it is over. The same on the server. */
export function LiveThread({ scene }: PartProps) {
  const { state, context, view, parts } = scene;
  const live = state.thread.live!;
  const shown = waits(scene) ? withoutReplies(scene) : scene;
  const flowing = flows(state, view);
  // While it goes on one comes for what is said now: the rest stands below.
  const latestFirst = flowing && live.state !== 'announced';
  const opening = parts.Opening && <parts.Opening key="opening" scene={shown} />;
  const moments = <Moments key="moments" scene={scene} live={live} />;
  return (
    <section class="thread live" lang={context.lang} aria-labelledby="title">
      {latestFirst || opening}
      <Head scene={scene} live={live} />
      {parts.Notes && <parts.Notes scene={scene} />}
      <Pinned scene={scene} live={live} />
      {latestFirst || moments}
      <p class="sr" role="status">
        {view.said}
      </p>
      {flowing ? <Flow scene={shown} /> : <Archive scene={shown} />}
      <Closing scene={scene} live={live} />
      <Writing scene={live.state === 'ended' ? { ...scene, parts: { ...parts, Shut: undefined } } : scene} />
      {latestFirst && [moments, opening]}
      {parts.Report && view.report && <parts.Report scene={scene} />}
    </section>
  );
}

/** Somebody else writes for now. */
const waits = ({ state: { thread, viewer } }: Scene) =>
  (thread.live!.state === 'paused' || thread.live!.state === 'announced') && !viewer?.live?.hosts;

const withoutReplies = (scene: Scene): Scene => ({
  ...scene,
  state: { ...scene.state, thread: { ...scene.state.thread, writing: { state: 'closed', since: null } } },
});

/** What it is at this moment, who holds it, of what; and, for them, what they do with it. */
function Head({ scene: { state, context, on }, live }: LiveProps) {
  const t = rareWords(context);
  const { thread, viewer } = state;
  const paused = live.state !== 'on_air';
  return (
    <header class="live-head">
      <div class="line ends">
        <div class="line">
          <span class={`badge ${live.state === 'on_air' ? 'live' : ''}`}>{t('live.state', { state: live.state })}</span>
          <h2 id="title" tabIndex={-1}>
            {t('live.posts', { n: thread.count })}
          </h2>
        </div>
        {viewer?.live?.runs && (
          <p class="line">
            {live.state !== 'ended' && (
              <button type="button" class="btn" onClick={() => on?.pause(!paused)}>
                {t(paused ? 'live.resume' : 'live.pause')}
              </button>
            )}
            <a class="btn" href={`${context.home}/lives/${thread.id}`}>
              {t('live.console')}
            </a>
          </p>
        )}
      </div>
      <p class="meta">
        {live.hosts.length > 0 && <span>{t('live.with', { names: live.hosts.map(({ name }) => name).join(', ') })}</span>}
        {live.event && <a href={live.event.url}>{live.event.title}</a>}
      </p>
    </header>
  );
}

/** What its hosts show above all that comes. */
function Pinned({ scene: { context }, live: { pinned } }: LiveProps) {
  if (!pinned) return null;
  const t = rareWords(context);
  return (
    <section class="asks pinned" aria-labelledby="pinned">
      <div class="line">
        <h3 id="pinned" class="kicker">
          {t('live.pinned')}
        </h3>
        <p class="meta">
          <span>{pinned.author?.name}</span>
          <a href={`${context.home}/p/${pinned.id}`}>{sayTime(Date.parse(pinned.at), context)}</a>
        </p>
      </div>
      <div class="text" dangerouslySetInnerHTML={trusted(pinned.html)} />
    </section>
  );
}

/** Its table of contents: folded while it goes on, open once it is what one comes for. */
function Moments({ scene: { context, state, view }, live: { moments } }: LiveProps) {
  if (moments.length === 0) return null;
  const t = rareWords(context);
  const over = !flows(state, view);
  return (
    <details class="moments" open={over}>
      <summary>{t(over ? 'live.best' : 'live.moments', { n: moments.length })}</summary>
      <ol>
        {moments.map(({ post, at, author, text, why }) => (
          <li key={post}>
            <time dateTime={at}>{sayTime(Date.parse(at), context)}</time>
            <span>
              <a href={`${context.home}/p/${post}`}>{text}</a>{' '}
              <span class="meta">
                {author}
                {why !== 'pinned' && `, ${t('live.why', { why })}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** The last page of it, in a window that begins at its end and stays there: the sheet turns the column round. */
function Flow({ scene }: PartProps) {
  const { state, context, view, on } = scene;
  const t = rareWords(context);
  const { asked, ids } = flowOf(state);
  const n = view.away ? freshOf(state).length + (state.missed ?? 0) : 0;
  const heed = ({ currentTarget: reel }: { currentTarget: HTMLElement }) => {
    const away = reel.scrollTop < -NEAR;
    if (away !== (view.away === true)) on?.away(away);
  };
  return (
    <>
      {asked.length > 0 && (
        <section aria-label={t('live.asked')}>
          <p class="kicker">{t('live.asked')}</p>
          <Posts scene={scene} ids={asked} />
        </section>
      )}
      <div class="reel-frame">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls by itself must be reached by the keyboard */}
        <section class="reel" tabIndex={0} aria-label={t('live.reel')} onScroll={on ? heed : undefined}>
          <div>
            {state.next && (
              <p class="centre">
                <a
                  class="btn"
                  href={`${state.thread.url}?cursor=${state.next}`}
                  aria-busy={view.busy === 'more'}
                  onClick={instead(on && (() => on.more()))}
                >
                  {t('live.before')}
                </a>
                {view.stuck === 'more' && <span role="alert">{t('failed.internal')}</span>}
              </p>
            )}
            {ids.length > 0 ? <Posts scene={scene} ids={ids} /> : <p class="centre">{t('live.none')}</p>}
          </div>
        </section>
        {n > 0 && (
          <button type="button" class="btn fresh" onClick={on?.fresh}>
            <Icon d={down} />
            {t('live.new', { n })}
          </button>
        )}
      </div>
    </>
  );
}

function Archive({ scene }: PartProps) {
  const { state, parts } = scene;
  return (
    <>
      {parts.Fresh && <parts.Fresh scene={scene} />}
      <Posts scene={scene} ids={[...state.roots, ...state.mine]} />
      <More scene={scene} />
    </>
  );
}

/** Each by itself. */
function Posts({ scene, ids }: PartProps & { ids: string[] }) {
  const { posts, sends } = scene.state;
  const one = scene.parts.stand ?? ((key, props) => <Said key={key} {...props} />);
  return (
    <ol class="posts top">
      {ids.map((id) => {
        const send = sends[id] ?? null;
        const post = send?.post ?? posts[id];
        const branch = post && { post, send, replies: [], parent: posts[post.parent!] ?? null };
        return branch && one(post.own?.clientId ?? post.id, { scene, branch });
      })}
    </ol>
  );
}

/** Why one does not write here now, and what becomes of what one has written. */
function Closing({ scene, live }: LiveProps) {
  const { state, context, view } = scene;
  const t = rareWords(context);
  const { writing, url } = state.thread;
  if (live.state === 'ended')
    return (
      <Note icon={lock}>
        <p>
          <strong>
            {writing.state === 'closed' && writing.since ? t('live.over', { date: sayFull(writing.since, context) }) : t('live.overNow')}
          </strong>{' '}
          {flows(state, view) && <a href={url}>{t('live.readOver')}</a>} {'new' in view.composers && t('live.kept')}
        </p>
      </Note>
    );
  if (!waits(scene)) return null;
  const until = live.state === 'announced' && live.startsAt;
  return (
    <Note icon={clock} role="status">
      <p>
        <strong>{until ? t('live.until', { date: sayFull(until, context) }) : t('live.onPause')}</strong> {t('live.prepare')}
      </p>
    </Note>
  );
}
