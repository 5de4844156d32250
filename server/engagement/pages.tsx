import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { check, typedIn } from '../accounts/form.tsx';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { isNewsroom } from '../threads/policy.ts';
import { DEEDS, MOST_REACHED, WINDOW_DAYS } from './formula.ts';
import { objectToLevel } from './object.ts';
import { engagementOf, formulaOf } from './queries.ts';
import type { EngagementOf, Formula } from './wire.ts';

const input = z.object({ objects: z.enum(['yes', 'no'], 'field.wrong') });

/** By which formula the newsroom counts who is engaged, for everybody; with one's own level, and a word against it. */
export const levelPages = new Hono<Env>()
  .get('/levels', (c) => show(c))
  .post('/levels', (c) =>
    asMember(c, async ({ member }) => {
      await objectToLevel(c.var.deps, member, check(input, await typedIn(c)).objects === 'yes');
      return c.redirect('/levels', 303);
    }),
  );

async function show(c: Context<Env>) {
  const site = requireSite(c);
  const { read } = c.var.deps.db;
  const t = wordsOf(c);
  const { formula } = await formulaOf(read, site.id);
  const actor = c.var.who.via === 'cookie' ? await actorOf(c, site) : null;
  const own = actor && (await engagementOf(read, { siteId: site.id, memberId: actor.member.id }));
  return renderPage(c, {
    title: t('levels.title'),
    head: { of: 'forum', path: '/levels', description: t('levels.what') },
    children: (
      <article class="flow">
        <h1>{t('levels.title')}</h1>
        <p>{t('levels.what')}</p>
        <h2 class="small">{t('levels.counts')}</h2>
        <p>{t('levels.love', { days: WINDOW_DAYS })}</p>
        <Weights {...{ t, formula }} />
        <h2 class="small">{t('levels.formula')}</h2>
        <p>{t('levels.reach', { most: MOST_REACHED })}</p>
        <p>{t('levels.gravity', { second: formula.thresholds[0], third: formula.thresholds[1], fourth: formula.thresholds[2] })}</p>
        <h2 class="small">{t('levels.not')}</h2>
        <p>{t('levels.never')}</p>
        {actor && !isNewsroom(actor.member) && <Own {...{ t, own }} />}
      </article>
    ),
  });
}

function Weights({ t, formula: { weights } }: { t: Translate; formula: Formula }) {
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">{t('levels.deed')}</th>
          <th scope="col">{t('levels.weight')}</th>
        </tr>
      </thead>
      <tbody>
        {DEEDS.map((deed) => (
          <tr key={deed}>
            <th scope="row">{t(`levels.deed.${deed}`)}</th>
            <td>{weights[deed]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Own({ t, own }: { t: Translate; own: EngagementOf | null }) {
  const objects = own?.objects ?? false;
  return (
    <>
      <h2 class="small">{t('levels.own')}</h2>
      <p>
        {objects
          ? t('levels.objected')
          : t('levels.yours', { level: own?.level ?? 1, love: own?.love ?? 0, reach: own?.reach ?? 1, gravity: own?.gravity ?? 0 })}
      </p>
      <form method="post" action="/levels">
        <button class="act say" name="objects" value={objects ? 'no' : 'yes'}>
          {t(objects ? 'levels.again' : 'levels.object')}
        </button>
      </form>
    </>
  );
}
