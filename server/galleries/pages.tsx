import { Hono, type Context } from 'hono';
import { asProblem, check, checkAll, Field, Form, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireMember, staffOf, type Actor, type Env } from '../http/who.ts';
import { MAX_ALT, MAX_CREDIT } from '../media/figures.ts';
import { addPicture, readForm } from '../media/from-form.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { postById } from '../posts/queries.ts';
import { isNewsroom } from '../threads/policy.ts';
import { threadPath } from '../threads/thread-path.ts';
import { requireArranged, requireHere, type GalleryThere } from './find-gallery.ts';
import { GalleryFields, galleryTyped, typedFrom } from './GalleryFields.tsx';
import { sourceOf, sourcesOf } from './GalleryPart.tsx';
import { galleryChange } from './input.ts';
import { proposePicture } from './propose-picture.ts';
import { picturesOf } from './queries.ts';
import { setGallery } from './set-gallery.ts';

type Faulty = { typed: Typed; problem: Problem };

/** A gallery's pictures one by one, readers' own, and their order, with forms alone. */
export const galleryPages = new Hono<Env>()
  .get('/galleries/:id/pictures/:picture', async (c) => showPicture(c, await requireHere(c, c.req.param('id')), c.req.param('picture')))
  .get('/galleries/:id/new', async (c) => {
    const there = await requireHere(c, c.req.param('id'));
    return asMember(c, (actor) => showNew(c, there, actor));
  })
  .post('/galleries/:id/new', async (c) => {
    const there = await requireHere(c, c.req.param('id'));
    const actor = await requireMember(c, there.site);
    if (!there.gallery.readers && !isNewsroom(actor.member)) throw new Refusal('forbidden');
    const form = await readForm(c, actor, { asked: true });
    try {
      const source = await checkAll(
        () => addPicture(c, actor, { ...form, text: form.typed.text ?? '' }),
        () => refuseUnsaid(form.typed),
      );
      const clientId = form.typed.clientId || c.var.deps.newId();
      const id = await proposePicture(c.var.deps, { actor, address: c.var.address }, there, { source: source.trim(), clientId });
      const { state } = (await postById(c.var.deps.db.read, id))!;
      return c.redirect(state === 'published' ? threadPath(there.thread) : `/galleries/${there.thread.uid}/new?done=held`, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
      return showNew(c, there, actor, { typed: form.typed, problem: asProblem(c, error) });
    }
  })
  .get('/galleries/:id/settings', async (c) => showSettings(c, await requireArranged(c, c.req.param('id'))))
  .post('/galleries/:id/settings', async (c) => {
    const there = await requireArranged(c, c.req.param('id'));
    const typed = await typedIn(c);
    try {
      await setGallery(c.var.deps, staffOf(c), there, check(galleryChange, { ...galleryTyped(typed), pictures: placed(typed) }));
      return c.redirect(`${threadPath(there.thread)}#gallery`, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
      return showSettings(c, there, { typed, problem: asProblem(c, error) });
    }
  });

/** Who took it, and that it may be shown. Refuses `invalid`. */
function refuseUnsaid({ pictureCredit, rights }: Typed) {
  const fields = { ...(!pictureCredit?.trim() && { pictureCredit: NO_CREDIT }), ...(!rights && { rights: NO_RIGHTS }) };
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', { fields });
}
const NO_CREDIT: [string] = ['gallery.noCredit'];
const NO_RIGHTS: [string] = ['gallery.noRights'];

/** Those that have a number, by it; the others follow, the newest first. */
const placed = (typed: Typed): string[] =>
  Object.entries(typed)
    .flatMap(([name, value]) => (name.startsWith('at-') && value.trim() ? [{ uid: name.slice(3), at: Number(value) }] : []))
    .toSorted((a, b) => a.at - b.at)
    .map(({ uid }) => uid);

async function showPicture(c: Context<Env>, { thread, gallery }: GalleryThere, uid: string) {
  const t = wordsOf(c);
  const { deps } = c.var;
  const pictures = await picturesOf(deps.db.read, gallery, deps.now());
  const at = pictures.findIndex(({ id }) => id === uid);
  const picture = pictures[at];
  if (!picture) throw new Refusal('not_found');
  const path = (i: number) => `/galleries/${thread.uid}/pictures/${pictures.at(i % pictures.length)!.id}`;
  return renderPage(c, {
    title: picture.alt,
    children: (
      <>
        <p class="kicker">
          <a href={threadPath(thread)}>{thread.title}</a>
        </p>
        <h1 class="sr">{picture.alt}</h1>
        <figure class="alone">
          <img
            src={sourceOf(picture, picture.width)}
            srcset={sourcesOf(picture)}
            sizes="(width < 72rem) 100vw, 72rem"
            width={picture.width}
            height={picture.height}
            alt={picture.alt}
          />
          <figcaption>
            {picture.alt} {picture.credit && <span class="block meta">{picture.credit}</span>}
          </figcaption>
        </figure>
        <p class="line">
          {pictures.length > 1 && (
            <>
              <a class="btn" href={path(at - 1)}>
                {t('gallery.before')}
              </a>
              <a class="btn" href={path(at + 1)}>
                {t('gallery.next')}
              </a>
            </>
          )}
          <span class="meta">
            {at + 1} / {pictures.length}
          </span>
          <a href={`/p/${picture.post}`}>{t('gallery.post')}</a>
        </p>
      </>
    ),
  });
}

function showNew(c: Context<Env>, { thread, gallery, site }: GalleryThere, { member }: Actor, faulty?: Faulty) {
  const t = wordsOf(c);
  const { typed = {} as Typed, problem } = faulty ?? {};
  const faults = problem ? { problem } : {};
  const mayPropose = (gallery.readers && member.role !== 'guest') || isNewsroom(member);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('gallery.propose'),
    status: problem?.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href={threadPath(thread)}>{thread.title}</a>
        </p>
        <h1>{t('gallery.propose')}</h1>
        {c.req.query('done') === 'held' && <output class="note good">{t('gallery.held')}</output>}
        {mayPropose ? (
          <form class="flow" method="post" action={`/galleries/${thread.uid}/new`} enctype="multipart/form-data" noValidate>
            {problem && (
              <p class="note bad" role="alert">
                <strong>{problem.note}</strong>
              </p>
            )}
            <input type="hidden" name="clientId" value={typed.clientId || c.var.deps.newId()} />
            <Field name="picture" type="file" accept="image/jpeg,image/png,image/webp,image/gif" label={t('media.file')} {...faults} />
            <Field
              name="pictureAlt"
              label={t('gallery.alt')}
              help={t('gallery.altHelp')}
              maxLength={MAX_ALT}
              value={typed.pictureAlt}
              {...faults}
            />
            <Field
              name="pictureCredit"
              label={t('gallery.credit')}
              maxLength={MAX_CREDIT}
              value={typed.pictureCredit ?? member.name}
              {...faults}
            />
            <div class="brief">
              <Field name="text" label={t('gallery.text')} lines={3} required={false} value={typed.text} {...faults} />
            </div>
            <div class="field">
              <label class="choice">
                <input
                  type="checkbox"
                  name="rights"
                  value="1"
                  required
                  aria-describedby={problem?.fields.rights && 'rights-err'}
                  checked={typed.rights !== undefined}
                />
                <span>{t('gallery.rights.1', { site: site.settings.name })}</span>
              </label>
              {problem?.fields.rights && <p id="rights-err">{problem.fields.rights}</p>}
            </div>
            <button class="btn main">{t('gallery.send')}</button>
            {!isNewsroom(member) && <p class="meta">{t('gallery.sendHelp')}</p>}
          </form>
        ) : (
          <p class="note warn">{t('gallery.closed')}</p>
        )}
      </div>
    ),
  });
}

