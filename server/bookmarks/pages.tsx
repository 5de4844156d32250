import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { check, Field, Form, orAgain, renderDoor, typedIn, type Problem } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Actor, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { wordsOf, type Translate } from '../pages/page.tsx';
import { findPublic } from '../posts/find-public.ts';
import { isOut } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { dropBookmark, keepBookmark } from './keep.ts';
import { BOOKMARKS_PAGE, bookmarksPage, noteOn, type BookmarkRow } from './queries.ts';

const MAX_NOTE = 300;
const input = z.object({ note: z.string().trim().max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`).default('') });
const rowId = z.coerce.number().int().positive();

/** What a member keeps to read again, for their own eyes: forms alone, also from an embed's menu. */
export const bookmarkPages = new Hono<Env>()
  .get('/bookmarks', (c) => asMember(c, (actor) => showAll(c, actor)))
  .get('/bookmarks/posts/:id', async (c) => askFor(c, await postHere(c)))
  .post('/bookmarks/posts/:id', async (c) => change(c, await postHere(c)))
  .get('/bookmarks/threads/:id', async (c) => askFor(c, await threadHere(c)))
  .post('/bookmarks/threads/:id', async (c) => change(c, await threadHere(c)))
  .post('/bookmarks/:id/removal', (c) =>
    asMember(c, async (actor) => {
      const id = rowId.safeParse(c.req.param('id'));
      if (id.success) await dropBookmark(c.var.deps, actor, id.data);
      return c.redirect('/bookmarks', 303);
    }),
  );

type Found = Awaited<ReturnType<typeof postHere | typeof threadHere>>;

/** What everybody may read on this host's site. */
async function postHere(c: Context<Env>) {
  const { post, place } = await findPublic(c.var.deps, c.req.param('id') ?? '');
  if (place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return { row: { postId: post.id, threadId: null }, target: post.uid, path: `/p/${post.uid}`, html: post.html, title: post.authorName };
}

async function threadHere(c: Context<Env>) {
  const { db, now } = c.var.deps;
  const place = await findThreadPlace(db.read, c.req.param('id') ?? '');
  if (!place || place.site.id !== requireSite(c).id || !isOut(place.thread, now())) throw new Refusal('not_found');
  const { thread, article } = place;
  const title = thread.title ?? article?.title ?? '';
  return { row: { postId: null, threadId: thread.id }, target: thread.uid, path: threadPath(thread), html: null, title };
}

const askFor = (c: Context<Env>, found: Found) => asMember(c, (actor) => showOne(c, actor, found));

const change = (c: Context<Env>, found: Found) =>
  asMember(c, async (actor) => {
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        if (typed.act === 'drop') await dropBookmark(c.var.deps, actor, found.target);
        else await keepBookmark(c.var.deps, actor, { ...found.row, target: found.target, note: check(input, typed).note });
        return c.redirect(found.path, 303);
      },
      (problem) => showOne(c, actor, found, { problem, note: typed.note ?? '' }),
    );
  });

type Again = { problem?: Problem; note?: string };

async function showOne(c: Context<Env>, { member }: Actor, { target, path, html, title }: Found, { problem, note }: Again = {}) {
  const t = wordsOf(c);
  const kept = await noteOn(c.var.deps.db.read, member.id, target);
  return renderDoor(c, {
    title: t('bookmarks.keep'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('bookmarks.keep')}</h1>
        <p class="meta">{title}</p>
        {html && <blockquote class="text" dangerouslySetInnerHTML={{ __html: html }} />}
        <p class="meta">{t('bookmarks.private')}</p>
        <Form action={c.req.path} {...(problem && { problem })}>
          <Field
            name="note"
            label={t('bookmarks.note')}
            required={false}
            maxLength={MAX_NOTE}
            value={note ?? kept?.note ?? ''}
            {...(problem && { problem })}
          />
          <button class="btn main" name="act" value="keep">
            {t(kept ? 'bookmarks.save' : 'bookmarks.keep')}
          </button>
          {kept && (
            <button class="btn" name="act" value="drop">
              {t('bookmarks.drop')}
            </button>
          )}
        </Form>
        <a class="btn" href={path}>
          {t('edit.cancel')}
        </a>
        <a href="/bookmarks">{t('bookmarks.title')}</a>
      </>
    ),
  });
}

async function showAll(c: Context<Env>, actor: Actor) {
  const t = wordsOf(c);
  const before = rowId.safeParse(c.req.query('before'));
  const rows = await bookmarksPage(c.var.deps.db.read, actor.member.id, before.success ? before.data : null);
  const page = rows.slice(0, BOOKMARKS_PAGE);
  return renderDoor(c, {
    title: t('bookmarks.title'),
    children: (
      <>
        <h1>{t('bookmarks.title')}</h1>
        <OwnTabs t={t} here="/bookmarks" />
        {page.length === 0 && <p class="meta">{t('bookmarks.none')}</p>}
        <ol class="rows">
          {page.map((row) => (
            <li key={row.id} class="flow">
              {canStillRead(c, row) ? <Readable c={c} t={t} row={row} /> : <p class="meta">{t('bookmarks.gone')}</p>}
              {row.note && <p class="said">{row.note}</p>}
              <form method="post" action={`/bookmarks/${row.id}/removal`}>
                <button class="act say">{t('bookmarks.drop')}</button>
              </form>
            </li>
          ))}
        </ol>
        {rows.length > BOOKMARKS_PAGE && (
          <a class="btn" href={`/bookmarks?before=${page.at(-1)!.id}`}>
            {t('profile.older')}
          </a>
        )}
      </>
    ),
  });
}

/** As anybody could: what was kept is no key to what was taken down. */
const canStillRead = (c: Context<Env>, { post, thread }: BookmarkRow) =>
  thread !== null && isOut(thread, c.var.deps.now()) && (post === null || post.state === 'published');

function Readable({ c, t, row: { post, author, thread, article, at } }: { c: Context<Env>; t: Translate; row: BookmarkRow }) {
  const { timeZone } = requireSite(c);
  const title = thread?.title ?? article ?? t('profile.article');
  return (
    <>
      <p class="meta">
        <a href={post ? `/p/${post.uid}` : threadPath(thread!)}>{post ? t('reactions.of', { name: author ?? '' }) : title}</a>
        {post && (
          <span>
            {t('profile.under')} {title}
          </span>
        )}
        <span>
          {t('bookmarks.kept')} <time dateTime={at.toISOString()}>{momentOf(c.var.locale, at, timeZone)}</time>
        </span>
      </p>
      {post && <div class="text" dangerouslySetInnerHTML={{ __html: post.html }} />}
    </>
  );
}
