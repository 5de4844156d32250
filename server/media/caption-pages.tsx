import { Hono, type Context } from 'hono';
import { orAgain, renderDoor, type Problem } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { editPost } from '../posts/edit-post.ts';
import { findOwn } from '../posts/find-own.ts';
import { editableUntil } from '../posts/policy.ts';
import { CaptionsBefore, captionsBefore } from './CaptionsBefore.tsx';
import { captionsIn } from './captions-form.ts';
import { figuresIn } from './figures.ts';
import { CaptionsForm, MediumFigure } from './MediumForms.tsx';
import { mediaOf } from './media-of.ts';

/** Captions of what one's own post shows, as long as its text may be changed: they are an edit of it, read by the phases like any. */
export const captionPages = new Hono<Env>()
  .get('/p/:id/captions', async (c) => show(c, await findHere(c)))
  .post('/p/:id/captions', async (c) => {
    const { post, place, actor } = await findHere(c);
    const form = await captionsIn(c);
    return orAgain(
      c,
      async () => {
        const captions = { uid: form.uid, ...form.given() };
        const edit = { place, postId: post.id, source: post.source, revision: post.revision, captions };
        await editPost(c.var.deps, { actor, address: c.var.address }, edit);
        return c.redirect(`/p/${post.uid}/captions?done=captions`, 303);
      },
      async (problem) => show(c, await findHere(c), { uid: form.uid, problem }),
    );
  });

type Found = Awaited<ReturnType<typeof findHere>>;

async function findHere(c: Context<Env>) {
  const found = await findOwn(c, c.req.param('id') ?? '');
  const { site } = found.place;
  if (site.id !== requireSite(c).id) throw new Refusal('not_found');
  const until = editableUntil(found.post, site);
  if (!until || until < c.var.deps.now()) throw new Refusal('edit_window_over');
  const plays = new Set(figuresIn(found.post.html).flatMap(({ uid, kind }) => (kind === 'image' ? [] : uid)));
  return { ...found, played: (await mediaOf(c.var.deps, site, found.post.id)).filter(({ uid }) => plays.has(uid)) };
}

async function show(c: Context<Env>, { post, place: { site }, played }: Found, again?: { uid: string; problem: Problem }) {
  const t = wordsOf(c);
  const versions = await captionsBefore(
    c.var.deps.db.read,
    played.map(({ uid }) => uid),
  );
  return renderDoor(c, {
    title: t('captions.title'),
    status: again?.problem.status,
    children: (
      <div class="flow">
        <h1>{t('captions.title')}</h1>
        <p class="meta">{t('captions.window')}</p>
        {c.req.query('done') && (
          <p class="note good" role="status">
            {t('rights.saved')}
          </p>
        )}
        {played.length === 0 && <p>{t('captions.nothing')}</p>}
        {played.map((medium, n) => (
          <section key={medium.uid} class="flow text" aria-label={medium.alt}>
            <MediumFigure t={t} medium={medium} />
            <CaptionsForm
              {...{ t, n, medium, action: `/p/${post.uid}/captions`, locale: site.settings.locale }}
              {...(again?.uid === medium.uid && { problem: again.problem })}
            />
            <CaptionsBefore c={c} versions={versions.filter(({ medium: of }) => of === medium.uid)} />
          </section>
        ))}
        <a class="btn" href={`/p/${post.uid}`}>
          {t('history.back')}
        </a>
      </div>
    ),
  });
}
