import { Hono, type Context } from 'hono';
import { asOwner, changing } from '../accounts/account-page.tsx';
import { asProved } from '../accounts/as-proved.ts';
import type { Session } from '../accounts/sessions.ts';
import { Form, orAgain, renderDoor, type Problem } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import { ownFile } from '../media/own-file.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { OwnHead } from './OwnHead.tsx';
import { askTakeout, fetchTakeout, latestTakeout } from './takeout.ts';

/** Seconds after which the page looks again, by itself and without a script: the job tells how far it is as often. */
const LOOK_AGAIN = 3;
const DAY_MS = 86_400_000;

/** Everything that an account has here, to take along. */
export const dataPages = new Hono<Env>()
  .get('/account/data', (c) => asOwner(c, (session) => show(c, session)))
  .post('/account/data', (c) =>
    asProved(c, '/account/data', (session) =>
      orAgain(
        c,
        async () => {
          await askTakeout(c.var.deps, changing(c, session));
          return c.redirect('/account/data', 303);
        },
        (problem) => show(c, session, problem),
      ),
    ),
  )
  .get('/account/data/files/:id', (c) =>
    asProved(c, '/account/data', async ({ account }) => {
      const { body, bytes, type, name } = await ownFile(c.var.deps, account.id, c.req.param('id'));
      c.header('cache-control', 'no-store');
      const attachment = `attachment; filename="${name}"`;
      return c.body(body, 200, { 'content-type': type, 'content-length': String(bytes), 'content-disposition': attachment });
    }),
  )
  .get('/account/data/:id', (c) =>
    asProved(c, '/account/data', async (session) => {
      const { bytes, createdAt } = await fetchTakeout(c.var.deps, changing(c, session), c.req.param('id'));
      c.header('cache-control', 'no-store');
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="terrasse-${createdAt.toISOString().slice(0, 10)}.zip"`,
      });
    }),
  );

async function show(c: Context<Env>, { account }: Session, problem?: Problem) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const timeZone = zoneOf(c);
  const takeout = await latestTakeout(deps.db.read, account.id, deps.now());
  const underWay = takeout?.state === 'waiting' || takeout?.state === 'running';
  const again = takeout && takeout.state !== 'failed' ? new Date(takeout.createdAt.getTime() + DAY_MS) : null;
  return renderDoor(c, {
    title: t('takeout.pageTitle'),
    status: problem?.status,
    ...(underWay && { refresh: LOOK_AGAIN }),
    children: (
      <>
        <h1>{t('own.data')}</h1>
        <OwnHead c={c} />
        <section class="flow">
          <h2>{t('takeout.pageTitle')}</h2>
          <p>{t('takeout.what')}</p>
          {underWay && (
            <div class="note" role="status">
              <div>
                <p>{t('takeout.waiting')}</p>
                <progress value={takeout.progress} max={100} aria-label={t('takeout.progress')}>
                  {takeout.progress}
                </progress>
              </div>
            </div>
          )}
          {takeout?.state === 'ready' && (
            <>
              <p>{t('takeout.ready', { date: dateOf(locale, takeout.expiresAt, timeZone) })}</p>
              <a class="btn main" href={`/account/data/${takeout.uid}`}>
                {t('takeout.download')}
              </a>
            </>
          )}
          {takeout?.state === 'failed' && <p class="note bad">{t('takeout.failed')}</p>}
          {again && again > deps.now() ? (
            !underWay && <p class="meta">{t('takeout.once', { date: momentOf(locale, again, timeZone) })}</p>
          ) : (
            <Form action="/account/data" problem={problem}>
              <button class="btn">{t('takeout.ask')}</button>
            </Form>
          )}
        </section>
        <section class="flow">
          <h2>{t('leaving.title')}</h2>
          <p>{t('leaving.short')}</p>
          <a class="btn" href="/account/leave">
            {t('leaving.title')}
          </a>
        </section>
      </>
    ),
  });
}
