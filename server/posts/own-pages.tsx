import { Hono, type Context } from 'hono';
import { check, Field, Form, orAgain, renderDoor, typedIn, type Problem } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Actor, type Env } from '../http/who.ts';
import { addPicture, readForm, refuseLeftBehind } from '../media/from-form.ts';
import { PictureField } from '../media/PictureField.tsx';
import { wordsOf } from '../pages/page.tsx';
import { deletePost } from './delete-post.ts';
import { editPost } from './edit-post.ts';
import { findOwn } from './find-own.ts';
import { editForm } from './input.ts';
import { canDelete, editableUntil } from './policy.ts';
import type { Place } from '../threads/queries.ts';
import type { PostRow } from './queries.ts';

/** Changing one's own post and taking it back with forms alone, by the rules of the API. */
export const ownPostPages = new Hono<Env>()
  .get('/p/:id/edit', async (c) => {
    const { post, place, actor } = await findHere(c);
    const until = editableUntil(post, place.site);
    if (!until || until < c.var.deps.now()) throw new Refusal('edit_window_over');
    return showEdit(c, { post, place, actor }, { source: post.source });
  })
  .post('/p/:id/edit', async (c) => {
    const { post, place, actor } = await findHere(c);
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        refuseLeftBehind(typed);
        const input = check(editForm, typed);
        await editPost(c.var.deps, { actor, address: c.var.address }, { place, postId: post.id, ...input });
        return c.redirect(placeOf(await findHere(c)), 303);
      },
      async (problem) => showEdit(c, await findHere(c), { source: typed.source ?? '', problem }),
    );
  })
  .post('/p/:id/edit/picture', async (c) => {
    const { actor } = await findHere(c);
    const form = await readForm(c, actor);
    const source = form.typed.source ?? '';
    return orAgain(
      c,
      async () => showEdit(c, await findHere(c), { source: await addPicture(c, actor, { ...form, text: source }) }),
      async (problem) => showEdit(c, await findHere(c), { source, problem }),
    );
  })
  .get('/p/:id/deletion', async (c) => {
    const { post, place, actor } = await findHere(c);
    if (!canDelete(post, actor.member)) throw new Refusal('forbidden');
    return showDeletion(c, { post, place });
  })
  .post('/p/:id/deletion', async (c) => {
    const { post, place, actor } = await findHere(c);
    await deletePost(c.var.deps, { actor, address: c.var.address }, { place, postId: post.id });
    return c.redirect(`/t/${place.thread!.uid}`, 303);
  });

async function findHere(c: Context<Env>) {
  const found = await findOwn(c, c.req.param('id') ?? '');
  if (found.place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return found;
}

type Found = { post: PostRow; place: Place };

/** In its thread. What is not public stands there for its author alone. */
const placeOf = ({ post: { uid, state }, place }: Found) =>
  `/t/${place.thread!.uid}${state === 'published' ? `?around=${uid}` : ''}#p-${uid}`;

type Again = { source: string; problem?: Problem };

/** `revision` is that of now: where it was changed elsewhere, what stands there is shown, and sending again replaces it. */
function showEdit(c: Context<Env>, found: Found & { actor: Actor }, { source, problem }: Again) {
  const t = wordsOf(c);
  const { uid, html, revision } = found.post;
  return renderDoor(c, {
    title: t('edit.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('edit.title')}</h1>
        <Form action={`/p/${uid}/edit`} problem={problem}>
          {problem?.status === 409 && <blockquote class="text" dangerouslySetInnerHTML={{ __html: html }} />}
          <input type="hidden" name="revision" value={revision} />
          <Field name="source" label={t('write.label')} lines={10} value={source} problem={problem} />
          <PictureField t={t} site={found.place.site} member={found.actor.member} action={`/p/${uid}/edit/picture`} problem={problem} />
          <button class="btn main">{t('edit.save')}</button>
        </Form>
        <a class="btn" href={placeOf(found)}>
          {t('edit.cancel')}
        </a>
      </>
    ),
  });
}

function showDeletion(c: Context<Env>, found: Found) {
  const t = wordsOf(c);
  const { uid, html } = found.post;
  return renderDoor(c, {
    title: t('deletion.title'),
    children: (
      <>
        <h1>{t('deletion.title')}</h1>
        <blockquote class="text" dangerouslySetInnerHTML={{ __html: html }} />
        <p class="meta">{t('deletion.what')}</p>
        <Form action={`/p/${uid}/deletion`}>
          <button class="btn main">{t('deletion.go')}</button>
        </Form>
        <a class="btn" href={placeOf(found)}>
          {t('deletion.keep')}
        </a>
      </>
    ),
  });
}
