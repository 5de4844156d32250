import { and, asc, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { asProblem, check, Field, Form, typedIn, type Problem } from '../accounts/form.tsx';
import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { staffOf, type Env } from '../http/who.ts';
import { dateIn, momentAt } from '../notifications/evening.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { postById } from '../posts/queries.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { fileUrl } from './figures.ts';
import { keyFor } from './key.ts';
import { setRights } from './set-rights.ts';
import { widthsOf } from './picture.ts';

const rights = z.object({
  picture: z.uuid('field.wrong'),
  /** The last day; empty without an end. */
  until: z
    .string()
    .default('')
    .refine((day) => day === '' || z.iso.date().safeParse(day).success, 'field.wrong'),
});

/** Until when a post may show its pictures: for staff, where an agency lends one for a while. */
export const rightsPages = new Hono<Env>()
  .get('/p/:id/pictures', async (c) => show(c, await findHere(c)))
  .post('/p/:id/pictures', async (c) => {
    const found = await findHere(c);
    const typed = await typedIn(c);
    try {
      const { picture, until } = check(rights, typed);
      const end = until === '' ? null : new Date(momentAt(`${until}T23:59`, found.site.timeZone).getTime() + 60_000);
      await setRights(c.var.deps, { uid: picture, postId: found.post.id }, end);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid') throw error;
      return show(c, found, { uid: typed.picture, until: typed.until, problem: asProblem(c, error) });
    }
    return c.redirect(`/p/${found.post.uid}/pictures?done=rights`, 303);
  });

type Found = Awaited<ReturnType<typeof findHere>>;

async function findHere(c: Context<Env>) {
  const staff = staffOf(c);
  const post = await postById(c.var.deps.db.read, c.req.param('id') ?? '');
  const place = post && (await findThreadPlace(c.var.deps.db.read, post.threadId));
  if (!place || !moderates(staff, { siteId: place.site.id, spaceId: place.thread.spaceId })) throw new Refusal('not_found');
  return { post, site: place.site };
}

type Again = { uid: string | undefined; until: string | undefined; problem: Problem };

async function show(c: Context<Env>, { post, site }: Found, again?: Again) {
  const t = wordsOf(c);
  const { config, now } = c.var.deps;
  const pictures = await picturesOf(c.var.deps.db.read, post.id);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('rights.title'),
    status: again?.problem.status ?? 200,
    narrow: true,
    children: (
      <div class="flow">
        <h1>{t('rights.title')}</h1>
        <p class="meta">{t('rights.of', { name: post.authorName })}</p>
        {c.req.query('done') && (
          <p class="note good" role="status">
            {t('rights.saved')}
          </p>
        )}
        {pictures.length === 0 && <p>{t('rights.none')}</p>}
        {pictures.map(({ uid, alt, credit, width, height, rightsUntil }) => {
          const mine = again?.uid === uid ? again : undefined;
          const last = rightsUntil && dateIn(new Date(rightsUntil.getTime() - 1), site.timeZone);
          return (
            <section key={uid} class="flow text" aria-label={alt}>
              <figure>
                <img
                  src={`${fileUrl(config, site, { uid, part: widthsOf(width!)[0]! })}?key=${keyFor(config, uid, now())}`}
                  alt={alt}
                  width={width!}
                  height={height!}
                />
                {credit && <figcaption>{credit}</figcaption>}
              </figure>
              <Form action={`/p/${post.uid}/pictures`} {...(mine && { problem: mine.problem })}>
                <input type="hidden" name="picture" value={uid} />
                <Field
                  name="until"
                  type="date"
                  label={t('rights.until')}
                  help={t('rights.help')}
                  required={false}
                  value={mine?.until ?? last ?? ''}
                  {...(mine && { problem: mine.problem })}
                />
                <button class="btn main">{t('rights.save')}</button>
              </Form>
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

function picturesOf(reader: Reader, postId: number) {
  const { media } = reader.t;
  const { uid, alt, credit, width, height, rightsUntil } = media;
  return reader
    .select({ uid, alt, credit, width, height, rightsUntil })
    .from(media)
    .where(and(eq(media.postId, postId), eq(media.kind, 'image')))
    .orderBy(asc(media.id));
}
