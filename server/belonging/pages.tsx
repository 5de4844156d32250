import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { check, renderDoor, typedIn } from '../accounts/form.tsx';
import type { Actor, Env } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { wordsOf, zoneOf, type Translate } from '../pages/page.tsx';
import { BadgeName, badgeName } from './BadgeName.tsx';
import { badgesOf, type Badge } from './badges-of.ts';
import { setHidden } from './hide-badge.ts';

const input = z.object({ badge: z.string('field.wrong').max(60, 'field.wrong'), hidden: z.enum(['yes', 'no'], 'field.wrong') });

/** What a member has, why, and what of it others see. */
export const badgePages = new Hono<Env>()
  .get('/account/badges', (c) => asMember(c, (actor) => show(c, actor)))
  .post('/account/badges', (c) =>
    asMember(c, async ({ member }) => {
      const { badge, hidden } = check(input, await typedIn(c));
      await setHidden(c.var.deps, member, badge, hidden === 'yes');
      return c.redirect('/account/badges', 303);
    }),
  );

async function show(c: Context<Env>, { member }: Actor) {
  const t = wordsOf(c);
  const badges = await badgesOf(c.var.deps.db.read, member, c.var.deps.now());
  return renderDoor(c, {
    title: t('badges.title'),
    children: (
      <>
        <h1>{t('badges.title')}</h1>
        <OwnTabs t={t} here="/account/badges" />
        <p class="meta">{t('badges.what')}</p>
        {badges.length === 0 && <p>{t('badges.none')}</p>}
        <ul class="rows">
          {badges.map((badge) => (
            <li key={badge.key} class="flow">
              <h2 class="small">
                <BadgeName badge={badge} t={t} locale={c.var.locale} />
              </h2>
              <Why c={c} t={t} badge={badge} />
              <form class="line" method="post" action="/account/badges">
                <input type="hidden" name="badge" value={badge.key} />
                {badge.hidden && <span class="meta">{t('badges.hidden')}</span>}
                <button class="act say" name="hidden" value={badge.hidden ? 'no' : 'yes'}>
                  {t(badge.hidden ? 'badges.show' : 'badges.hide')}
                  <span class="sr"> {badgeName(badge, t, c.var.locale)}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
        <p>
          <a href={`/members/${member.uid}`}>{t('profile.see')}</a> · <a href="/levels">{t('badges.levels')}</a>
        </p>
      </>
    ),
  });
}

function Why({ c, t, badge: { given, earned, at } }: { c: Context<Env>; t: Translate; badge: Badge }) {
  const date = dateOf(c.var.locale, at, zoneOf(c));
  if (given)
    return (
      <>
        <p>{t('badges.given', { date })}</p>
        {given.word && <p>{t('notices.word', { word: given.word })}</p>}
      </>
    );
  const { key, post } = earned;
  return (
    <p>
      {t(`badges.${key}Why`, { date })}{' '}
      {post && <a href={`/p/${post.uid}`}>{post.threadTitle ?? post.articleTitle ?? t('notices.mail.decisionLink')}</a>}
    </p>
  );
}
