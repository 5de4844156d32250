import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { check, Form, orAgain, typedIn, type Problem } from '../accounts/form.tsx';
import { requireSite, type Actor, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { readsAll } from '../reporting/send-reviews.ts';
import { DIGEST_AT, PACES, pacesOf, REASONS } from './pace.ts';
import { PaceField } from './PaceField.tsx';
import { settingsOf } from './queries.ts';
import { saveSettings } from './save-settings.ts';

const ZONES = Intl.supportedValuesOf('timeZone');
/** What a form offers to whoever asks for quiet hours. */
const NIGHT = { from: '22:00', until: '07:30' };

const pace = z.enum(PACES, 'field.wrong');
const time = z.string('field.wrong').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.wrong');
const input = z
  .object({
    answers: pace,
    mentions: pace,
    followed: pace,
    newsroom: pace,
    reactions: pace,
    timeZone: z.enum(['', ...ZONES], 'field.wrong'),
    digestAt: time,
    quiet: z.literal('on').optional(),
    quietFrom: time,
    quietUntil: time,
    followsWritten: z.literal('on').optional(),
    review: z.literal('on').optional(),
    letters: z.literal('on').optional(),
  })
  .transform(({ timeZone, digestAt, quiet, quietFrom, quietUntil, followsWritten, review, letters, ...paces }) => ({
    paces,
    timeZone: timeZone || null,
    digestAt,
    quiet: quiet ? { from: quietFrom, until: quietUntil } : null,
    followsWritten: followsWritten === 'on',
    review: review === 'on',
    letters: letters === 'on',
  }));

/** How a member wants to be told: by what, how soon, at which hours. */
export const noticeSettingsPages = new Hono<Env>()
  .get('/notifications/settings', (c) => asMember(c, (actor) => show(c, actor)))
  .post('/notifications/settings', (c) =>
    asMember(c, async (actor) => {
      const typed = await typedIn(c);
      return orAgain(
        c,
        async () => {
          const { review, ...settings } = check(input, typed);
          const offered = await readsAll(c.var.deps, actor.member);
          await saveSettings(c.var.deps, actor, offered ? { ...settings, review } : settings);
          return c.redirect('/notifications/settings?done=1', 303);
        },
        (problem) => show(c, actor, problem),
      );
    }),
  );

async function show(c: Context<Env>, { member, session }: Actor, problem?: Problem) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const kept = await settingsOf(c.var.deps.db.read, member.id);
  const paces = pacesOf(kept);
  const quiet = kept.quiet ?? NIGHT;
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('notices.pace'),
    script: c.var.deps.assets.manifest.zone,
    ...(problem && { status: problem.status }),
    children: (
      <div class="sheet">
        <h1>{t('notices.pace')}</h1>
        <OwnTabs t={t} here="/notifications" />
        {c.req.query('done') && <output class="note good">{t('notices.paceSaved')}</output>}
        <Form action="/notifications/settings" {...(problem && { problem })}>
          <fieldset class="flow">
            <legend>{t('notices.paceMail')}</legend>
            {REASONS.map((reason) => (
              <PaceField key={reason} t={t} name={reason} label={t(`notices.reason.${reason}`)} pace={paces[reason]} />
            ))}
            {!session.account.emailConfirmedAt && (
              <p class="meta">
                {t('notices.unconfirmed')} <a href="/account">{t('page.you')}</a>
              </p>
            )}
            <p class="meta">{t('notices.paceHelp')}</p>
          </fieldset>
          <fieldset class="flow" id="letters">
            <legend>{t('digests.setting')}</legend>
            <label class="choice">
              <input type="checkbox" name="letters" checked={kept.lettersSince !== null} aria-describedby="letters-what" />
              <span>{t('digests.wanted')}</span>
            </label>
            <p class="meta" id="letters-what">
              {t('digests.what', { forum: site.settings.forumName })}
            </p>
          </fieldset>
          <fieldset class="flow">
            <legend>{t('notices.hours')}</legend>
            <div class="field">
              <label for="digestAt">{t('notices.digestAt')}</label>
              <input id="digestAt" name="digestAt" type="time" required value={kept.digestAt ?? DIGEST_AT} />
            </div>
            <label class="choice">
              <input type="checkbox" name="quiet" checked={kept.quiet !== null} />
              <span>{t('notices.quiet')}</span>
            </label>
            <div class="line">
              <div class="field">
                <label for="quietFrom">{t('notices.quietFrom')}</label>
                <input id="quietFrom" name="quietFrom" type="time" required value={quiet.from} />
              </div>
              <div class="field">
                <label for="quietUntil">{t('notices.quietUntil')}</label>
                <input id="quietUntil" name="quietUntil" type="time" required value={quiet.until} />
              </div>
            </div>
            <div class="field">
              <label for="timeZone">{t('notices.zone')}</label>
              <select id="timeZone" name="timeZone">
                <option value="">{t('notices.zoneOfSite', { zone: site.timeZone })}</option>
                {ZONES.map((zone) => (
                  <option key={zone} value={zone} selected={zone === kept.timeZone}>
                    {zone.replaceAll('_', ' ')}
                  </option>
                ))}
              </select>
            </div>
            <button type="button" class="btn" data-zone={site.timeZone} hidden>
              {t('notices.zoneHere', { zone: '{zone}' })}
            </button>
          </fieldset>
          <fieldset class="flow">
            <legend>{t('follows.title')}</legend>
            <label class="choice">
              <input type="checkbox" name="followsWritten" checked={kept.followsWritten} />
              <span>{t('notices.followsWritten')}</span>
            </label>
            <p>
              <a href="/following">{t('follows.all')}</a>
            </p>
          </fieldset>
          {(await readsAll(c.var.deps, member)) && (
            <fieldset class="flow">
              <legend>{t('notices.review')}</legend>
              <label class="choice">
                <input type="checkbox" name="review" checked={kept.review} />
                <span>{t('notices.reviewDaily', { zone: site.timeZone })}</span>
              </label>
            </fieldset>
          )}
          <button class="btn main">{t('account.save')}</button>
        </Form>
      </div>
    ),
  });
}
