import { eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { renderDoor, typedIn } from '../accounts/form.tsx';
import { localPath } from '../accounts/next.ts';
import { aboutPost } from '../cases/queries.ts';
import type { Actor, Env } from '../http/who.ts';
import { requireSite } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { trustOf } from '../members/trust.ts';
import type { TrustWire } from '../members/wire.ts';
import { wordsOf, type Translate } from '../pages/page.tsx';
import { acknowledge } from './acknowledge.ts';
import { activeRestrictions, type Active } from './active.ts';
import { ladderOf, postOfWarning } from './queries.ts';

/** What is asked or refused of somebody, and why; how far the site trusts them, by which rules. A warning is acknowledged here. */
export const standingPages = new Hono<Env>()
  .get('/account/standing', (c) => asMember(c, (actor) => show(c, actor)))
  .post('/account/standing', (c) =>
    asMember(c, async ({ member }) => {
      const { warning = '', next } = await typedIn(c);
      await acknowledge(c.var.deps, member.id, warning);
      return c.redirect(next === undefined ? `/account/standing?read=${warning}` : localPath(next), 303);
    }),
  );

async function show(c: Context<Env>, { member }: Actor) {
  const t = wordsOf(c);
  const { db, now } = c.var.deps;
  const site = requireSite(c);
  const read = c.req.query('read');
  const { members } = db.read.t;
  const [active, [record], { points }] = await Promise.all([
    activeRestrictions(db.read, member.id, now()),
    db.read
      .select({ role: members.role, postCount: members.postCount, activeDays: members.activeDays, reportsUpheld: members.reportsUpheld })
      .from(members)
      .where(eq(members.id, member.id)),
    ladderOf(db.read, site, member.id, now()),
  ]);
  return renderDoor(c, {
    title: t('standing.title'),
    children: (
      <>
        <h1>{t('standing.title')}</h1>
        <OwnTabs t={t} here="/account/standing" />
        {read && (
          <p class="note good">
            <a href={await whereOf(c, member.id, read)}>{t('standing.back')}</a>
          </p>
        )}
        {active.length === 0 && <p>{t('standing.none')}</p>}
        {active.map((one) => (
          <Measure key={one.id} t={t} measure={one} until={one.until && dateOf(c.var.locale, one.until, site.timeZone)} />
        ))}
        {points > 0 && <p class="meta">{t('standing.points', { n: points })}</p>}
        <Trust t={t} trust={trustOf(record!)} />
      </>
    ),
  });
}

/** Where they wrote what they were warned of; the first page where it was about no post. */
async function whereOf(c: Context<Env>, memberId: number, warning: string): Promise<string> {
  const { read } = c.var.deps.db;
  const postId = await postOfWarning(read, memberId, warning);
  return postId === null ? '/' : `/t/${(await aboutPost(read, postId)).threadUid}`;
}

function Measure({
  t,
  measure: { kind, statement, note, ruleNumber, ruleTitle },
  until,
}: {
  t: Translate;
  measure: Active;
  until: string | null;
}) {
  return (
    <section class={`note ${kind === 'ban' || kind === 'suspension' ? 'bad' : 'warn'}`}>
      <div>
        <p>
          <strong>{t(`statement.taken.${kind}`)}</strong> {until ? t('statement.until', { date: until }) : t('statement.endless', { kind })}
        </p>
        {ruleNumber !== null && <p>{t('standing.rule', { number: ruleNumber, title: ruleTitle! })}</p>}
        {note && <blockquote>{note}</blockquote>}
        <p>
          <a href={`/statements/${statement}`}>{t('standing.why')}</a>
        </p>
        {kind === 'warning' && (
          <form method="post" action="/account/standing">
            <button class="btn main" name="warning" value={statement}>
              {t('standing.read')}
            </button>
          </form>
        )}
      </div>
    </section>
  );
}

function Trust({ t, trust: { level, subscriber, next } }: { t: Translate; trust: TrustWire }) {
  const missing =
    next &&
    (
      [
        ['posts', next.posts],
        ['days', next.days],
        ['reports', next.reports],
      ] as const
    ).filter(([, n]) => n > 0);
  return (
    <section class="flow" aria-labelledby="trust">
      <h2 id="trust">{t('standing.trust')}</h2>
      <p>{t(`standing.trust.${level}`)}</p>
      <p class="meta">{t('standing.how')}</p>
      {missing && (
        <>
          <p>
            {t('standing.missing')} {subscriber && t('standing.subscriber')}
          </p>
          <ul>
            {missing.map(([what, n]) => (
              <li key={what}>{t(`standing.${what}`, { n })}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
