import { Hono, type Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { Refusal } from '../errors.ts';
import { actorOf, isSecure, requireSite, type Env } from '../http/who.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { isNewsroom } from '../threads/policy.ts';
import { findPlace } from '../threads/queries.ts';
import { countSent } from './count-view.ts';
import { answerOf, UNCOUNTED } from './reader.ts';

/** Seconds: thirteen months at most (CNIL), of the shortest. */
const KEPT = 390 * 86_400;
/** What the regulator asks of audience measurement without consent, in its order; each has its answer beside it. */
const CONDITIONS = ['purpose', 'anonymous', 'crossing', 'others', 'sites', 'device', 'place', 'duration', 'inform', 'refuse'] as const;

/** How readers are counted (docs/decisions/070), and where one says no. */
export const audiencePages = new Hono<Env>()
  .get('/audience', (c) => showMethod(c))
  .post('/audience', valid('form', z.object({ act: z.enum(['out', 'in'], 'field.wrong') })), (c) => {
    if (c.req.valid('form').act === 'in') deleteCookie(c, UNCOUNTED, { path: '/' });
    else setCookie(c, UNCOUNTED, '1', { path: '/', maxAge: KEPT, httpOnly: true, sameSite: 'Lax', secure: isSecure(c) });
    return c.redirect('/audience#choice', 303);
  })
  .post(
    '/out',
    valid('query', z.object({ thread: z.uuid('field.wrong').optional(), article: z.string().max(200).optional() })),
    async (c) => {
      const place = await findPlace(c.var.deps.db.read, { site: requireSite(c).key, ...c.req.valid('query') });
      if (place.site.id !== requireSite(c).id) throw new Refusal('not_found');
      const actor = await actorOf(c, place.site);
      if (!actor || !isNewsroom(actor.member)) countSent(c, place);
      return c.body(null, 204);
    },
  );

function showMethod(c: Context<Env>) {
  const t = wordsOf(c);
  const { name, forumName } = requireSite(c).settings;
  const words = { forum: forumName, site: name };
  return renderPage(c, {
    title: t('audience.title'),
    head: { of: 'forum', description: t('audience.lede', words) },
    children: (
      <article class="flow prose">
        <h1>{t('audience.title')}</h1>
        <p class="lede">{t('audience.lede', words)}</p>
        <h2>{t('audience.how')}</h2>
        {(['views', 'visitors', 'sources', 'sent', 'openings', 'kept'] as const).map((part) => (
          <p key={part}>{t(`audience.${part}`, words)}</p>
        ))}
        <h2 id="conditions">{t('audience.conditions')}</h2>
        <p>{t('audience.law')}</p>
        <dl class="facts">
          {CONDITIONS.map((condition) => (
            <div key={condition}>
              <dt>{t(`audience.${condition}`)}</dt>
              <dd>{t(`audience.${condition}How`, words)}</dd>
            </div>
          ))}
        </dl>
        <h2 id="choice">{t('audience.choice')}</h2>
        <Choice c={c} />
      </article>
    ),
  });
}

function Choice({ c }: { c: Context<Env> }) {
  const t = wordsOf(c);
  const words = { forum: requireSite(c).settings.forumName };
  const answer = answerOf(c.req.header());
  if (answer === 'signal') return <p class="note">{t('audience.signalled', words)}</p>;
  const act = answer === 'cookie' ? 'in' : 'out';
  return (
    <form method="post" action="/audience" class="flow">
      <p>
        {t(answer === 'cookie' ? 'audience.uncounted' : 'audience.counted', words)} {t('audience.signal')}
      </p>
      <button class="btn" name="act" value={act}>
        {t(`audience.${act}`)}
      </button>
      <p class="meta">{t('audience.cookie')}</p>
    </form>
  );
}
