import type { Context } from 'hono';
import type { VNode } from 'preact';
import type { There } from '../forum/kind-parts.tsx';
import { actorOf, type Env } from '../http/who.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import type { Member } from '../accounts/queries.ts';
import { spacesOf } from '../members/queries.ts';
import { isNewsroom } from '../threads/policy.ts';
import { wordsOf, type Translate } from '../pages/page.tsx';
import { keptUntil } from './answer-call.ts';
import { reads, setsUp } from './policy.ts';
import { agreementsOf, callIn, countsOf, findTestimony, type Call } from './queries.ts';

/** On its thread's page, above what is written in it: what becomes of an answer, one's own, and for its readers how many there are. */
export async function CallPart(c: Context<Env>, { site, thread }: There): Promise<VNode | null> {
  const { deps, locale } = c.var;
  const { read } = deps.db;
  const call = await callIn(read, thread.id);
  if (!call) return null;
  const t = wordsOf(c);
  const actor = await actorOf(c, site);
  const own = actor && (await findTestimony(read, thread.id, { memberId: actor.member.id }));
  const asked = own && (await agreementsOf(read, { testimonyId: own.id })).find(({ agreement }) => agreement.state === 'asked');
  const closed = call.closesAt <= deps.now();
  const path = `/testimonies/${thread.uid}/answer`;
  return (
    <section class="event" aria-labelledby="call">
      <p class="kicker" id="call">
        {t('testimony.title')}
      </p>
      <p>
        <strong>
          <time dateTime={call.closesAt.toISOString()}>
            {t(closed ? 'testimony.closed' : 'testimony.open', { date: momentOf(locale, call.closesAt, site.timeZone) })}
          </time>
        </strong>
      </p>
      <Terms {...{ c, t, call }} />
      {asked && (
        <p class="note warn">
          <span>
            {t('testimony.agreementAsked')} <a href={`/agreements/${asked.agreement.uid}`}>{t('testimony.agreementRead')}</a>
          </span>
        </p>
      )}
      {own ? (
        <p class="line">
          <span>{t('testimony.answered', { date: momentOf(locale, own.editedAt ?? own.sentAt, site.timeZone) })}</span>
          <a class="btn" href={path}>
            {t(closed ? 'testimony.readOwn' : 'testimony.changeOwn')}
          </a>
        </p>
      ) : (
        !closed && (
          <p class="line">
            <a class="btn main" href={path}>
              {t('testimony.answer')}
            </a>
            <span class="meta">{t('testimony.length', { n: call.fields.length })}</span>
          </p>
        )
      )}
      {actor && (await forReaders(c, { site, thread }, actor.member))}
    </section>
  );
}

/** Said before one answers: who reads it, until when, and that nothing is published without one's word. */
export function Terms({ c, t, call }: { c: Context<Env>; t: Translate; call: Call }) {
  const { site, locale } = c.var;
  const date = dateOf(locale, keptUntil(call), site!.timeZone);
  return (
    <>
      <p>{t(`testimony.promise.${call.readers}`, { site: site!.settings.name })}</p>
      <p class="meta">{t('testimony.kept', { date })}</p>
    </>
  );
}

/** How many answers there are and how many are new, for whom they are; whoever only sets it up sees that alone. */
async function forReaders(c: Context<Env>, { site, thread }: Pick<There, 'site' | 'thread'>, member: Member): Promise<VNode | null> {
  const { read } = c.var.deps.db;
  if (!isNewsroom(member)) return null;
  const staff = { member, site, spaces: await spacesOf(read, member) };
  const isReader = await reads(read, staff, thread);
  if (!isReader && !(await setsUp(read, staff, thread))) return null;
  const t = wordsOf(c);
  const counts = isReader ? await countsOf(read, thread.id) : null;
  return (
    <p class="meta">
      {counts && (
        <a href={`/testimonies/${thread.uid}/answers`}>
          {t('testimony.count', { n: Object.values(counts).reduce((sum, n) => sum + n, 0), fresh: counts.new })}
        </a>
      )}
      <a href={`/testimonies/${thread.uid}/settings`}>{t('testimony.settings')}</a>
    </p>
  );
}
