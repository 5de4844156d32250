import { Hono, type Context } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { z } from 'zod';
import { asOwner, changing } from '../accounts/account-page.tsx';
import { asProved } from '../accounts/as-proved.ts';
import { check, Form, orAgain, renderDoor, typedIn, type Problem } from '../accounts/form.tsx';
import type { Session } from '../accounts/sessions.ts';
import { isSecure, sessionCookieOf, type Env } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { askToLeave, leavesAt, stay, whatStays, type Kept } from './leave.ts';
import { departureOf } from './own.ts';
import { OwnHead } from './OwnHead.tsx';

const leaveInput = z.object({ texts: z.enum(['keep', 'erase'], 'field.required') });

/** Leaving, in two clicks and seven days; and coming back before they are over. */
export const leavePages = new Hono<Env>()
  .get('/account/leave', (c) =>
    asOwner(c, async (session) => {
      const leaving = await departureOf(c.var.deps.db.read, session.account.id);
      // To change one's mind takes no proof.
      return leaving ? show(c, session) : asProved(c, '/account/leave', () => show(c, session));
    }),
  )
  .post('/account/leave', (c) =>
    asProved(c, '/account/leave', async (session) => {
      const typed = await typedIn(c);
      return orAgain(
        c,
        async () => {
          const date = await askToLeave(c.var.deps, changing(c, session), check(leaveInput, typed).texts);
          deleteCookie(c, sessionCookieOf(c.var.deps.config), { path: '/', secure: isSecure(c) });
          return showGoodbye(c, date);
        },
        (problem) => show(c, session, problem),
      );
    }),
  )
  .post('/account/leave/end', (c) =>
    asOwner(c, async (session) => {
      await stay(c.var.deps, changing(c, session));
      return c.redirect('/account/leave?done=stayed', 303);
    }),
  );

async function show(c: Context<Env>, session: Session, problem?: Problem) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const day = (date: Date) => dateOf(locale, date, zoneOf(c));
  const leaving = await departureOf(deps.db.read, session.account.id);
  const kept = await whatStays(deps.db.read, session.account, deps.now());
  return renderDoor(c, {
    title: t('leaving.title'),
    status: problem?.status,
    children: (
      <>
        <h1>{t('leaving.title')}</h1>
        <OwnHead c={c} />
        {c.req.query('done') === 'stayed' && !leaving && <output class="note good">{t('leaving.stayed')}</output>}
        {leaving ? (
          <section class="flow">
            <p class="note warn">{t('leaving.pending', { date: day(leaving) })}</p>
            <Form action="/account/leave/end">
              <button class="btn main">{t('leaving.stay')}</button>
            </Form>
          </section>
        ) : (
          <Form action="/account/leave" problem={problem}>
            <p>{t('leaving.what', { date: day(leavesAt(deps.now())) })}</p>
            {kept.sites.length > 1 && <p>{t('leaving.sites', { sites: new Intl.ListFormat(locale).format(kept.sites) })}</p>}
            <fieldset class="field">
              <legend>{t('leaving.texts', { n: kept.posts })}</legend>
              {(['erase', 'keep'] as const).map((choice) => (
                <label class="choice" key={choice}>
                  <input
                    type="radio"
                    name="texts"
                    value={choice}
                    required
                    aria-describedby={problem?.fields.texts ? 'texts-err' : undefined}
                  />
                  <span>{t(`leaving.${choice}`)}</span>
                </label>
              ))}
              {problem?.fields.texts && <p id="texts-err">{problem.fields.texts}</p>}
            </fieldset>
            <WhatStays t={t} kept={kept} day={day} />
            <p>
              <a href="/account/data">{t('leaving.takeout')}</a>
            </p>
            <button class="btn">{t('leaving.go')}</button>
          </Form>
        )}
      </>
    ),
  });
}

/** What the law has us keep, and until when: told before one decides. */
function WhatStays({ t, kept, day }: { t: ReturnType<typeof wordsOf>; kept: Kept; day: (date: Date) => string }) {
  if (kept.posts === 0) return <p class="meta">{t('leaving.nothingKept')}</p>;
  return (
    <section class="flow">
      <h2 class="small">{t('leaving.law')}</h2>
      <p>{t('leaving.lawWhy')}</p>
      <ul class="rows tight">
        {kept.origins && <li>{t('leaving.law.origins', { date: day(kept.origins) })}</li>}
        <li>{t('leaving.law.account', { date: day(kept.account) })}</li>
        {kept.identity && <li>{t('leaving.law.identity', { date: day(kept.identity) })}</li>}
      </ul>
    </section>
  );
}

function showGoodbye(c: Context<Env>, date: Date) {
  const t = wordsOf(c);
  c.set('own', undefined);
  c.set('who', { via: 'nobody' });
  return renderDoor(c, {
    title: t('leaving.goodbye'),
    children: (
      <>
        <h1>{t('leaving.goodbye')}</h1>
        <p>{t('leaving.asked', { date: dateOf(c.var.locale, date, zoneOf(c)) })}</p>
        <a class="btn" href="/">
          {t('error.back')}
        </a>
      </>
    ),
  });
}
