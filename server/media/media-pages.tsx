import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { check, orAgain, typedIn, type Problem } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { staffOf, type Env } from '../http/who.ts';
import { dateIn, momentAt } from '../time/wall-time.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { postById } from '../posts/queries.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { CaptionsBefore, captionsBefore } from './CaptionsBefore.tsx';
import { captionsIn } from './captions-form.ts';
import { CaptionsForm, MediumFigure, RightsForm } from './MediumForms.tsx';
import { mediaOf } from './media-of.ts';
import { saveCaptions } from './save-captions.ts';
import { setRights } from './set-rights.ts';

const rights = z.object({
  medium: z.uuid('field.wrong'),
  /** The last day; empty without an end. */
  until: z
    .string()
    .default('')
    .refine((day) => day === '' || z.iso.date().safeParse(day).success, 'field.wrong'),
});

/** What a post shows, for staff: until when it may, where an agency lends something for a while; and its captions. */
export const mediaPages = new Hono<Env>()
  .get('/p/:id/media', async (c) => show(c, await findHere(c)))
  .post('/p/:id/media/rights', async (c) => {
    const found = await findHere(c);
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        const { medium: uid, until } = check(rights, typed);
        const end = until === '' ? null : new Date(momentAt(`${until}T23:59`, found.site.timeZone).getTime() + 60_000);
        await setRights(c.var.deps, { uid, postId: found.post.id, by: accountOf(c) }, end);
        return c.redirect(`/p/${found.post.uid}/media?done=rights`, 303);
      },
      (problem) => show(c, found, { uid: typed.medium, until: typed.until, problem }),
    );
  })
  .post('/p/:id/media/captions', async (c) => {
    const found = await findHere(c);
    const form = await captionsIn(c);
    return orAgain(
      c,
      async () => {
        await saveCaptions(
          c.var.deps,
          { uid: form.uid, memberId: staffOf(c).member.id, postId: found.post.id, by: accountOf(c) },
          form.given,
        );
        return c.redirect(`/p/${found.post.uid}/media?done=captions`, 303);
      },
      (problem) => show(c, found, { uid: form.uid, problem }),
    );
  });

const accountOf = (c: Context<Env>) => staffOf(c).session.account.uid;

type Found = Awaited<ReturnType<typeof findHere>>;

async function findHere(c: Context<Env>) {
  const staff = staffOf(c);
  const post = await postById(c.var.deps.db.read, c.req.param('id') ?? '');
  const place = post && (await findThreadPlace(c.var.deps.db.read, post.threadId));
  if (!place || !moderates(staff, { siteId: place.site.id, spaceId: place.thread.spaceId })) throw new Refusal('not_found');
  return { post, site: place.site };
}

type Again = { uid: string | undefined; until?: string | undefined; problem: Problem };

async function show(c: Context<Env>, { post, site }: Found, again?: Again) {
  const t = wordsOf(c);
  const media = await mediaOf(c.var.deps, site, post.id);
  const versions = await captionsBefore(
    c.var.deps.db.read,
    media.map(({ uid }) => uid),
  );
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('shows.title'),
    status: again?.problem.status ?? 200,
    narrow: true,
    children: (
      <div class="flow">
        <h1>{t('shows.title')}</h1>
        <p class="meta">{t('shows.of', { name: post.authorName })}</p>
        {c.req.query('done') && (
          <p class="note good" role="status">
            {t('rights.saved')}
          </p>
        )}
        {media.length === 0 && <p>{t('shows.none')}</p>}
        {media.map((medium, n) => {
          const mine = again?.uid === medium.uid ? again : undefined;
          const last = medium.rightsUntil && dateIn(new Date(medium.rightsUntil.getTime() - 1), site.timeZone);
          const props = { t, n, medium, action: `/p/${post.uid}/media`, ...(mine && { problem: mine.problem }) };
          return (
            <section key={medium.uid} class="flow text" aria-label={medium.alt}>
              <MediumFigure t={t} medium={medium} />
              <RightsForm {...props} until={mine?.until ?? last ?? ''} />
              {medium.kind !== 'image' && (
                <>
                  <CaptionsForm {...props} action={`/p/${post.uid}/media/captions`} locale={site.settings.locale} />
                  <CaptionsBefore c={c} versions={versions.filter(({ medium: of }) => of === medium.uid)} />
                </>
              )}
            </section>
          );
        })}
        <a class="btn" href={`/p/${post.uid}`}>
          {t('history.back')}
        </a>
      </div>
    ),
  });
}
