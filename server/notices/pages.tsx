import { Hono, type Context } from 'hono';
import { check, typedIn, type Typed } from '../accounts/form.tsx';
import { AppealSection } from '../appeals/AppealSection.tsx';
import { appealAgainst, reversalOf } from '../appeals/queries.ts';
import { groundWords } from '../cases/ground-words.ts';
import { Refusal } from '../errors.ts';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { lawOf } from '../sites/law.ts';
import { giveNotice } from './give-notice.ts';
import { newNotice } from './input.ts';
import { newNoticePages, findNoticed, showForm } from './new-pages.tsx';
import { proofPages } from './proof-pages.tsx';
import { noticeBy, type NoticeRecord } from './queries.ts';
import { orAgain } from '../accounts/form.tsx';

/** Giving notice of illegal content, and following what becomes of it: by anyone, by forms alone (DSA, art. 16). */
export const legalNoticePages = new Hono<Env>()
  .route('/', newNoticePages)
  .post('/notices', async (c) => {
    const typed = await typedIn(c);
    const noticed = await findNoticed(c, typed.post);
    return orAgain(
      c,
      async () => c.redirect(`/notices/${await give(c, typed)}`, 303),
      (problem) => showForm(c, noticed, { ground: typed.ground ?? '', typed, problem }),
    );
  })
  .get('/notices/:id', async (c) => showNotice(c, await findOwn(c, c.req.param('id'))))
  .route('/', proofPages);

async function give(c: Context<Env>, typed: Typed): Promise<string> {
  const { post, place } = await findNoticed(c, typed.post);
  const actor = await actorOf(c, place.site);
  const from = { place, postId: post.id, memberId: actor?.member.id ?? null, ip: c.var.address.ip, locale: c.var.locale };
  return giveNotice(c.var.deps, from, check(newNotice, typed));
}

/** By the secret in its address. */
export async function findOwn(c: Context<Env>, id: string): Promise<NoticeRecord> {
  const notice = await noticeBy(c.var.deps.db.read, id);
  if (!notice || notice.siteId !== requireSite(c).id) throw new Refusal('not_found');
  return notice;
}

type Again = Pick<Parameters<typeof AppealSection>[0], 'typed' | 'problem'>;

/** The receipt, and later the decision, at the notifier's own address. */
export async function showNotice(c: Context<Env>, notice: NoticeRecord, again: Again = {}) {
  const { deps, locale } = c.var;
  const site = requireSite(c);
  const t = wordsOf(c);
  const told = notice.outcome !== null && (notice.tellAt === null || notice.tellAt <= deps.now());
  const reversal = told ? await reversalOf(deps.db.read, notice) : null;
  const when = (date: Date) => momentOf(locale, date, site.timeZone);
  c.header('x-robots-tag', 'noindex');
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('legal.notice.title'),
    status: again.problem?.status,
    children: (
      <article class="flow statement">
        <h1>{t('legal.notice.title')}</h1>
        <p class="note good">
          {t('legal.notice.received', { date: when(notice.at) })} {t(notice.email ? 'legal.notice.mailed' : 'legal.notice.keep')}
        </p>
        <dl class="facts">
          <dt>{t('legal.notice.where')}</dt>
          <dd>
            <a href={notice.url}>{notice.url}</a>
          </dd>
          <dt>{t('legal.notice.ground')}</dt>
          <dd>{groundWords(t, notice.ground)}</dd>
          <dt>{t('legal.notice.explanation')}</dt>
          <dd class="typed">{notice.explanation}</dd>
          <dt>{t('legal.notice.state')}</dt>
          <dd>
            {reversal
              ? t('legal.outcome.reversed', { date: when(reversal.at), now: reversal.now })
              : told
                ? t(`legal.outcome.${notice.outcome!}`)
                : t('legal.notice.waiting', { hours: Math.ceil(lawOf(site).alarmMinutes / 60) })}
          </dd>
          {reversal && (
            <>
              <dt>{t('legal.notice.answer')}</dt>
              <dd class="typed">{reversal.answer}</dd>
            </>
          )}
          {told && <DecisionFacts t={t} notice={notice} />}
        </dl>
        {told && (
          <AppealSection
            {...{ t, when, site, now: deps.now(), ...again }}
            action={`/notices/${notice.uid}/appeal`}
            until={notice.contestableUntil}
            appeal={await appealAgainst(deps.db.read, { noticeId: notice.id })}
            by="notifier"
          />
        )}
      </article>
    ),
  });
}

/** By what rule or law, by what means, and what one can do (DSA, art. 16(5) and (6)). */
function DecisionFacts({ t, notice }: { t: ReturnType<typeof wordsOf>; notice: NoticeRecord }) {
  const { legalGround, ruleNumber, ruleTitle } = notice;
  return (
    <>
      {(legalGround || ruleNumber !== null) && <dt>{t('legal.notice.why')}</dt>}
      {legalGround && <dd>{groundWords(t, legalGround)}</dd>}
      {ruleNumber !== null && <dd>{t('mail.statement.rule', { number: ruleNumber, title: ruleTitle! })}</dd>}
      <dt>{t('legal.notice.means')}</dt>
      <dd>{t('legal.means.person')}</dd>
    </>
  );
}