async function showSettings(c: Context<Env>, { thread, gallery, site }: GalleryThere, faulty?: Faulty) {
  const t = wordsOf(c);
  const { deps } = c.var;
  const pictures = await picturesOf(deps.db.read, gallery, deps.now());
  const { typed = typedFrom(gallery), problem } = faulty ?? {};
  const faults = problem ? { problem } : {};
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('gallery.settings'),
    status: problem?.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href={threadPath(thread)}>{thread.title}</a>
        </p>
        <h1>{t('gallery.settings')}</h1>
        <Form action={`/galleries/${thread.uid}/settings`} {...faults}>
          <GalleryFields t={t} typed={typed} zone={site.timeZone} {...faults} />
          {pictures.length > 0 && (
            <fieldset class="field">
              <legend>{t('gallery.places')}</legend>
              <p class="meta">{t('gallery.placesHelp')}</p>
              <ol class="placed">
                {pictures.map((picture, i) => (
                  <li key={picture.id}>
                    <img src={sourceOf(picture, 1)} width={picture.width} height={picture.height} alt="" loading="lazy" />
                    <label for={`at-${picture.id}`}>{picture.alt}</label>
                    <input
                      id={`at-${picture.id}`}
                      name={`at-${picture.id}`}
                      type="number"
                      min={1}
                      value={faulty ? typed[`at-${picture.id}`] : gallery.order === 'hand' ? String(i + 1) : ''}
                    />
                  </li>
                ))}
              </ol>
            </fieldset>
          )}
          <button class="btn main">{t('account.save')}</button>
        </Form>
      </div>
    ),
  });
}
