import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { asProblem, check, Field, Form, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { staffOf, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { textOf } from '../markdown/text-of.ts';
import { shownIn } from '../media/figures.ts';
import { renderPage, wordsOf, zoneOf, type Translate } from '../pages/page.tsx';
import { flatPage, PAGE, postById } from '../posts/queries.ts';
import { title, typedTags } from '../threads/input.ts';
import { momentAt } from '../time/wall-time.ts';
import { MAX_TAGS, sayTag } from '../threads/tags.ts';
import { articlesWith, linkArticle, unlinkArticle } from '../threads/linked-articles.ts';
import { mergeThread, movePost, splitThread } from '../threads/move-posts.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { setThread } from '../threads/set-thread.ts';
import { threadPath } from '../threads/thread-path.ts';
import { keyAt } from '../articles/queries.ts';
import { addTimer, dropTimer, openNow, SOME_DAY, timersOf } from '../threads/timers.ts';
import { MAX_PINNED, pinThread } from '../threads/marks.ts';
import { discussHere, turnHere } from '../ideas/manage.ts';
import { turnBack, turnLive } from '../lives/turn-live.ts';
import { pollHere } from '../polls/manage.ts';
import { PollSection } from '../polls/PollSection.tsx';
import { inviteHere, setCall } from './call.ts';
import { kindParts, type Faulty, type There } from './kind-parts.tsx';
import { spacesOf } from './queries.ts';
import { tagsOf } from './tag-queries.ts';

const EXCERPT = 90;
const ACTS = ['close', 'open', 'remind'] as const;

type Ask = { c: Context<Env>; place: There; typed: Typed };

/** What staff do to a conversation as a whole, by forms alone: name it, put it elsewhere, merge, split, plan. */
export const managePages = new Hono<Env>()
  .get('/manage/:id', async (c) => show(c, await findPlace(c)))
  .post('/manage/:id/thread', (c) => work(c, 'thread', rename))
  .post('/manage/:id/merger', (c) => work(c, 'merger', merge))
  .post('/manage/:id/posts', (c) => work(c, 'posts', takeOut))
  .post('/manage/:id/timers', (c) => work(c, 'timers', plan))
  .post('/manage/:id/articles', (c) => work(c, 'articles', link))
  .post('/manage/:id/polls', (c) => work(c, 'polls', pollHere))
  .post('/manage/:id/pin', (c) => work(c, 'pin', pinHere))
  .post('/manage/:id/opening', (c) => work(c, 'opening', openHere))
  .post('/manage/:id/live', (c) => work(c, 'live', turnHereLive))
  .post('/calls/:id/answers', (c) => work(c, 'call', setCall))
  .post('/calls/:id/invitation', (c) => work(c, 'invitation', inviteHere))
  .post('/ideas/:id/state', (c) => work(c, 'idea', turnHere))
  .post('/ideas/:id/discussion', (c) => work(c, 'idea', discussHere));

async function turnHereLive({ c, place, typed }: Ask) {
  const turn = typed.act === 'comments' ? turnBack : turnLive;
  await turn(c.var.deps, staffOf(c), place);
  return `/manage/${place.thread.uid}#live`;
}

/** Where to go once it is done; what cannot be done is said in its form, with what was typed. */
async function work(c: Context<Env>, section: string, act: (ask: Ask) => Promise<string>): Promise<Response> {
  const place = await findPlace(c);
  const typed = await typedIn(c);
  try {
    return c.redirect(await act({ c, place, typed }), 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
    return show(c, place, { section, typed, problem: asProblem(c, error) });
  }
}

async function rename({ c, place, typed }: Ask) {
  const given = check(z.object({ title, tags: typedTags }), typed);
  const spaces = await spacesOf(c.var.deps.db.read, place.site.id);
  const space = spaces.find(({ slug }) => slug === typed.space);
  // Only an article's conversation has a home without a space.
  if (!space && place.articleKey === null) throw new Refusal('invalid', { fields: { space: ['field.required'] } });
  const keptOpen = typed.keptOpen !== undefined;
  await setThread(c.var.deps, staffOf(c), place, { ...given, spaceId: space?.id ?? null, keptOpen });
  return threadPath({ ...place.thread, title: given.title });
}

async function merge({ c, place, typed }: Ask) {
  const to = await findTarget(c, typed.into, 'into');
  await mergeThread(c.var.deps, staffOf(c), { from: place, to });
  return threadPath(to.thread);
}

/** To another conversation, by its address, or to one of their own. */
async function takeOut({ c, place, typed }: Ask) {
  const { deps } = c.var;
  const chosen = Object.keys(typed).flatMap((name) => (name.startsWith('post-') ? name.slice('post-'.length) : []));
  const rows = await Promise.all(chosen.map((uid) => postById(deps.db.read, uid)));
  const ids = rows.flatMap((row) => (row?.threadId === place.thread.id ? row.id : []));
  if (ids.length === 0) throw new Refusal('invalid', { fields: { posts: ['field.required'] } });
  if (typed.to !== 'new') {
    const to = await findTarget(c, typed.target, 'target');
    for (const postId of ids) await movePost(deps, staffOf(c), { postId, from: place, to });
    return threadPath(to.thread);
  }
  const given = check(z.object({ name: title }), typed);
  const space = (await spacesOf(deps.db.read, place.site.id)).find(({ slug }) => slug === typed.space);
  if (!space) throw new Refusal('invalid', { fields: { space: ['field.required'] } });
  const uid = await splitThread(deps, staffOf(c), { postIds: ids, from: place, title: given.name, spaceId: space.id });
  return threadPath({ uid, title: given.name });
}

/** First in its space, or no longer. */
async function pinHere({ c, place, typed }: Ask) {
  await pinThread(c.var.deps, staffOf(c), place, typed.act !== 'unpin');
  return `/manage/${place.thread.uid}#pin`;
}

/** Readers find it from now on. */
async function openHere({ c, place }: Ask) {
  await openNow(c.var.deps, staffOf(c), place);
  return threadPath(place.thread);
}

async function plan({ c, place, typed }: Ask) {
  if (typed.drop) {
    await dropTimer(c.var.deps, staffOf(c), place, typed.drop);
  } else {
    const { act } = check(z.object({ act: z.enum(ACTS, 'field.required') }), typed);
    const at = momentAt(typed.at ?? '', place.site.timeZone);
    if (Number.isNaN(at.getTime())) throw new Refusal('invalid', { fields: { at: ['field.wrong'] } });
    if (at <= c.var.deps.now()) throw new Refusal('invalid', { fields: { at: ['field.past'] } });
    await addTimer(c.var.deps, staffOf(c), place, { act, at });
  }
  return `/manage/${place.thread.uid}#timers`;
}

/** What is read with it: by the article's address, as readers see it, or by the publisher's id. */
async function link({ c, place, typed }: Ask) {
  const { deps } = c.var;
  if (typed.drop) {
    await unlinkArticle(deps, staffOf(c), { place, article: typed.drop });
  } else {
    const { article } = check(z.object({ article: z.string('field.required').trim().min(1, 'field.required') }), typed);
    await linkArticle(deps, staffOf(c), { place, article: (await keyAt(deps.db.read, place.site.id, article)) ?? article });
  }
  return `/manage/${place.thread.uid}#articles`;
}

/** A conversation that is theirs to moderate; `not_found` otherwise. */
async function findPlace(c: Context<Env>, id = c.req.param('id') ?? ''): Promise<There> {
  const place = await findThreadPlace(c.var.deps.db.read, id);
  if (!place || !moderates(staffOf(c), place.thread)) throw new Refusal('not_found');
  return place;
}

/** By its address, as somebody copies it from their browser. */
async function findTarget(c: Context<Env>, address = '', field: string): Promise<There> {
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(address)?.[0];
  const place = id ? await findPlace(c, id).catch(() => null) : null;
  if (!place) throw new Refusal('invalid', { fields: { [field]: ['field.address'] } });
  return place;
}

async function show(c: Context<Env>, place: There, faulty?: Faulty) {
  const t = wordsOf(c);
  const { read } = c.var.deps.db;
  const after = readCursor(c.req.query('cursor'));
  const asked = await findAsked(c, place);
  const listed = await flatPage(read, place.thread, 'oldest', after);
  const rows = asked && !listed.some(({ id }) => id === asked.id) ? [asked, ...listed] : listed;
  const spaces = await spacesOf(read, place.site.id);
  const timers = await timersOf(read, place.thread.id);
  const articles = await articlesWith(read, place.thread.id);
  const tags = await tagsOf(read, place.thread.id);
  const name = place.thread.title ?? place.article?.title ?? t('thread.article');
  const at = (section: string) => ({
    action: `/manage/${place.thread.uid}/${section}`,
    ...(faulty?.section === section && { problem: faulty.problem }),
  });
  const typed = faulty?.typed ?? {};
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('manage.title'),
    status: faulty?.problem.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href={threadPath(place.thread)}>{name}</a>
        </p>
        <h1>{t('manage.title')}</h1>
        {place.thread.opensAt !== null && <Awaited c={c} place={place} />}
        {await kindParts[place.thread.kind]?.manage?.(c, place, faulty)}
        {await PollSection(c, place, faulty)}
        <section aria-labelledby="thread">
          <h2 id="thread">{t('manage.name')}</h2>
          <Form {...at('thread')}>
            <Field name="title" label={t('new.name')} value={typed.title ?? name} {...problemOf(at('thread'))} />
            <SpaceField
              id="space"
              {...{ t, spaces }}
              chosen={typed.space ?? place.space?.slug ?? ''}
              optional={place.articleKey !== null}
            />
            <Field
              name="tags"
              label={t('new.tags')}
              help={t('new.tagsHelp', { max: MAX_TAGS })}
              required={false}
              value={typed.tags ?? tags.map(sayTag).join(', ')}
              {...problemOf(at('thread'))}
            />
            {place.articleKey !== null && (
              <label class="choice">
                <input type="checkbox" name="keptOpen" checked={place.thread.keptOpen} />
                <span>{t('manage.keptOpen')}</span>
              </label>
            )}
            <button class="btn main">{t('account.save')}</button>
          </Form>
        </section>
        {place.space && (
          <section class="flow" aria-labelledby="pin">
            <h2 id="pin">{t('manage.first')}</h2>
            <p class="meta">
              {t(place.thread.pinnedAt ? 'manage.pinned' : 'manage.pinHelp', { max: MAX_PINNED, space: place.space.name })}
            </p>
            <Form {...at('pin')}>
              {faulty?.problem.fields.pin && <p class="meta">{faulty.problem.fields.pin}</p>}
              <button class="btn" name="act" value={place.thread.pinnedAt ? 'unpin' : 'pin'}>
                {t(place.thread.pinnedAt ? 'manage.unpin' : 'manage.pin')}
              </button>
            </Form>
          </section>
        )}
        <section aria-labelledby="posts">
          <h2 id="posts">{t('manage.posts')}</h2>
          <p class="meta">{t('manage.postsHelp')}</p>
          <Form {...at('posts')}>
            <Chosen {...{ c, t, place, rows: rows.slice(0, PAGE), typed }} fault={problemOf(at('posts')).problem?.fields.posts} />
            {rows.length > PAGE && (
              <p>
                <a href={`?cursor=${writeCursor({ value: rows[PAGE - 1]!.createdAt.getTime(), id: rows[PAGE - 1]!.id })}#posts`}>
                  {t('manage.morePosts')}
                </a>
              </p>
            )}
            <Target {...{ t, spaces, typed }} {...problemOf(at('posts'))} />
            <button class="btn main">{t('manage.move')}</button>
          </Form>
        </section>
        <section aria-labelledby="articles">
          <h2 id="articles">{t('manage.articles')}</h2>
          <p class="meta">{t('manage.articlesHelp')}</p>
          {articles.length > 0 && (
            <ul class="rows tight">
              {articles.map(({ key, title: name, url }) => (
                <li key={key}>
                  <form method="post" action={at('articles').action} class="line ends">
                    <a href={url!}>{name}</a>
                    <button class="btn" name="drop" value={key} aria-label={t('manage.unlinkNamed', { name: name! })}>
                      {t('manage.unlink')}
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          )}
          <Form {...at('articles')}>
            <Field name="article" label={t('manage.article')} value={typed.article ?? ''} {...problemOf(at('articles'))} />
            <button class="btn main">{t('manage.linkArticle')}</button>
          </Form>
        </section>
        <section aria-labelledby="timers">
          <h2 id="timers">{t('manage.timers')}</h2>
          <Timers {...{ c, t, place, timers }} />
          <Form {...at('timers')}>
            <fieldset class="field">
              <legend>{t('manage.what')}</legend>
              {ACTS.map((act) => (
                <label class="choice" key={act}>
                  <input type="radio" name="act" value={act} checked={(typed.act ?? 'close') === act} />
                  <span>{t(`manage.${act}`)}</span>
                </label>
              ))}
            </fieldset>
            <Field
              name="at"
              type="datetime-local"
              label={t('manage.at', { zone: place.site.timeZone })}
              value={typed.at ?? ''}
              {...problemOf(at('timers'))}
            />
            <button class="btn main">{t('manage.plan')}</button>
          </Form>
        </section>
        <section aria-labelledby="merger">
          <h2 id="merger">{t('manage.merge')}</h2>
          <p class="meta">{t('manage.mergeHelp')}</p>
          <Form {...at('merger')}>
            <Field
              name="into"
              label={t('manage.target')}
              help={t('manage.targetHelp')}
              value={typed.into ?? ''}
              {...problemOf(at('merger'))}
            />
            <button class="btn main">{t('manage.mergeGo')}</button>
          </Form>
        </section>
      </div>
    ),
  });
}

/** It opens once: now, or at an hour that is planned below. */
function Awaited({ c, place: { thread, site } }: { c: Context<Env>; place: There }) {
  const t = wordsOf(c);
  const dated = thread.opensAt! < SOME_DAY;
  return (
    <form class="note warn" method="post" action={`/manage/${thread.uid}/opening`}>
      <div class="flow">
        <p>
          <strong>
            {dated ? t('manage.opensAt', { date: momentOf(c.var.locale, thread.opensAt!, site.timeZone) }) : t('manage.unopened')}
          </strong>{' '}
          {t('manage.staffOnly')}
        </p>
        <button class="btn">{t('manage.openNow')}</button>
      </div>
    </form>
  );
}

const problemOf = ({ problem }: { problem?: Problem }) => (problem ? { problem } : {});

/** What one came for, also where readers do not see it. */
async function findAsked(c: Context<Env>, { thread }: There) {
  const { post } = c.req.query();
  const row = post ? await postById(c.var.deps.db.read, post) : null;
  return row?.threadId === thread.id && row.id !== thread.openingId ? row : null;
}

type Spaces = Awaited<ReturnType<typeof spacesOf>>;

type SpaceProps = { id: string; t: Translate; spaces: Spaces; chosen: string; optional?: boolean };

function SpaceField({ id, t, spaces, chosen, optional = false }: SpaceProps) {
  return (
    <div class="field">
      <label for={id}>{t('new.space')}</label>
      <select id={id} name="space">
        {optional && <option value="">{t('manage.noSpace')}</option>}
        {spaces.map(({ slug, name }) => (
          <option key={slug} value={slug} selected={slug === chosen}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

type ChosenProps = {
  c: Context<Env>;
  t: Translate;
  place: There;
  rows: Awaited<ReturnType<typeof flatPage>>;
  typed: Typed;
  fault?: string | undefined;
};

function Chosen({ c, t, place, rows, typed, fault }: ChosenProps) {
  return (
    <fieldset class="field" aria-describedby={fault && 'posts-err'}>
      <legend>{t('manage.which')}</legend>
      {rows.map((row) => (
        <label class="choice" key={row.uid}>
          <input type="checkbox" name={`post-${row.uid}`} checked={`post-${row.uid}` in typed || c.req.query('post') === row.uid} />
          <span>
            <strong>{row.authorName}</strong> {shorten(textOf(row.html))}{' '}
            <span class="meta">{momentOf(c.var.locale, row.createdAt, place.site.timeZone)}</span>{' '}
            {shownIn(row.html).size > 0 && <a href={`/p/${row.uid}/media`}>{t('shows.title')}</a>}
          </span>
        </label>
      ))}
      {fault && <p id="posts-err">{fault}</p>}
    </fieldset>
  );
}

const shorten = (text: string) => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);

function Target({ t, spaces, typed, problem }: { t: Translate; spaces: Spaces; typed: Typed; problem?: Problem }) {
  return (
    <>
      <fieldset class="field">
        <legend>{t('manage.where')}</legend>
        <label class="choice">
          <input type="radio" name="to" value="other" checked={typed.to !== 'new'} />
          <span>{t('manage.toOther')}</span>
        </label>
        <label class="choice">
          <input type="radio" name="to" value="new" checked={typed.to === 'new'} />
          <span>{t('manage.toNew')}</span>
        </label>
      </fieldset>
      <Field
        name="target"
        label={t('manage.target')}
        help={t('manage.targetHelp')}
        required={false}
        value={typed.target ?? ''}
        {...problemOf({ ...(problem && { problem }) })}
      />
      <Field
        name="name"
        label={t('manage.newName')}
        required={false}
        value={typed.name ?? ''}
        {...problemOf({ ...(problem && { problem }) })}
      />
      <SpaceField id="new-space" t={t} spaces={spaces} chosen={typed.space ?? ''} />
    </>
  );
}

type TimersProps = { c: Context<Env>; t: Translate; place: There; timers: Awaited<ReturnType<typeof timersOf>> };

function Timers({ c, t, place, timers }: TimersProps) {
  if (timers.length === 0) return <p class="meta">{t('manage.noTimer')}</p>;
  return (
    <ul class="rows tight">
      {timers.map(({ id, act, at }) => (
        <li key={id}>
          <form method="post" action={`/manage/${place.thread.uid}/timers`} class="line ends">
            <span>
              {t(`manage.${act}`)} <time dateTime={at}>{momentOf(c.var.locale, new Date(at), zoneOf(c))}</time>
            </span>
            <button class="btn" name="drop" value={id}>
              {t('manage.drop')}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}
