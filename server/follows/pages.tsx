import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { check, Form, orAgain, renderDoor, typedIn, type Problem } from '../accounts/form.tsx';
import { countFollow } from '../audience/count-act.ts';
import { Refusal } from '../errors.ts';
import { requireSite, type Actor, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { PACES, pacesOf } from '../notifications/pace.ts';
import { PaceField } from '../notifications/PaceField.tsx';
import { settingsOf } from '../notifications/queries.ts';
import { setFollowedPace } from '../notifications/save-settings.ts';
import { wordsOf } from '../pages/page.tsx';
import { PushOffer } from '../push/PushOffer.tsx';
import { devicesOf } from '../push/queries.ts';
import { findTarget, type Followable } from './find-target.ts';
import { FOLLOW_KINDS, LEVELS } from './levels.ts';
import { followOf, followsPage } from './queries.ts';
import { dropFollow, setFollow } from './set-follow.ts';

/** `pace`: of mails about all that they follow; absent where they did not choose it here. */
const input = z.object({ level: z.enum([...LEVELS, 'none'], 'field.wrong'), pace: z.enum(PACES, 'field.wrong').optional() });
const kindInput = z.enum(FOLLOW_KINDS);
const rowId = z.coerce.number().int().positive();

/** What a member hears of, for their own eyes: forms alone, also from an embed. */
export const followPages = new Hono<Env>()
  .get('/following', (c) => asMember(c, (actor) => showAll(c, actor)))
  .post('/following/:id/removal', (c) =>
    asMember(c, async (actor) => {
      const id = rowId.safeParse(c.req.param('id'));
      if (id.success) await dropFollow(c.var.deps, actor, { id: id.data });
      return c.redirect('/following', 303);
    }),
  )
  .get('/follow/:kind/:name', async (c) => {
    const what = await targetHere(c);
    return asMember(c, (actor) => showOne(c, actor, what));
  })
  .post('/follow/:kind/:name', async (c) => {
    const what = await targetHere(c);
    return asMember(c, async (actor) => {
      const typed = await typedIn(c);
      return orAgain(
        c,
        async () => {
          const { level, pace } = check(input, typed);
          const fresh = await isFresh(c, actor, what);
          if (level === 'none') await dropFollow(c.var.deps, actor, what);
          else {
            const known = await followOf(c.var.deps.db.read, actor.member.id, what);
            await setFollow(c.var.deps, actor, { what, level });
            if (!known && level !== 'mute') countFollow(c, { site: requireSite(c), member: actor.member });
          }
          if (pace) await setFollowedPace(c.var.deps, actor, pace);
          const offered = fresh && (level === 'watch' || level === 'normal');
          return c.redirect(offered ? `${c.req.path}?done=1` : (what.path ?? '/following'), 303);
        },
        (problem) => showOne(c, actor, what, problem),
      );
    });
  });

/** Followed for the first time, by somebody whom no device tells yet: there is something to offer. */
async function isFresh(c: Context<Env>, { member }: Actor, what: Followable) {
  const { read } = c.var.deps.db;
  return !(await followOf(read, member.id, what))?.chosen && (await devicesOf(read, member.id)).length === 0;
}

async function targetHere(c: Context<Env>): Promise<Followable> {
  const kind = kindInput.safeParse(c.req.param('kind'));
  const name = c.req.param('name') ?? '';
  const what = kind.success && (await findTarget(c.var.deps, requireSite(c), { kind: kind.data, name }));
  if (!what) throw new Refusal('not_found');
  return what;
}

async function showOne(c: Context<Env>, { member, session }: Actor, what: Followable, problem?: Problem) {
  const t = wordsOf(c);
  const { read } = c.var.deps.db;
  const kept = await followOf(read, member.id, what);
  const settings = await settingsOf(read, member.id);
  const { followed } = pacesOf(settings);
  const lettersToo = (what.kind === 'space' || what.kind === 'section') && settings.lettersSince === null;
  const done = kept !== null && c.req.query('done') !== undefined;
  return renderDoor(c, {
    title: t('follows.follow', { name: what.name }),
    status: problem?.status,
    children: (
      <>
        <h1>{t('follows.follow', { name: what.name })}</h1>
        {done ? <output class="note good">{t('follows.done')}</output> : <p class="meta">{t('follows.private')}</p>}
        {kept && kept.level !== 'mute' && <PushOffer t={t} devices={await devicesOf(read, member.id)} />}
        {done && what.path && (
          <a class="btn main" href={what.path}>
            {t('follows.back', { name: what.name })}
          </a>
        )}
        <Form action={encodeURI(c.req.path)} {...(problem && { problem })}>
          <fieldset class="flow">
            <legend>{t('follows.how')}</legend>
            {[...LEVELS, 'none' as const].map((level) => (
              <label class="choice" key={level}>
                <input type="radio" name="level" value={level} required checked={level === (kept?.level ?? 'watch')} />
                <span>{t(`follows.level.${level}`)}</span>
              </label>
            ))}
          </fieldset>
          <PaceField t={t} name="pace" label={t('follows.pace')} pace={followed} />
          {lettersToo && (
            <p class="meta">
              {t('follows.letters')} <a href="/notifications/settings#letters">{t('digests.setting')}</a>
            </p>
          )}
          {!session.account.emailConfirmedAt && (
            <p class="meta">
              {t('notices.unconfirmed')} <a href="/account">{t('page.you')}</a>
            </p>
          )}
          <button class={done ? 'btn' : 'btn main'}>{t('account.save')}</button>
        </Form>
        {!done && what.path && (
          <a class="btn" href={what.path}>
            {t('edit.cancel')}
          </a>
        )}
        <a href="/following">{t('follows.all')}</a>
      </>
    ),
  });
}

async function showAll(c: Context<Env>, { member }: Actor) {
  const t = wordsOf(c);
  const before = rowId.safeParse(c.req.query('before'));
  const { rows, next } = await followsPage(c.var.deps.db.read, member.id, before.success ? before.data : null);
  return renderDoor(c, {
    title: t('follows.title'),
    children: (
      <>
        <h1>{t('follows.title')}</h1>
        <OwnTabs t={t} here="/following" />
        {rows.length === 0 ? (
          <p class="meta">{t('follows.none')}</p>
        ) : (
          <PushOffer t={t} devices={await devicesOf(c.var.deps.db.read, member.id)} />
        )}
        <ul class="rows">
          {rows.map(({ id, kind, level, chosen, name, path, edit }) => (
            <li key={id} class="flow">
              <p>
                {t(`follows.kind.${kind}`)} {path ? <a href={path}>{name}</a> : <span>{name}</span>}
              </p>
              <p class="meta">{t(chosen ? `follows.level.${level}` : 'follows.wrote')}</p>
              <div class="line">
                {edit && (
                  <a class="act say" href={edit}>
                    {t('follows.change')}
                  </a>
                )}
                <form method="post" action={`/following/${id}/removal`}>
                  <button class="act say">{t('follows.drop')}</button>
                </form>
              </div>
            </li>
          ))}
        </ul>
        {next !== null && (
          <a class="btn" href={`/following?before=${next}`}>
            {t('profile.older')}
          </a>
        )}
      </>
    ),
  });
}
